"""The annexes that list register rows, as plain tables that a snapshot can keep."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypedDict

from django.utils.text import capfirst

from campaigns.queries import VillageTitle, village_titles
from documents.structure import RowKind
from heritage.queries import site_list
from reports.catalogue.models import Annex
from reports.entry.models import Period
from sports.queries import TournamentLine, tournament_list
from vhtt_portal.numbers import write_figure


class ColumnContent(TypedDict):
    header: str
    share: int
    align: str


class RowContent(TypedDict):
    kind: str
    cells: list[str]


class RegisterTable(TypedDict):
    columns: list[ColumnContent]
    rows: list[RowContent]


def register_table(kind: Annex.Kind, period: Period) -> RegisterTable | None:
    """The rows of one register, one query; nothing where the annex is no list or has no rows."""
    read = _TABLES.get(kind)
    table = read(period) if read else None
    return table if table and table["rows"] else None


def _villages(period: Period) -> RegisterTable:
    rows: list[RowContent] = []
    titles = village_titles(period.office.locality_id, period.year)
    for ward, group in groupby(titles, key=lambda title: title.ward):
        rows.append({"kind": RowKind.GROUP.value, "cells": [capfirst(ward)]})
        rows.extend(_row([str(number), *_village(row)]) for number, row in enumerate(group, 1))
    return {
        "columns": _columns(
            ("TT", 2, "center"),
            (capfirst(period.office.villages_word), 7, "left"),
            ("Số hộ", 3, "right"),
            ("Số hộ đăng ký", 3, "right"),
            ("Số hộ Gia đình văn hóa", 4, "right"),
            ("Danh hiệu văn hóa", 4, "center"),
            ("5 năm liên tục", 5, "center"),
        ),
        "rows": rows,
    }


def _village(row: VillageTitle) -> list[str]:
    decided = {True: "Đạt", False: "Không đạt", None: "Chưa xét"}
    five_years = "Đạt, được tặng Giấy khen" if row.commended else "Đạt" if row.five_years else ""
    return [
        capfirst(row.village),
        write_figure(row.households),
        write_figure(row.registered),
        write_figure(row.recognised),
        decided[row.is_recognised],
        five_years,
    ]


def _sites(period: Period) -> RegisterTable:
    """Designated sites only; those of the inventory have no decision to show."""
    sites = [row for row in site_list(period.office.locality_id, period.cut_off_on) if row.decision]
    return {
        "columns": _columns(
            ("TT", 2, "center"),
            ("Tên di tích", 8, "left"),
            ("Loại hình", 6, "left"),
            ("Hạng", 4, "center"),
            ("Quyết định xếp hạng", 8, "left"),
            ("Địa bàn", 5, "left"),
        ),
        "rows": [
            _row([str(number), row.name, row.kind, row.rank, row.decision, capfirst(row.ward)])
            for number, row in enumerate(sites, 1)
        ],
    }


def _tournaments(period: Period) -> RegisterTable:
    lines = tournament_list(period.office.locality_id, period.starts_on, period.ends_on)
    return {
        "columns": _columns(
            ("TT", 2, "center"),
            ("Tên giải", 8, "left"),
            ("Cấp", 5, "left"),
            ("Đơn vị", 5, "left"),
            ("Thời gian", 5, "center"),
            ("Lượt vận động viên", 4, "right"),
            ("Thành tích của đoàn", 7, "left"),
        ),
        "rows": [_row([str(number), *_tournament(row)]) for number, row in enumerate(lines, 1)],
    }


def _tournament(row: TournamentLine) -> list[str]:
    athletes = write_figure(row.athletes)
    return [row.name, row.level, capfirst(row.place), row.dates, athletes, _standing(row)]


def _standing(row: TournamentLine) -> str:
    medals = (
        (row.gold, "huy chương vàng"),
        (row.silver, "huy chương bạc"),
        (row.bronze, "huy chương đồng"),
    )
    won = [f"{count} {colour}" for count, colour in medals if count]
    return "; ".join([row.standing, *won] if row.standing else won)


def _columns(*columns: tuple[str, int, str]) -> list[ColumnContent]:
    return [{"header": header, "share": share, "align": align} for header, share, align in columns]


def _row(cells: Sequence[str]) -> RowContent:
    return {"kind": RowKind.PLAIN.value, "cells": list(cells)}


_TABLES: dict[Annex.Kind, Callable[[Period], RegisterTable]] = {
    Annex.Kind.VILLAGE_TITLES: _villages,
    Annex.Kind.SITES: _sites,
    Annex.Kind.TOURNAMENTS: _tournaments,
}
