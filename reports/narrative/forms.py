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
