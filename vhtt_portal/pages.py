"""The three pages that every register has: a list, a record, a form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID, uuid4

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from vhtt_portal.http import HtmxRequest
from vhtt_portal.numbers import read_version
from vhtt_portal.row_form import ReasonForm
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

ROWS_A_PAGE = 25


class Record(Protocol):
    """A row that has a page of its own."""

    def get_absolute_url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tab:
    """A view beside this one."""

    label: str
    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Something that one can do from here."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A record's own list: its decisions, its medals."""

    heading: str
    table: tables.Table
    link: Link | None = None

    def __post_init__(self) -> None:
        """Several tables on a page are told apart by ear as well."""
        self.table.label = self.heading


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the page carried so that a change happens once, and to the row that was shown."""

    key: UUID | None
    version: int | None


@dataclass(frozen=True, slots=True)
class Search:
    """What a list was asked for."""

    words: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A further question over a list; ``chosen`` is one of its options' values, or nothing."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


def search_of(request: HtmxRequest) -> Search:
    year = request.GET.get("nam", "")
    is_year = len(year) == 4 and year.isdecimal() and year.isascii()  # noqa: PLR2004 - digits
    return Search(tidy(request.GET.get("q", ""))[:100], int(year) if is_year else None)


def choice_of(
    request: HtmxRequest, name: str, label: str, options: Sequence[tuple[str, str]]
) -> Choice:
    asked = request.GET.get(name, "")
    return Choice(name, label, options, asked if asked in dict(options) else "")


def tabs_of(request: HtmxRequest, *routes: tuple[str, str]) -> list[Tab]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [Tab(label, reverse(route), route == here) for label, route in routes]


def turn_pages(request: HtmxRequest, table: tables.Table) -> None:
    """The page and the order that the address asks for, as far as there are such."""
    tables.RequestConfig(request, paginate={"paginator_class": _pages}).configure(table)


def _pages(rows: Any, _asked: int, **more: Any) -> "Paginator[Any]":
    """Pages of one size, whatever size the address asks for."""
    return Paginator(rows, ROWS_A_PAGE, **more)


def list_page(
    request: HtmxRequest,
    table: tables.Table,
    *,
    heading: str,
    lead: str = "",
    tabs: Sequence[Tab] = (),
    search: Search | None = None,
    by_words: bool = True,
    years: Sequence[int] = (),
    choices: Sequence[Choice] = (),
    link: Link | None = None,
    more: Sequence[Link] = (),
    template: str = "list_page.html",
    also: Mapping[str, object] | None = None,
) -> HttpResponse:
    """``link`` is what one mostly comes for, ``more`` what else the list offers.

    ``template`` extends this page; it takes what stands in ``also``.
    """
    turn_pages(request, table)
    shown = {
        "table": table, "heading": heading, "lead": lead, "tabs": tabs, "search": search,
        "by_words": by_words, "years": years, "choices": choices, "link": link, "more": more,
    }  # fmt: skip
    return render(request, template, shown | dict(also or {}))


def record_page(
    request: HtmxRequest,
    *,
    heading: str,
    lead: str = "",
    back: Link,
    rows: Sequence[tuple[str, object]] = (),
    parts: Sequence[Part] = (),
    links: Sequence[Link] = (),
    history: Sequence[object] = (),
    template: str = "record_page.html",
    also: Mapping[str, object] | None = None,
) -> HttpResponse:
    """``history`` is what ``_timeline.html`` takes.

    ``template`` extends this page; it takes what stands in ``also``.
    """
    shown = {
        "heading": heading, "lead": lead, "back": back, "parts": parts, "links": links,
        "history": history, "rows": [{"label": label, "value": value} for label, value in rows],
    }  # fmt: skip
    return render(request, template, shown | dict(also or {}))


def form_page(
    request: HtmxRequest,
    form: forms.BaseForm,
    act: Callable[[Stamp], Record | None],
    *,
    heading: str,
    back: str,
    goal: str = "",
    lead: str = "",
    button: str = "Lưu",
    done: str = "Đã lưu vào sổ.",
    version: int | None = None,
    template: str = "form_page.html",
    also: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and well-formed, act and go to ``goal`` or what came of it.

    A refusal stands at the head of the form, with everything as it was typed. ``template``
    extends this page; it takes what stands in ``also``.
    """
    stamp = _stamp(request, version)
    if request.method == "POST" and form.is_valid():
        try:
            row = act(stamp)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(goal or row or back)
    shown = {
        "form": form, "stamp": stamp, "heading": heading, "lead": lead, "back": back,
        "button": button,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, template, shown | dict(also or {}), status=status)


def remove_page(
    request: HtmxRequest,
    act: Callable[[str, Stamp], None],
    *,
    row: models.Model,
    version: int,
    back: str,
    goal: str,
) -> HttpResponse:
    """Ask for the reason, then remove."""
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda stamp: act(form.cleaned_data["reason"], stamp),
        heading="Xóa dòng ghi nhầm",
        lead=str(row),
        back=back,
        goal=goal,
        button="Xóa khỏi sổ",
        done="Đã xóa khỏi sổ.",
        version=version,
    )


def row_links(stem: str, pk: int) -> list[Link]:
    """What an editor can do with a row whose routes are called after ``stem``."""
    return [
        Link("Sửa", reverse(f"{stem}-edit", args=[pk])),
        Link("Xóa dòng ghi nhầm", reverse(f"{stem}-remove", args=[pk])),
    ]


def _stamp(request: HtmxRequest, version: int | None) -> Stamp:
    """What was sent comes back as it was; what is no key and no version is none."""
    if request.method != "POST":
        return Stamp(uuid4(), version)
    sent_version = request.POST.get("version", "")
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        key = None
    # A row that has a version is never written without one.
    return Stamp(key, None if version is None and not sent_version else read_version(sent_version))
