"""Shapes of what is sent to keep a revision and to let somebody read it."""

from django import forms

from vhtt_portal.dates import DateField


class RevisionForm(forms.Form):
    """What a revision is kept for."""

    why = forms.CharField(
        label="Lưu bản hiện tại để",
        max_length=200,
        error_messages={
            "required": "Hãy ghi bản này lưu để làm gì, ví dụ: trước khi sửa mục Di tích.",
            "max_length": "Lý do dài quá 200 ký tự. Hãy viết gọn lại.",
        },
    )


class ReaderLinkForm(forms.Form):
    """Who reads, and until when."""

    name = forms.CharField(
        label="Họ tên người đọc",
        max_length=120,
        error_messages={"required": "Hãy ghi họ tên người đọc."},
    )
    post = forms.CharField(
        label="Chức vụ",
        max_length=120,
        help_text="Ví dụ: Phó Chủ tịch UBND thị xã.",
        error_messages={"required": "Hãy ghi chức vụ của người đọc."},
    )
    last_day = DateField(label="Đọc được đến hết ngày")
