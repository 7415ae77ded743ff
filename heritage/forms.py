"""Shapes of the heritage registers' rows."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from heritage.models import (
    Artisan,
    ArtisanTitle,
    ConditionCheck,
    Designation,
    Festival,
    FestivalHeld,
    IntangibleHeritage,
    Listing,
    Restoration,
    Site,
)
from heritage.positions import read_degrees, write_degrees
from localities.models import LocalityKind
from vhtt_portal.dates import DateField
from vhtt_portal.row_form import ReasonForm, RowForm
from vhtt_portal.rules import RuleError


class DegreesField(forms.CharField):
    """A latitude or a longitude; cleans to decimal degrees or None."""

    def __init__(self, *, label: str, example: str) -> None:
        super().__init__(label=label, required=False, max_length=40, help_text=example)

    def clean(self, value: str | None) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_degrees(text)
        except RuleError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def prepare_value(self, value: object) -> object:
        """A stored place stands in its box as people write it; what was typed stays as typed."""
        return write_degrees(value) if isinstance(value, Decimal) else value


class SiteForm(RowForm):
    latitude = DegreesField(label="Vĩ độ", example="Ví dụ 18,5411 hoặc 18°32'28\"N.")
    longitude = DegreesField(label="Kinh độ", example="Ví dụ 105,7044 hoặc 105°42'16\"E.")

    class Meta(RowForm.Meta):
        model = Site
        fields = ["place", *Site.SHEET]


class SiteProposalForm(SiteForm):
    """What a place would have written, and why."""

    note = forms.CharField(
        label="Lời giải thích", required=False, max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class ProposedChangeForm(SiteProposalForm):
    """A proposal about a site that stays where it is."""

    class Meta(SiteProposalForm.Meta):
        fields = list(Site.SHEET)


class SiteRemovalForm(ReasonForm):
    """From which day a site is off the list, and why."""

    removed_on = DateField(label="Ngày đưa ra khỏi danh mục")
    field_order = ["removed_on", "reason"]


class DesignationForm(RowForm):
    class Meta(RowForm.Meta):
        model = Designation
        fields = [
            "rank", "decision_number", "decided_on", "certificate_received_on",
            "revocation_number", "revoked_on",
        ]  # fmt: skip


class RestorationForm(RowForm):
    class Meta(RowForm.Meta):
        model = Restoration
        fields = ["content", "started_on", "finished_on", *Restoration.SOURCES]

    def clean(self) -> dict[str, Any]:
        """A source that is left out gave nothing."""
        return {
            name: Decimal(0) if value is None and name in Restoration.SOURCES else value
            for name, value in (super().clean() or {}).items()
        }


class ConditionCheckForm(RowForm):
    class Meta(RowForm.Meta):
        model = ConditionCheck
        fields = ["checked_on", "state", "seen", "asked", "checked_by"]


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
        fields = ["place", "name", "kind", "holders"]


class ListingForm(RowForm):
    class Meta(RowForm.Meta):
        model = Listing
        fields = ["rank", "decision_number", "decided_on"]


class ArtisanForm(RowForm):
    # A year is no amount: no dots in it.
    birth_year = forms.IntegerField(
        label="Năm sinh", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def __init__(self, *args: Any, heritages: QuerySet[IntangibleHeritage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._narrow("heritage", heritages)

    class Meta(RowForm.Meta):
        model = Artisan
        fields = ["place", "name", "heritage", "birth_year", "is_deceased", "note"]
        help_texts = {"name": "Tên chỉ hiện với người xem được sổ của địa bàn này."}


class ArtisanTitleForm(RowForm):
    class Meta(RowForm.Meta):
        model = ArtisanTitle
        fields = ["rank", "decision_number", "decided_on"]
