"""The pages that change a register's plain rows: add, edit, remove.

An app says once what a kind of row is called and of what form it is, and takes its addresses from
``paths``. A row stands in a register of its own (``RowPages``) or belongs to one that does
(``PartPages``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from accounts.models import User
from accounts.rows import Register
from accounts.scope import choosable_places
from vhtt_portal import pages
from vhtt_portal.row_form import RowForm

# Whichever model a register is of: it has an address, a version, and a queryset ``editable_by``.
Row = Any
_form_view = require_http_methods(["GET", "HEAD", "POST"])


def _places(user: User, row: models.Model | None) -> dict[str, Any]:
    return {"places": choosable_places(user, kept=getattr(row, "place_id", None))}


def _nothing(owner: models.Model) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class RowPages:
    """Rows with a list and a page of their own.

    ``stem`` begins the names of their addresses ("heritage:site"), ``noun`` is what people call
    one; ``choices`` are the form's further arguments, for the person and the row that is edited.
    """

    register: Register[Row]
    form: type[RowForm]
    stem: str
    noun: str
    choices: Callable[[User, Row | None], dict[str, Any]] = _places

    def paths(self, under: str) -> Sequence[URLPattern]:
        return _paths(self, under, f"{under}them/")

    def add(self, request: PortalRequest) -> HttpResponse:
        form = self.form(request.POST or None, **self.choices(request.user, None))
        return pages.form_page(
            request,
            form,
            lambda stamp: self.register.add(by=request.user, key=stamp.key, **form.cleaned_data),
            heading=f"Thêm {self.noun}",
            back=reverse(f"{self.stem}-list"),
        )

    def edit(self, request: PortalRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = self.form(request.POST or None, instance=row, **self.choices(request.user, row))
        return _edit_page(self, request, row, form, lead="")

    def remove(self, request: PortalRequest, pk: int) -> HttpResponse:
        goal = reverse(f"{self.stem}-list")
        return _remove_page(self.register, request, self._row(request, pk), goal=goal)

    def _row(self, request: PortalRequest, pk: int) -> Row:
        return get_object_or_404(_manager(self.register.model).editable_by(request.user), pk=pk)


@dataclass(frozen=True, slots=True)
class PartPages:
    """Rows that are listed on the page of another; ``owner`` is the field that leads to it.

    ``initial`` is what an owner's new row is likely to say.
    """

    register: Register[Row]
    form: type[RowForm]
    stem: str
    noun: str
    owner: str
    initial: Callable[[Any], dict[str, Any]] = _nothing

    def paths(self, under: str) -> Sequence[URLPattern]:
        return _paths(self, under, f"{under}<int:owner_pk>/them/")

    def add(self, request: PortalRequest, owner_pk: int) -> HttpResponse:
        owner = get_object_or_404(self._owners(request), pk=owner_pk)
        form = self.form(request.POST or None, initial=self.initial(owner))
        return pages.form_page(
            request,
            form,
            lambda stamp: self.register.add(
                by=request.user, key=stamp.key, **{self.owner: owner}, **form.cleaned_data
            ),
            heading=f"Thêm {self.noun}",
            lead=str(owner),
            back=owner.get_absolute_url(),
        )

    def edit(self, request: PortalRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = self.form(request.POST or None, instance=row)
        return _edit_page(self, request, row, form, lead=str(getattr(row, self.owner)))

    def remove(self, request: PortalRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        return _remove_page(self.register, request, row, goal=row.get_absolute_url())

    def _owners(self, request: PortalRequest) -> "models.QuerySet[Any]":
        owner = self.register.model._meta.get_field(self.owner).related_model
        owners: models.QuerySet[Any] = _manager(owner).editable_by(request.user)
        return owners

    def _row(self, request: PortalRequest, pk: int) -> Row:
        rows = _manager(self.register.model).filter(**{f"{self.owner}__in": self._owners(request)})
        return get_object_or_404(rows.select_related(self.owner), pk=pk)


def _paths(of: Any, under: str, adding: str) -> list[URLPattern]:
    name = of.stem.partition(":")[2]
    return [
        path(adding, _form_view(of.add), name=f"{name}-add"),
        path(f"{under}<int:pk>/sua/", _form_view(of.edit), name=f"{name}-edit"),
        path(f"{under}<int:pk>/xoa/", _form_view(of.remove), name=f"{name}-remove"),
    ]


def _manager(model: type[models.Model]) -> Any:
    return model._default_manager  # noqa: SLF001 - whichever model it is


def _edit_page(
    of: Any, request: PortalRequest, row: Any, form: RowForm, *, lead: str
) -> HttpResponse:
    return pages.form_page(
        request,
        form,
        lambda stamp: of.register.change(
            row, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading=f"Sửa {of.noun}",
        lead=lead,
        back=row.get_absolute_url(),
        version=row.version,
    )


def _remove_page(
    register: Register[Row], request: PortalRequest, row: Row, *, goal: str
) -> HttpResponse:
    return pages.remove_page(
        request,
        lambda reason, stamp: register.remove(
            row, version=stamp.version, reason=reason, by=request.user
        ),
        row=row,
        version=row.version,
        back=row.get_absolute_url(),
        goal=goal,
    )
