"""The pages of the files at a register's rows: send one, look at one, take one away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import FileRegister, RowFile
from accounts.http import PortalRequest
from accounts.tables import FileTable
from vhtt_portal import pages
from vhtt_portal.files import kept
from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.files.evidence.intake import read_evidence, small_of
from vhtt_portal.row_form import ReasonForm
from vhtt_portal.rules import RuleError
from vhtt_portal.uploading import is_too_large

_form_view = require_http_methods(["GET", "HEAD", "POST"])


class FileForm(forms.Form):
    """A photo or a scanned paper, and what it shows."""

    file = forms.FileField(
        label="Ảnh hoặc tệp PDF (tối đa 10 MB)",
        allow_empty_file=True,  # an empty one is refused by what is in it
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf"}),
    )
    caption = forms.CharField(label="Chú thích", max_length=200, required=False)


@dataclass(frozen=True, slots=True)
class FilePages:
    """``stem`` begins the names of the addresses ("heritage:site-file")."""

    register: FileRegister[Any]
    stem: str

    def paths(self, under: str) -> Sequence[URLPattern]:
        name = self.stem.partition(":")[2]
        return [
            path(f"{under}<int:owner_pk>/them/", _form_view(self.add), name=f"{name}-add"),
            path(f"{under}<int:pk>/", require_safe(self.show), name=name),
            path(f"{under}<int:pk>/xoa/", _form_view(self.remove), name=f"{name}-remove"),
        ]

    def part(self, row: Any, files: Iterable[RowFile], *, editable: bool) -> pages.Part:
        """The list of a row's files on its page; editors find there how to add and remove one."""
        name = tables.Column("Tên tệp", linkify=(self.stem, [tables.A("pk")]))
        remove = tables.TemplateColumn(
            template_name="_file_remove.html", verbose_name="Việc",
            extra_context={"remove": f"{self.stem}-remove"},
        )  # fmt: skip
        columns = [("name", name), *([("remove", remove)] if editable else [])]
        add = pages.Link("Thêm ảnh, tài liệu", reverse(f"{self.stem}-add", args=[row.pk]))
        table = FileTable(files, extra_columns=columns)
        return pages.Part("Ảnh, tài liệu", table, add if editable else None)

    def add(self, request: PortalRequest, owner_pk: int) -> HttpResponse:
        owner: Any = get_object_or_404(self._owners().editable_by(request.user), pk=owner_pk)
        form = FileForm(request.POST or None, request.FILES or None)
        if request.method == "POST":
            if is_too_large(request):
                form.errors.pop("file", None)
                form.add_error("file", kinds.TOO_BIG)
            elif form.is_valid() and self._take(request, owner, form):
                messages.success(request, "Đã lưu tệp.")
                return redirect(owner)
        shown = {"form": form, "heading": "Thêm ảnh, tài liệu", "lead": str(owner),
                 "back": owner.get_absolute_url(), "button": "Gửi tệp", "has_file": True}  # fmt: skip
        return render(request, "form_page.html", shown, status=422 if form.errors else 200)

    def _take(self, request: PortalRequest, owner: Any, form: FileForm) -> bool:
        file = form.cleaned_data["file"]
        try:
            # Before any transaction: nobody waits for the reader.
            evidence = read_evidence(file.read())
            small = small_of(evidence)
            self.register.add(
                owner, name=file.name, evidence=evidence, small=small,
                caption=form.cleaned_data["caption"],
                by=request.user,
            )  # fmt: skip
        except RuleError as refusal:
            form.add_error("file", str(refusal))
            return False
        return True

    def show(self, request: PortalRequest, pk: int) -> HttpResponse:
        return kept.response(self._file(self._owners().visible_to(request.user), pk))

    def small(self, request: PortalRequest, pk: int) -> HttpResponse:
        """What a page shows of a photo; for apps whose pages show photos, at an address of theirs."""
        file = self._file(self._owners().visible_to(request.user), pk)
        if not file.is_image:
            raise Http404
        return kept.small_response(file)

    def remove(self, request: PortalRequest, pk: int) -> HttpResponse:
        file = self._file(self._owners().editable_by(request.user), pk)
        owner = getattr(file, self.register.owner)
        form = ReasonForm(request.POST or None)
        return pages.form_page(
            request,
            form,
            lambda stamp: self.register.remove(
                file, reason=form.cleaned_data["reason"], by=request.user
            ),
            heading="Xóa tệp",
            lead=f"{file.name}, {owner}",
            back=owner.get_absolute_url(),
            button="Xóa tệp",
            done="Đã xóa tệp.",
        )

    def _owners(self) -> Any:
        owner: Any = self.register.model._meta.get_field(self.register.owner).related_model
        return owner._default_manager  # noqa: SLF001 - whichever model it is

    def _file(self, owners: "models.QuerySet[Any]", pk: int) -> Any:
        files = self.register.model._default_manager  # noqa: SLF001 - whichever model it is
        found = files.filter(**{f"{self.register.owner}__in": owners})
        return get_object_or_404(found.select_related(self.register.owner), pk=pk)
