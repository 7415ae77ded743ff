"""What was given to be done by a day: after a working session, or by a national programme."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.place_rows import PlaceRowQuerySet
from accounts.scope import editable_places, governed_places
from activities.models.activity import Field
from localities.models import Locality
from vhtt_portal.text import fold


class TaskQuerySet(PlaceRowQuerySet["Task"]):
    def editable_by(self, user: User) -> Self:
        """Only the office gives tasks and changes them."""
        return self.filter(place__in=governed_places(user))

    def reportable_by(self, user: User) -> Self:
        """Whoever has to do a task tells how far it is, and so does the office."""
        return self.filter(place__in=editable_places(user))

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(search_key__contains=fold(words)) | Q(place__search_key__contains=fold(words))
        )

    def in_force(self, start: date, end: date) -> Self:
        """Given by the end and not done before the start: the year's own and those carried over."""
        return self.filter(Q(done_on=None) | Q(done_on__gte=start), given_on__lte=end)

    def overdue_on(self, day: date) -> Self:
        return self.filter(Q(done_on=None) | Q(done_on__gt=day), due_on__lt=day)

    def open_first(self) -> Self:
        """What is still to do by its day, then what was done, newest first."""
        return self.order_by(F("done_on").desc(nulls_first=True), "due_on", "pk")

    def in_order(self) -> Self:
        return self.order_by("due_on", "pk")


class Task(models.Model):
    """One thing that a place, or the office itself, has to do by a day.

    ``place`` is who does it. How far it is, is told by its ``TaskProgress`` rows; ``state`` and
    ``done_on`` repeat the newest of them.
    """

    class Source(models.TextChoices):
        CONCLUSION = "conclusion", "Thông báo kết luận buổi làm việc"
        PROJECT = "project", "Dự án thuộc chương trình quốc gia"

    class State(models.TextChoices):
        TODO = "todo", "Chưa thực hiện"
        DOING = "doing", "Đang thực hiện"
        DONE = "done", "Hoàn thành"

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="nơi thực hiện"
    )
    source = models.CharField("nguồn", max_length=12, choices=Source)
    document_number = models.CharField("thông báo kết luận số", max_length=80, blank=True)
    programme = models.CharField("chương trình quốc gia", max_length=200, blank=True)
    project = models.CharField("dự án", max_length=200, blank=True)
    field = models.CharField("lĩnh vực", max_length=10, choices=Field, default=Field.CULTURE)
    content = models.CharField("nội dung nhiệm vụ", max_length=500)
    given_on = models.DateField("ngày giao")
    due_on = models.DateField("hạn hoàn thành")
    state = models.CharField("tiến độ", max_length=10, choices=State, default=State.TODO)
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    search_key = models.CharField(max_length=1000, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        indexes = [models.Index(fields=["place", "due_on"], name="task_by_place_and_day")]
        constraints = [
            models.CheckConstraint(
                name="task_due_after_it_was_given",
                condition=Q(due_on__gte=F("given_on")),
                violation_error_message="Hạn hoàn thành không được trước ngày giao.",
            ),
            models.CheckConstraint(
                name="task_conclusion_has_its_number",
                condition=~Q(source="conclusion") | ~Q(document_number=""),
                violation_error_message="Hãy ghi số của thông báo kết luận.",
            ),
            models.CheckConstraint(
                name="task_project_has_its_programme",
                condition=~Q(source="project") | (~Q(programme="") & ~Q(project="")),
                violation_error_message="Hãy ghi tên chương trình quốc gia và tên dự án.",
            ),
            models.CheckConstraint(
                name="task_done_has_its_day",
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on=None)),
                violation_error_message="Nhiệm vụ hoàn thành phải có ngày hoàn thành.",
            ),
        ]

    def __str__(self) -> str:
        return self.content

    def get_absolute_url(self) -> str:
        return reverse("activities:task-detail", args=[self.pk])

    def derive(self) -> None:
        self.search_key = fold(
            f"{self.content} {self.document_number} {self.programme} {self.project}"
        )[:1000]

    @property
    def origin(self) -> str:
        """ "Thông báo kết luận số 12/TB-UBND" or the project and its programme."""
        if self.source == self.Source.CONCLUSION:
            return f"Thông báo kết luận số {self.document_number}"
        return f"Dự án {self.project} thuộc {self.programme}"

    def is_overdue_on(self, day: date) -> bool:
        return self.state != self.State.DONE and self.due_on < day


class TaskProgress(models.Model):
    """How far a task was on a day; never changed, so that its history stands."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="progress")
    on = models.DateField("ngày")
    state = models.CharField("tiến độ", max_length=10, choices=Task.State)
    note = models.CharField("kết quả, vướng mắc", max_length=500, blank=True)
    at = models.DateTimeField("ghi lúc")
    by_name = models.CharField("người ghi", max_length=120)

    class Meta:
        verbose_name = "tiến độ nhiệm vụ"
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.task}: {self.get_state_display()}"
