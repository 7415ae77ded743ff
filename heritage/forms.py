"""Shapes of the heritage registers' rows."""

from typing import Any

from django.db.models import QuerySet

from heritage.models import (
    Designation,
    Festival,
    FestivalHeld,
    IntangibleHeritage,
    Restoration,
    Site,
)
from localities.models import LocalityKind
from vhtt_portal.dates import DateField
from vhtt_portal.row_form import ReasonForm, RowForm


class SiteForm(RowForm):
    class Meta(RowForm.Meta):
        model = Site
        fields = ["place", "name", "kind", "address", "status", "listed_on"]


class SiteRemovalForm(ReasonForm):
    """From which day a site is off the list, and why."""

    removed_on = DateField(label="Ngày đưa ra khỏi danh mục")
    field_order = ["removed_on", "reason"]


class DesignationForm(RowForm):
    class Meta(RowForm.Meta):
        model = Designation
        fields = ["rank", "decision_number", "decided_on", "certificate_received_on"]


class RestorationForm(RowForm):
    class Meta(RowForm.Meta):
        model = Restoration
        fields = ["content", "started_on", "finished_on", "state_budget", "social_budget"]


class FestivalForm(RowForm):
    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._narrow("site", sites)
        self._narrow("level", LocalityKind.objects.filter(is_village=False).order_by("pk"))

    class Meta(RowForm.Meta):
        model = Festival
        fields = [
            "place", "name", "kind", "calendar", "day", "month", "is_leap_month", "length_days",
            "timing", "level", "organiser", "site",
        ]  # fmt: skip
        help_texts = {
            "calendar": "Chọn âm lịch thì ngày dương lịch của từng năm được tính sẵn.",
            "day": "Tháng thiếu không có ngày 30 thì tính vào ngày 29.",
            "month": "Tháng Giêng là 1, tháng Chạp là 12.",
            "is_leap_month": "Năm không có tháng nhuận này thì tính vào tháng thường.",
            "timing": "Khi không có ngày nhất định, ví dụ: tháng Giêng âm lịch.",
            "level": "Để trống khi cùng cấp với địa bàn.",
        }


class FestivalHeldForm(RowForm):
    class Meta(RowForm.Meta):
        model = FestivalHeld
        fields = ["held_on", "ended_on", "visitors", "not_held_because", "note"]
        help_texts = {
            "held_on": "Ví dụ 05/01/2026. Năm không tổ chức thì ghi ngày lẽ ra tổ chức.",
            "not_held_because": "Để trống nếu lễ hội được tổ chức.",
        }


class IntangibleHeritageForm(RowForm):
    class Meta(RowForm.Meta):
        model = IntangibleHeritage
        fields = ["place", "name", "kind", "listed_on", "decision_number"]
