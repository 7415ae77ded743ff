"""Shapes of what is sent from a sheet's pages."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from reports.entry.answers import shown_as
from reports.entry.models import Figure, Remark
from vhtt_portal.numbers import read_version

VALUE = Figure.State.VALUE.value


@dataclass(frozen=True, slots=True)
class TypedLine:
    """The fields of one line as they came from the page."""

    text: str
    state: str
    reason: str
    version: int
    note: str | None
    choice: str  # "mine" or "theirs" after a colleague's answer, otherwise empty
    has_changed: bool  # whether it says something else than the page showed

    @classmethod
    def read(cls, data: QueryDict, code: str) -> "TypedLine":
        shown = data.get(f"was-{code}", "")
        shown_state, _, shown_content = shown.partition(":")
        text = data.get(f"value-{code}", "")
        state = data.get(f"state-{code}", VALUE)
        # A number typed while "no data" still stood there means the number.
        if text.strip() and state != VALUE and (shown_state != VALUE or text != shown_content):
            state = VALUE
        reason = data.get(f"reason-{code}", "")
        return cls(
            text=text,
            state=state,
            reason=reason,
            version=read_version(data.get(f"version-{code}", "")),
            note=data.get(f"note-{code}"),
            choice=data.get(f"choose-{code}", ""),
            has_changed=shown != shown_as(state, text, reason),
        )

    def once(self, page_key: UUID | None, code: str) -> UUID | None:
        """The same content sent twice from the same page is one request."""
        if page_key is None:
            return None
        content = (code, str(self.version), self.state, self.text, self.reason)
        return uuid5(page_key, "\x1f".join(content))


def page_key(data: QueryDict) -> UUID | None:
    """The key that a page was drawn with."""
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        return None


class ApprovalForm(forms.Form):
    """Who has approved the sheet on paper."""

    name = forms.CharField(label="Họ và tên người duyệt", max_length=120)
    post = forms.CharField(
        label="Chức vụ", max_length=120, help_text="Viết như dưới chữ ký, ví dụ: Phó Chủ tịch."
    )


class RemarkForm(forms.Form):
    """The place's words under one heading."""

    text = forms.CharField(
        label="", required=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(
        cls, kind: Remark.Kind, remark: Remark | None, data: QueryDict | None = None
    ) -> "RemarkForm":
        initial = {
            "text": remark.text if remark else "",
            "version": remark.version if remark else 0,
        }
        form = cls(data, initial=initial, prefix=kind.value)
        form.fields["text"].label = kind.label
        return form
