"""What is asked: form versions, their indicators, rules, outline and sentences.

Nothing here changes after it was loaded; ``actions.load`` is the only writer.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    def for_year(self, year: int) -> Self:
        """The versions that may serve a year, the fitting one first."""
        return self.filter(year_from__lte=year).order_by("-year_from", "-pk")


class FormVersion(models.Model):
    """One edition of the catalogue, loaded as a whole from one file."""

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=200)
    year_from = models.PositiveSmallIntegerField("dùng từ năm")
    subject = models.CharField("trích yếu báo cáo", max_length=500, blank=True)
    opening = models.TextField("lời mở đầu báo cáo", blank=True)
    closing = models.TextField("lời kết báo cáo", blank=True)
    sha256 = models.CharField("mã băm của nguồn", max_length=64)
    loaded_at = models.DateTimeField("nạp lúc")

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên bản biểu mẫu"
        ordering = ["year_from", "code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:version-detail", args=[self.code])


class Section(models.Model):
    """One field of work on the form: culture, sport, tourism…"""

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="sections")
    code = models.CharField("mã", max_length=20)
    name = models.CharField("tên", max_length=200)
    order = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name = "lĩnh vực"
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="section_one_per_version_and_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """One line of the form: what is counted, in what unit, and how it adds up."""

    class Places(models.TextChoices):
        SUM = "sum", "cộng các đơn vị"
        RATIO = "ratio", "tính từ tử số và mẫu số"
        YES = "yes", "đếm số đơn vị có"
        OFFICE = "office", "cơ quan tổng hợp tự ghi"

    class Time(models.TextChoices):
        FLOW = "flow", "cộng dồn theo kỳ"
        STOCK = "stock", "lấy số mới nhất"
        YEARLY = "yearly", "chốt mỗi năm một lần"

    class Source(models.TextChoices):
        TYPED = "typed", "nhập"
        REGISTER = "register", "đếm từ sổ"
        COMPUTED = "computed", "tự tính"

    class AsOf(models.TextChoices):
        CUT_OFF = "cut-off", "ngày chốt số liệu của kỳ"
        DAY = "day", "ngày cố định trong năm"
        ROUND = "round", "quyết định của đợt xét"

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="indicators")
    section = models.ForeignKey(Section, models.CASCADE, related_name="indicators")
    code = models.CharField("mã", max_length=40)
    name = models.CharField("tên chỉ tiêu", max_length=300)
    unit = models.CharField("đơn vị tính", max_length=40)
    explanation = models.TextField("giải thích", blank=True)
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    example = models.TextField("ví dụ", blank=True)
    order = models.PositiveSmallIntegerField("thứ tự")
    places = models.CharField("tổng hợp theo đơn vị", max_length=10, choices=Places)
    time = models.CharField("tổng hợp theo thời gian", max_length=10, choices=Time)
    source = models.CharField("nguồn", max_length=10, choices=Source)
    register = models.CharField("phép đếm của sổ", max_length=60, blank=True)
    numerator = models.ForeignKey(
        "self", models.RESTRICT, related_name="+", null=True, blank=True, verbose_name="tử số"
    )
    denominator = models.ForeignKey(
        "self", models.RESTRICT, related_name="+", null=True, blank=True, verbose_name="mẫu số"
    )
    parts = models.JSONField("mã các số thành phần", default=list)
    as_of = models.CharField("thời điểm", max_length=10, choices=AsOf, default=AsOf.CUT_OFF)
    as_of_day = models.PositiveSmallIntegerField("ngày", null=True, blank=True)
    as_of_month = models.PositiveSmallIntegerField("tháng", null=True, blank=True)
    decimals = models.PositiveSmallIntegerField("số chữ số thập phân", default=0)
    required = models.BooleanField("bắt buộc", default=False)
    sensitive = models.BooleanField("nhạy cảm", default=False)
    rural_only = models.BooleanField("chỉ xã nông thôn", default=False)
    allows_relation = models.BooleanField("được ghi “trên” hoặc khoảng", default=False)

    class Meta:
        verbose_name = "chỉ tiêu"
        ordering = ["version", "section__order", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="indicator_one_per_version_and_code"
            ),
            models.CheckConstraint(
                name="indicator_ratio_has_both_parts",
                condition=Q(places="ratio", numerator__isnull=False, denominator__isnull=False)
                | (~Q(places="ratio") & Q(numerator=None, denominator=None)),
            ),
            models.CheckConstraint(
                name="indicator_register_named_if_counted",
                condition=(Q(source="register") & ~Q(register=""))
                | (~Q(source="register") & Q(register="")),
            ),
            models.CheckConstraint(
                name="indicator_fixed_day_is_whole",
                condition=Q(
                    as_of="day",
                    as_of_day__isnull=False,
                    as_of_day__range=(1, 31),
                    as_of_month__isnull=False,
                    as_of_month__range=(1, 12),
                )
                | (~Q(as_of="day") & Q(as_of_day=None, as_of_month=None)),
            ),
            models.CheckConstraint(
                name="indicator_at_most_two_decimals", condition=Q(decimals__lte=2)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Rule(models.Model):
    """One check on a sheet, with the sentence that says what is wrong.

    ``left`` and ``right`` are lists of indicator codes of the same version.
    """

    class Kind(models.TextChoices):
        HARD = "hard", "phải sửa trước khi gửi"
        SOFT = "soft", "cần ghi rõ lý do"

    class Check(models.TextChoices):
        AT_MOST = "at-most", "không lớn hơn"
        FALLS = "falls", "giảm so với năm trước"
        MOVES = "moves", "thay đổi nhiều so với năm trước"

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="rules")
    code = models.CharField("mã", max_length=60)
    order = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("mức", max_length=10, choices=Kind)
    check_kind = models.CharField("phép kiểm tra", max_length=10, choices=Check)
    left = models.JSONField("vế trái", default=list)
    right = models.JSONField("vế phải", default=list)
    percent = models.PositiveSmallIntegerField("quá bao nhiêu phần trăm", null=True, blank=True)
    units = models.PositiveIntegerField("quá bao nhiêu đơn vị", null=True, blank=True)
    sentence = models.CharField("câu báo", max_length=500)

    class Meta:
        verbose_name = "quy tắc kiểm tra"
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="rule_one_per_version_and_code"
            ),
            models.CheckConstraint(
                name="rule_move_has_limits",
                condition=Q(check_kind="moves", percent__isnull=False, units__isnull=False)
                | (~Q(check_kind="moves") & Q(percent=None, units=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class OutlineNode(models.Model):
    """One heading of the report; numbers are given when the document is drawn."""

    class Level(models.TextChoices):
        PART = "part", "phần"
        HEADING = "heading", "mục"
        SUBHEADING = "subheading", "khoản"

    class Kind(models.TextChoices):
        RESULTS = "results", "kết quả"
        LIMITS = "limits", "hạn chế"
        CAUSES = "causes", "nguyên nhân"
        DIRECTIONS = "directions", "phương hướng"

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="outline_nodes")
    code = models.CharField("mã", max_length=60)
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="children", null=True, blank=True
    )
    section = models.ForeignKey(
        Section, models.CASCADE, related_name="outline_nodes", null=True, blank=True
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    level = models.CharField("cấp đề mục", max_length=10, choices=Level)
    kind = models.CharField("nội dung", max_length=10, choices=Kind)
    title = models.CharField("đề mục", max_length=300)
    prose = models.BooleanField("có phần viết", default=False)

    class Meta:
        verbose_name = "đề mục"
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="outline_node_one_per_version_and_code"
            ),
            models.CheckConstraint(
                name="outline_node_only_parts_stand_alone",
                condition=Q(level="part", parent=None)
                | (~Q(level="part") & Q(parent__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Sentence(models.Model):
    """One sentence of the report, a template with live figures in it."""

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="sentences")
    node = models.ForeignKey(OutlineNode, models.CASCADE, related_name="sentences")
    code = models.CharField("mã", max_length=60)
    order = models.PositiveSmallIntegerField("thứ tự")
    template = models.TextField("câu mẫu")
    when = models.CharField("chỉ khi", max_length=100, blank=True)

    class Meta:
        verbose_name = "câu mẫu"
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="sentence_one_per_version_and_code"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Exhibit(models.Model):
    """One chart or table in the text of the report: one question that figures answer.

    ``indicators`` is a list of codes of the same version; only a comparison has several.
    """

    class Kind(models.TextChoices):
        PLACES = "places", "một chỉ tiêu, xếp theo đơn vị"
        YEARS = "years", "một chỉ tiêu qua các năm"
        COMPARISON = "comparison", "bảng nhiều chỉ tiêu theo đơn vị"

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="exhibits")
    node = models.ForeignKey(OutlineNode, models.CASCADE, related_name="exhibits")
    code = models.CharField("mã", max_length=60)
    order = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=20, choices=Kind)
    indicators = models.JSONField("mã các chỉ tiêu", default=list)
    question = models.CharField("câu hỏi", max_length=300)
    title = models.CharField("nói về", max_length=200)

    class Meta:
        verbose_name = "bảng, biểu đồ"
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="exhibit_one_per_version_and_code"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Annex(models.Model):
    """One annex of the report, by what it shows."""

    class Kind(models.TextChoices):
        TOTALS = "totals", "tổng hợp số liệu theo đơn vị"
        COMPARISON = "comparison", "so sánh với năm trước và chỉ tiêu"
        VILLAGE_TITLES = "village-titles", "danh hiệu thôn, tổ dân phố"
        SITES = "sites", "danh mục di tích"
        TOURNAMENTS = "tournaments", "giải thi đấu và thành tích"

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="annexes")
    order = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên phụ lục", max_length=300)
    kind = models.CharField("nội dung", max_length=20, choices=Kind)

    class Meta:
        verbose_name = "phụ lục"
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "order"], name="annex_one_per_version_and_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title
