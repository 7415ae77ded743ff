"""A register in and out of Excel: the file of what one sees, and the way back through a preview.

What was read travels with the preview, signed, and is written when the person says so; nothing of
it is kept before. Each row is written by the register's own verb in a transaction of its own: one
that is refused leaves the others written, and says why.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.models import User
from accounts.policy import policy
from accounts.views.rows import RowPages
from vhtt_portal.dates import short_date
from vhtt_portal.files import refusals
from vhtt_portal.files.child import FileError
from vhtt_portal.files.evidence.names import disposition
from vhtt_portal.files.workbook.lists import ListLine, read_list, write_list
from vhtt_portal.pages import Link, search_of
from vhtt_portal.row_book import Book, Fate, Proposal, check_shape
from vhtt_portal.rules import RuleError
from vhtt_portal.uploading import is_too_large

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How long a preview may lie before it is read anew.
_HOURS = 12
_WRITTEN = (Fate.NEW, Fate.CHANGED)

# The rows of a year that a person sees.
OfYear = Callable[[User, int], Iterable[Any]]


class BookForm(forms.Form):
    """A workbook of a register's rows."""

    file = forms.FileField(
        label="Tệp Excel",
        help_text="Tệp .xlsx, không quá 10 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Hãy chọn tệp Excel cần nhập.",
            "empty": "Tệp này trống. Hãy chọn tệp khác.",
        },
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do, and the same for the way through the browser."""

    proposals: Sequence[Proposal]
    others: Sequence[str]
    sealed: str

    def of(self, *fates: Fate) -> list[Proposal]:
        return [proposal for proposal in self.proposals if proposal.fate in fates]


@dataclass(frozen=True, slots=True)
class BookPages:
    """The workbook of the rows that ``of`` changes.

    ``title`` heads it; a line without a code is the row that says the same in the fields of
    ``key``. Where the rows are of a year each, ``of_year`` gives those of one year's file; with
    ``has_blanks`` some of them are not stored yet and have a line ready to be filled in.
    """

    of: RowPages
    title: str
    key: tuple[str, ...]
    # Where the register is listed, if not at its own list.
    home: str = ""
    of_year: OfYear | None = None
    has_blanks: bool = False

    def paths(self, under: str) -> Sequence[URLPattern]:
        name = self.of.stem.partition(":")[2]
        form_view = require_http_methods(["GET", "HEAD", "POST"])
        return [
            path(f"{under}tep-excel/", require_safe(self.book), name=f"{name}-book"),
            path(f"{under}nhap-excel/", form_view(self.take), name=f"{name}-import"),
        ]

    def links(self, user: User, *, year: int | None = None) -> list[Link]:
        """What the register's list, of this year if it shows one, offers to this person."""
        asked = f"?nam={year}" if year else ""
        out = Link("Tải tệp Excel", reverse(f"{self.of.stem}-book") + asked)
        into = Link("Nhập từ tệp Excel", reverse(f"{self.of.stem}-import"))
        may_write = policy()[f"{self.of.stem}-import"].admits(user.roles)
        return [out, into] if may_write else [out]

    def book(self, request: PortalRequest) -> HttpResponse:
        book = self._book(request.user)
        day = short_date(timezone.localdate())
        lines = map(book.line, self._rows(request, book))
        content = write_list(f"{self.title}, ngày {day}", book.columns, lines)
        response = HttpResponse(content, content_type=_XLSX)
        response.headers["Content-Disposition"] = disposition(f"{self.title}.xlsx", is_shown=False)
        return response

    def _rows(self, request: PortalRequest, book: Book) -> Iterable[Any]:
        year = search_of(request).year
        if self.of_year and year:
            return self.of_year(request.user, year)
        visible = self._manager.visible_to(request.user)
        return list(visible.in_order().select_related(*book.related))

    def take(self, request: PortalRequest) -> HttpResponse:
        """The file, then what it would do, then what it did."""
        if "read" in request.POST:
            return self._written_page(request)
        form = BookForm(request.POST or None, request.FILES or None)
        preview = None
        if is_too_large(request):
            form.errors.pop("file", None)
            form.add_error("file", refusals.TOO_BIG)
        elif form.is_valid():
            try:
                preview = self._preview(request.user, form.cleaned_data["file"].read())
            except FileError as refusal:
                form.add_error("file", str(refusal))
        return self._page(request, form=form, preview=preview, status=422 if form.errors else 200)

    def _written_page(self, request: PortalRequest) -> HttpResponse:
        try:
            key, lines, versions = self._opened(request)
        except signing.BadSignature:
            form = BookForm()
            form.errors["file"] = form.error_class(["Bản xem trước đã cũ. Hãy gửi lại tệp."])
            return self._page(request, form=form, status=422)
        left_out = set(request.POST.getlist("bo"))
        made = [
            proposal for proposal in self._proposals(request.user, lines)
            if proposal.fate in _WRITTEN and str(proposal.number) not in left_out
        ]  # fmt: skip
        refused = self._write(made, key, versions, request.user)
        messages.success(request, f"Đã ghi {len(made) - len(refused)} dòng vào sổ.")
        if refused:
            return self._page(request, form=BookForm(), refused=refused, status=422)
        return redirect(self._list)

    def _write(
        self, made: Sequence[Proposal], key: UUID, versions: Mapping[str, int], by: User
    ) -> list[Proposal]:
        """Write each; answer those that were refused."""
        refused: list[Proposal] = []
        for each in made:
            try:
                if each.row is None:
                    own_key = uuid5(key, str(each.number))
                    self.of.register.add(by=by, key=own_key, **each.values)
                else:
                    version = versions.get(str(each.row.pk), 0)
                    self.of.register.change(each.row, version=version, by=by, **each.values)
            except RuleError as refusal:
                fault = str(refusal)
                refused.append(Proposal(each.number, Fate.REFUSED, each.name, fault=fault))
        return refused

    def _page(
        self, request: PortalRequest, *, form: BookForm, preview: Preview | None = None,
        refused: Sequence[Proposal] = (), status: int,
    ) -> HttpResponse:  # fmt: skip
        shown = {
            "heading": f"Nhập từ tệp Excel: {self.title.lower()}", "form": form,
            "back": self._list, "book": reverse(f"{self.of.stem}-book"),
            "columns": [column.heading for column in self._book(request.user).columns[1:]],
            "preview": preview, "refused": preview.of(Fate.REFUSED) if preview else refused,
            "written": preview.of(*_WRITTEN) if preview else (),
            "same": len(preview.of(Fate.SAME)) if preview else 0,
        }  # fmt: skip
        return render(request, "import_page.html", shown, status=status)

    # --- What a file says ---

    def _preview(self, user: User, content: bytes) -> Preview:
        book = self._book(user)
        headings = [column.heading for column in book.columns]
        lines, others = read_list(content, headings, book.needed)
        proposals = self._proposals(user, lines)
        versions = {str(each.row.pk): each.row.version for each in proposals if each.row}
        told = [(line.number, dict(line.texts), line.fault) for line in lines]
        sealed = signing.dumps([str(uuid4()), told, versions], salt=self._salt(user), compress=True)
        return Preview(proposals, others, sealed)

    def _opened(self, request: PortalRequest) -> tuple[UUID, list[ListLine], dict[str, int]]:
        key, told, versions = signing.loads(
            request.POST["read"], salt=self._salt(request.user), max_age=_HOURS * 3600
        )
        return UUID(key), [ListLine(*line) for line in told], versions

    def _proposals(self, user: User, lines: Sequence[ListLine]) -> list[Proposal]:
        book = self._book(user)
        rows = self._manager.editable_by(user).select_related(*book.related)
        made = book.proposals(lines, rows)
        for at, proposal in enumerate(made):
            if proposal.fate in _WRITTEN:
                fault = check_shape(self.of.register.model, proposal)
                if fault:
                    number, name = proposal.number, proposal.name
                    made[at] = Proposal(number, Fate.REFUSED, name, fault=fault)
        return made

    def _book(self, user: User) -> Book:
        form = self.of.form(**self.of.choices(user, None))
        return Book(form, self.key, has_blanks=self.has_blanks)

    @property
    def _list(self) -> str:
        return reverse(self.home or f"{self.of.stem}-list")

    @property
    def _manager(self) -> Any:
        return self.of.register.model._default_manager  # noqa: SLF001 - whichever model it is

    def _salt(self, user: User) -> str:
        return f"{self.of.stem}:{user.pk}"
