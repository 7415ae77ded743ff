"""The shape of a passage as it is sent from the report room."""

from django import forms

from reports.narrative.actions import MAX_LENGTH


class PassageForm(forms.Form):
    """Words under a heading; ``version`` is the one the page showed."""

    text = forms.CharField(
        label="Nội dung",
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Hãy viết nội dung trước khi lưu.",
            "max_length": "Đoạn này dài quá 10.000 ký tự. Hãy tách thành nhiều đoạn.",
        },
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RewordingForm(forms.Form):
    """The office's own wording of a drafted sentence."""

    text = forms.CharField(
        label="Câu trong báo cáo",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Để trống nếu bỏ hẳn câu này khỏi báo cáo.",
        error_messages={"max_length": "Câu này dài quá 10.000 ký tự. Hãy viết gọn lại."},
    )
    reason = forms.CharField(
        label="Lý do sửa",
        max_length=300,
        error_messages={
            "required": "Hãy ghi lý do sửa câu, để người ký và người làm năm sau hiểu.",
            "max_length": "Lý do dài quá 300 ký tự. Hãy viết gọn lại.",
        },
    )
