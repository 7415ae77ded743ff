"""People, what they are at which place and when, and who may sign for whom."""

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import passwords
from localities.models import Locality, Office


class Role(models.TextChoices):
    """What a person may be at a place. Several at once, each with its dates."""

    WARD_ENTRY = "ward_entry", "Công chức nhập số liệu"
    WARD_LEADER = "ward_leader", "Lãnh đạo đơn vị"
    SPECIALIST = "specialist", "Chuyên viên"
    HEAD = "head", "Lãnh đạo cơ quan"
    CLERK = "clerk", "Văn thư"
    ADMINISTRATOR = "administrator", "Quản trị tài khoản"
    INSPECTOR = "inspector", "Thanh tra, kiểm tra"


USERNAME_PATTERN = r"^[a-z0-9][a-z0-9._-]{2,39}$"
WARD_ROLES = frozenset({Role.WARD_ENTRY, Role.WARD_LEADER})
# Roles that make sense only where an office sits.
DESK_ROLES = frozenset({Role.SPECIALIST, Role.HEAD, Role.CLERK})
OFFICE_ROLES = frozenset({Role.SPECIALIST, Role.HEAD, Role.CLERK, Role.INSPECTOR})


class UserManager(BaseUserManager["User"]):
    """Only finds people; accounts are made by ``accounts.actions``."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person with an account. What they may do comes from their appointments alone."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                USERNAME_PATTERN,
                "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang.",
            )
        ],
    )
    full_name = models.CharField("họ và tên", max_length=120)
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    # Goes up with every change of password, role or state; a session started before it has ended.
    session_epoch = models.PositiveIntegerField(default=1)
    # An illustrative account of the demo, shown with its password on the sign-in page.
    is_demo = models.BooleanField("tài khoản minh họa", default=False)
    search_key = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=300, editable=False)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("accounts:account-detail", args=[self.pk])

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(passwords.composed(raw_password or ""))

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be this person's still: Django ends all others at once."""
        return salted_hmac(
            "accounts.session", f"{self.session_epoch}:{self.password}", algorithm="sha256"
        ).hexdigest()

    @cached_property
    def current(self) -> tuple["Appointment", ...]:
        """Today's appointments with their places; one query for each instance of the person."""
        today = timezone.localdate()
        return tuple(
            self.appointments.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
            .select_related("locality")
            .order_by("pk")
        )

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(appointment.role) for appointment in self.current)

    def places(self, *roles: Role) -> frozenset[int]:
        """Where the person holds one of these roles today."""
        return frozenset(item.locality_id for item in self.current if item.role in roles)

    def holds(self, *roles: Role, at: int | None = None) -> bool:
        """Whether the person holds one of these roles today, at this place or anywhere."""
        places = self.places(*roles)
        return bool(places) if at is None else at in places

    @cached_property
    def entry_place_ids(self) -> frozenset[int]:
        return self.places(*WARD_ROLES)

    @cached_property
    def office_place_ids(self) -> frozenset[int]:
        return self.places(*OFFICE_ROLES)

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_name(self) -> str:
        return self.full_name

    @property
    def audit_role(self) -> str:
        return ", ".join(
            dict.fromkeys(str(Role(appointment.role).label) for appointment in self.current)
        )

    @property
    def audit_place(self) -> str:
        return ", ".join(dict.fromkeys(item.locality.full_name for item in self.current))


class SignInAllowance(models.Model):
    """How much of an allowance of password guesses is used up; a full one has no row.

    ``name`` is a keyed hash of the account's name, with the device where one is known, so that
    the table says nothing about names that were typed.
    """

    name = models.CharField(max_length=40, primary_key=True)
    # The moment at which nothing of the allowance is used any more.
    full_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "hạn mức đăng nhập"

    def __str__(self) -> str:
        return "Đăng nhập bằng tên không có trong danh sách"


class Appointment(models.Model):
    """One role of one person at one place, from one day to another."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="appointments", verbose_name="người"
    )
    role = models.CharField("vai trò", max_length=20, choices=Role)
    locality = models.ForeignKey(
        Locality, models.PROTECT, related_name="appointments", verbose_name="tại"
    )
    # As printed under a signature: "Trưởng phòng", "Phó Trưởng phòng", "Phó Chủ tịch".
    post = models.CharField("chức vụ", max_length=80, blank=True)
    # A deputy signs KT. for the head (Nghị định 30/2020/NĐ-CP, Điều 13).
    is_deputy = models.BooleanField("là cấp phó", default=False)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "phân công"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "locality", "starts_on"], name="appointment_once_a_day"
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="appointment_only_leaders_have_deputies",
                condition=Q(is_deputy=False) | Q(role__in=["head", "ward_leader"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.locality}"


class Delegation(models.Model):
    """Leave to sign for the office: by order (TL.) or by dated written delegation (TUQ.).

    Deputising (KT.) is no delegation: it comes from being the deputy. A delegation may not be
    passed on (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 4).
    """

    class Kind(models.TextChoices):
        ORDER = "TL", "Thừa lệnh (TL.)"
        DELEGATION = "TUQ", "Thừa ủy quyền (TUQ.)"

    office = models.ForeignKey(Office, models.PROTECT, related_name="delegations")
    kind = models.CharField("hình thức", max_length=3, choices=Kind)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người giao")
    given_to = models.ForeignKey(
        User, models.PROTECT, related_name="delegations", verbose_name="người được giao"
    )
    post = models.CharField("chức vụ người được giao", max_length=80)
    document = models.CharField("văn bản giao", max_length=160)
    scope = models.CharField("phạm vi", max_length=300)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "ủy quyền ký"
        constraints = [
            models.CheckConstraint(
                name="delegation_is_not_to_oneself", condition=~Q(given_by=F("given_to"))
            ),
            models.CheckConstraint(
                name="delegation_in_writing_is_dated",
                condition=~Q(kind="TUQ") | Q(ends_on__isnull=False),
            ),
            models.CheckConstraint(
                name="delegation_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.given_to} ({self.document})"

    def is_valid_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
