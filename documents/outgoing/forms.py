"""Shapes of what is typed about a paper and sent on its way."""

from typing import Any

from django import forms

from accounts.models import User
from documents.models import Keeper
from documents.outgoing.actions import Wording
from documents.outgoing.models import Paper
from localities.models import Office
from vhtt_portal.dates import DateField
from vhtt_portal.row_form import RowForm

_ROWS = {"body": 24, "addressees": 3, "legal_bases": 3, "recipients": 4}
_HELP = {
    "subject": "Chữ “V/v” của công văn, “Về việc” của quyết định và tờ trình cổng tự viết.",
    "addressees": "Mỗi nơi một dòng. Công văn và tờ trình phải có; quyết định không có.",
    "legal_bases": "Mỗi căn cứ một dòng.",
    "body": "Mỗi đoạn một dòng. Cách viết mục, khoản, bảng ở phần Cách viết bên dưới.",
    "recipients": "Mỗi nơi một dòng. “Như trên” và dòng Lưu cổng tự viết.",
    "is_in_person": "Không ghi TM. tập thể trên chức vụ người ký.",
}


class WordingForm(RowForm):
    """Everything that a paper says; its instance, filled but not saved, is what a preview draws."""

    def __init__(self, *args: Any, offered: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paper: Paper = self.instance  # type: ignore[assignment]  # of this form's model
        for name, rows in _ROWS.items():
            self.fields[name].widget.attrs["rows"] = rows
        for name, text in _HELP.items():
            self.fields[name].help_text = text
        people = [*offered, *([paper.signer] if paper.signer else [])]
        self._narrow("signer", User.objects.filter(pk__in=[user.pk for user in people]))
        if not paper.issuer.collective and not paper.is_in_person:
            del self.fields["is_in_person"]

    def wording(self) -> Wording:
        return Wording(**self.cleaned_data)

    class Meta(RowForm.Meta):
        model = Paper
        fields = [
            "kind", "subject", "addressees", "legal_bases", "body", "recipients", "signer",
            "is_in_person", "due_on",
        ]  # fmt: skip


class StartForm(forms.Form):
    """In whose name and of which year; the name is asked where there are several."""

    issuer = forms.ChoiceField(
        label="Ban hành nhân danh",
        error_messages={"invalid_choice": "Bạn không soạn văn bản của nơi này."},
    )
    year = forms.IntegerField(
        label="Năm", min_value=2000, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Hãy ghi năm bằng bốn chữ số, ví dụ 2026."},
    )  # fmt: skip

    def __init__(self, *args: Any, keepers: list[Keeper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keepers = {keeper_code(keeper): keeper for keeper in keepers}
        field = self.fields["issuer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = [(code, str(keeper)) for code, keeper in self.keepers.items()]
        if len(self.keepers) == 1:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(self.keepers))

    def keeper(self) -> Keeper:
        return self.keepers[self.cleaned_data["issuer"]]


class OccasionForm(StartForm):
    """The same for papers of a meeting, with when and where as far as they are known."""

    held_on = DateField(label="Ngày tổ chức", required=False)
    begins_at = forms.TimeField(
        label="Giờ bắt đầu", required=False, input_formats=["%H:%M", "%Hh%M", "%Hh"],
        help_text="Ví dụ 08:00.",
        error_messages={"invalid": "Hãy ghi giờ và phút, ví dụ 08:00."},
    )  # fmt: skip
    venue = forms.CharField(label="Địa điểm", required=False, max_length=200)
    chair = forms.CharField(label="Chủ trì", required=False, max_length=200)


def keeper_code(keeper: Keeper) -> str:
    return f"{'co-quan' if isinstance(keeper, Office) else 'dia-phuong'}-{keeper.pk}"
