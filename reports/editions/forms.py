"""The shape of a file that is sent."""

from django import forms


class FileForm(forms.Form):
    """A file from somebody's machine."""

    file = forms.FileField(
        label="Tệp",
        help_text="Không quá 10 MB.",
        error_messages={
            "required": "Hãy chọn một tệp không quá 10 MB.",
            "empty": "Tệp này trống. Hãy chọn lại.",
        },
    )
