"""Shapes of what is sent from a sheet's pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from audit.chain import sha256
from reports.entry.actions import Origin, TypedCell
from reports.entry.answers import shown_as
from reports.entry.blocks import MOST_TEXT, Style
from reports.entry.excel.choices import Choices
from reports.entry.excel.layouts import Role, Table
from reports.entry.excel.matching import NO_LINE
from reports.entry.excel.proposals import Preview
from reports.entry.models import Figure, Remark, SourceNote
from vhtt_portal.files.workbook.pages import AS_IT_IS
from vhtt_portal.legacy import Encoding
from vhtt_portal.numbers import read_version
from vhtt_portal.text import tidy_lines

VALUE = Figure.State.VALUE.value
_EMPTY = f"0 {shown_as(VALUE, '', '')}"
_FROM_PAGE = frozenset({Origin.TYPED, Origin.PASTED, Origin.UNDONE})


@dataclass(frozen=True, slots=True)
class TypedLine:
    """The fields of one line as they came from the page."""

    code: str
    text: str
    state: str
    reason: str
    version: int
    note: str | None
    choice: str  # "mine" or "theirs" after a colleague's answer, otherwise empty
    has_answer: bool  # whether it answers the line otherwise than the page showed
    key: UUID | None  # the edit's own key, where the page gave it one

    @classmethod
    def read(cls, data: QueryDict, code: str) -> "TypedLine":
        version, _, shown = data.get(f"was-{code}", _EMPTY).partition(" ")
        shown_state, _, shown_content = shown.partition(":")
        text = data.get(f"value-{code}", "")
        state = data.get(f"state-{code}", VALUE)
        # A number typed while "no data" still stood there means the number.
        if text.strip() and state != VALUE and (shown_state != VALUE or text != shown_content):
            state = VALUE
        reason = data.get(f"reason-{code}", "")
        key = _uuid(data.get(f"key-{code}", ""))
        is_new = key is not None or shown != shown_as(state, text, reason)
        return cls(
            code=code,
            text=text,
            state=state,
            reason=reason,
            version=read_version(data.get(f"version-{code}", version)),
            note=data.get(f"note-{code}"),
            choice=data.get(f"choose-{code}", ""),
            has_answer=f"value-{code}" in data and is_new,
            key=key,
        )

    @property
    def says_something(self) -> bool:
        """A line that was left alone is left alone, so that a colleague's newer answer is no
        conflict; so is one of which the colleague's answer was chosen."""
        return self.choice != "theirs" and (self.has_answer or self.note is not None)

    def edit(self, page_key: UUID | None) -> TypedCell:
        return TypedCell(
            code=self.code,
            text=self.text,
            state=self.state,
            reason=self.reason,
            note=self.note,
            has_answer=self.has_answer,
            expected_version=self.version,
            key=self.key or self._once(page_key),
        )

    def _once(self, page_key: UUID | None) -> UUID | None:
        """The same content sent twice from the same page is one request."""
        if page_key is None:
            return None
        content = (
            self.code,
            str(self.version),
            self.state,
            self.text,
            self.reason,
            self.note or "",
        )
        return uuid5(page_key, "\x1f".join(content))


def typed_lines(data: QueryDict) -> dict[str, TypedLine]:
    """The lines that a script sends: each has a key of its own."""
    codes = [name.removeprefix("key-") for name in data if name.startswith("key-")]
    return {code: TypedLine.read(data, code) for code in codes}


def typed_origin(data: QueryDict) -> Origin:
    """How the lines came to the page; a page has no workbook to import."""
    found = data.get("origin", "")
    return Origin(found) if found in _FROM_PAGE else Origin.TYPED


def page_key(data: QueryDict) -> UUID | None:
    """The key that a page was drawn with."""
    return _uuid(data.get("key", ""))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class PresenceForm(forms.Form):
    """Where the cursor stands in an open page, and in which versions it shows the cells."""

    cell = forms.CharField(max_length=40, required=False)
    shown = forms.CharField(max_length=20_000, required=False)

    def clean_shown(self) -> dict[str, int]:
        pairs = (each.rpartition(":") for each in self.cleaned_data["shown"].split())
        return {code: int(version) for code, _, version in pairs if version.isdecimal()}


class PasteForm(forms.Form):
    """A copied block, where it is laid, and what the person says about it."""

    text = forms.CharField(max_length=MOST_TEXT, strip=False, required=False)
    at = forms.CharField(max_length=40, required=False)
    column = forms.IntegerField(required=False)
    style = forms.ChoiceField(choices=Style.choices, required=False)

    @property
    def said_style(self) -> Style | None:
        chosen = self.cleaned_data["style"]
        return Style(chosen) if chosen else None


class ApprovalForm(forms.Form):
    """Who has approved the sheet on paper."""

    name = forms.CharField(label="Họ và tên người duyệt", max_length=120)
    post = forms.CharField(
        label="Chức vụ", max_length=120, help_text="Viết như dưới chữ ký, ví dụ: Phó Chủ tịch."
    )


class RemarkForm(forms.Form):
    """The place's words under one heading, with the version and the hash of what was shown.

    Without a ``maxlength``, at which a browser would cut what is pasted without a word.
    """

    text = forms.CharField(label="", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    was = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(
        cls,
        name: str,
        kind: Remark.Kind,
        remark: Remark | None,
        data: Mapping[str, object] | None = None,
    ) -> "RemarkForm":
        form = cls(data, initial=_shown(remark), prefix=name)
        form.fields["text"].label = kind.label
        return form

    @property
    def says_something_new(self) -> bool:
        """What was left alone is left alone, so that a colleague's newer words are no conflict."""
        return bool(sha256(tidy_lines(self.cleaned_data["text"])) != self.cleaned_data["was"])

    def over(self, theirs: Remark) -> "RemarkForm":
        """The same words, to be written over what has been written meanwhile."""
        values = _shown(theirs) | {"text": self.data.get(self.add_prefix("text"), "")}
        data = {self.add_prefix(field): value for field, value in values.items()}
        return RemarkForm.of(self.prefix or "", Remark.Kind(theirs.kind), theirs, data)


def _shown(remark: Remark | None) -> dict[str, object]:
    text, version = (remark.text, remark.version) if remark else ("", 0)
    return {"text": text, "version": version, "was": sha256(text)}


class UploadForm(forms.Form):
    """A workbook to look into."""

    file = forms.FileField(
        label="Tệp Excel",
        help_text="Tệp .xlsx, không quá 10 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Hãy chọn tệp Excel cần nhập.",
            "empty": "Tệp này trống. Hãy chọn tệp khác.",
            "max_length": "Tên tệp quá dài. Hãy đặt lại tên ngắn hơn.",
        },
        max_length=200,
    )


class AttachmentForm(forms.Form):
    """A photo or a scanned paper as evidence for a figure."""

    file = forms.FileField(
        label="Tệp minh chứng",
        help_text="Ảnh JPEG, PNG, WebP hoặc tệp PDF, không quá 10 MB. Ảnh được lưu không kèm vị trí"
        " và thông tin máy chụp.",
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.pdf"}),
        error_messages={
            "required": "Hãy chọn tệp cần gửi.",
            "empty": "Tệp này trống. Hãy chọn tệp khác.",
        },
    )


ENCODINGS = ("", AS_IT_IS, *(encoding.value for encoding in Encoding))


def read_choices(data: QueryDict, made: Preview, *, confirms_columns: bool) -> Choices:
    """How the page of a preview says that its file is to be understood.

    What was left as the page showed it is no decision, but for guessed columns where the person
    asked for a new look with them.
    """
    before = made.choices
    columns = dict(before.columns)
    for table in made.tables:
        said = _columns(data, table)
        is_guess = bool(table.question or table.doubt) and Role.VALUE.value in said
        if said != _plain(table) or (confirms_columns and is_guess):
            columns[table.fingerprint] = said
    encodings = {
        str(page.number): chosen
        for page in made.pages
        if (chosen := data.get(f"encoding-{page.number}", "")) and chosen in ENCODINGS
    }
    return Choices(columns, _rows(data, made), before.names, encodings, _picked(data, made))


def _plain(table: Table) -> dict[str, int]:
    return {role.value: column for role, column in table.columns.items()}


def _columns(data: QueryDict, table: Table) -> dict[str, int]:
    said = _plain(table)
    there = {str(heading.column): heading.column for heading in table.headings}
    for role in (Role.NAME, Role.VALUE):
        chosen = data.get(f"{role}-{table.fingerprint}")
        if chosen in there:
            said[role.value] = there[chosen]
        elif chosen == "" and role == Role.VALUE:
            said.pop(role.value, None)
    return said


def _rows(data: QueryDict, made: Preview) -> dict[str, str]:
    rows = dict(made.choices.rows)
    for match in made.matches:
        chosen = data.get(f"row-{match.row.key}")
        shown = match.line.code if match.line else ""
        if chosen is None or chosen == shown:
            continue
        rows[match.row.key] = chosen or NO_LINE
    return rows


def _picked(data: QueryDict, made: Preview) -> dict[str, str]:
    """Ticks that differ from those made beforehand, of the lines that the page showed."""
    ticked = set(data.getlist("chosen"))
    return {
        code: each.pick if code in ticked else ""
        for code, each in made.takeable.items()
        if f"version-{code}" in data and (code in ticked) != each.is_chosen
    }


def read_chosen(data: QueryDict) -> dict[str, int]:
    """The ticked lines with the versions that the page showed."""
    return {
        code: read_version(version)
        for code in data.getlist("chosen")
        if (version := data.get(f"version-{code}")) is not None
    }


class CommentForm(forms.Form):
    """A word at a cell; the key makes a double click one word."""

    text = forms.CharField(
        label="Lời trao đổi", widget=forms.Textarea(attrs={"rows": 3, "id": "loi-trao-doi"})
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class SourceNoteForm(forms.Form):
    """Where a figure comes from, with the version of the note that was shown."""

    text = forms.CharField(
        label="Nguồn và lưu ý",
        help_text="Số này lấy ở đâu, tính thế nào, cần để ý gì. Người làm năm sau sẽ đọc.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "id": "nguon-va-luu-y"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, note: SourceNote | None) -> "SourceNoteForm":
        return cls(
            initial={"text": note.text if note else "", "version": note.version if note else 0}
        )

    def over(self, theirs: SourceNote) -> "SourceNoteForm":
        """The same words, to be written over what somebody else has written meanwhile."""
        return SourceNoteForm({"text": self.data.get("text", ""), "version": theirs.version})
