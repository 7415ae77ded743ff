"""Shapes of what is sent on a paper's way, be it a report or another."""

from django import forms

from vhtt_portal.dates import DateField


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Hãy ghi lý do."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class SignForm(forms.Form):
    """In which capacity, over which content."""

    right = forms.ChoiceField(
        label="Ký với tư cách",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Hãy chọn tư cách ký.",
            "invalid_choice": "Hình thức ký này không còn hiệu lực. Hãy tải lại trang.",
        },
    )
    seen_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def offer(self, choices: list[tuple[str, str]]) -> "SignForm":
        """The capacities of the day; a single one needs no choosing."""
        field = self.fields["right"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        if len(choices) == 1:
            field.initial = choices[0][0]
        return self


class IssueForm(forms.Form):
    """The day that the paper bears; the number comes from the book."""

    issued_on = DateField(label="Ngày ban hành")
    version = forms.IntegerField(widget=forms.HiddenInput)


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
