"""What the office says in its own words."""

from django.db import models

from reports.entry.models import Period


class Passage(models.Model):
    """One stretch of the office's own prose under a heading: limits, causes, directions, results.

    Each line is a paragraph, and a line that begins with "- " is a dash paragraph; a figure stands
    in it as ``{VH.DITICH_TONG:change}`` (``chips``).
    The heading is known by its code, which outlives a change of form.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="passages")
    node_code = models.CharField("đề mục", max_length=60)
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("nội dung")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "đoạn viết"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "node_code", "order"], name="passage_one_per_place_and_order"
            ),
            models.CheckConstraint(name="passage_says_something", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.text[:60]}"


class Rewording(models.Model):
    """The office's own wording of a sentence that the figures write; empty: it is left out.

    ``text`` is kept like a passage's. ``drafted`` is how the figures wrote the sentence when it was
    reworded, so that it shows when they have written another one since. The sentence is known by
    its code, which outlives a change of form.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="rewordings")
    sentence_code = models.CharField("câu", max_length=60)
    text = models.TextField("nội dung", blank=True)
    reason = models.CharField("lý do", max_length=300)
    drafted = models.TextField("câu viết từ số liệu khi sửa", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "câu đã sửa"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "sentence_code"], name="rewording_one_per_sentence"
            ),
            models.CheckConstraint(name="rewording_says_why", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.drafted[:60]}"
