"""Shapes of what the office sends about a sheet or a period."""

from django import forms

from reports.entry.models import Period
from vhtt_portal.dates import DateField


class ReturnForm(forms.Form):
    """Why a sheet goes back."""

    reason = forms.CharField(
        label="Lý do trả lại",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text="Đơn vị đọc lý do này ở đầu phiếu. Nêu rõ chỉ tiêu cần sửa.",
    )


class DatesForm(forms.Form):
    """Until when a period is worked on."""

    due_on = DateField(label="Hạn gửi")
    last_new_on = DateField(label="Ngày cuối nhận phiếu mới")
    last_edit_on = DateField(label="Ngày cuối được sửa")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @staticmethod
    def initial_of(period: Period) -> dict[str, object]:
        return {
            "due_on": period.due_on,
            "last_new_on": period.last_new_on,
            "last_edit_on": period.last_edit_on,
            "version": period.version,
        }
