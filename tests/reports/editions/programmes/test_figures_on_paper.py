"""IM-5, IM-6: the paper prints the figures of its snapshot, and one content has one hash."""

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from decimal import Decimal
from random import Random

import pytest
from django.db import connection

from audit.chain import sha256
from reports.catalogue import queries as catalogue
from reports.editions.annexes import annex_sheets
from reports.editions.content import content, content_hash
from reports.editions.exports import as_draft
from reports.editions.formats import Format
from reports.entry.models import Figure
from reports.narrative.actions import add_passage
from reports.narrative.models import Passage
from tests.reports.editions.cast import cast
from tests.reports.rollup.factories import (
    FigureFactory,
    IndicatorFactory,
    OfficeFactory,
    PlaceFactory,
    VersionFactory,
    again,
)
from vhtt_portal.numbers import write_figure

pytestmark = pytest.mark.django_db


# --- IM-5 -------------------------------------------------------------------------------------


def figures_of(known) -> Counter:
    """Every figure of the annexes as a row prints it, rows as the numbers in them."""
    rows = Counter()
    for sheet in annex_sheets(known):
        for row in sheet.rows:
            numbers = tuple(cell.text for cell in row.cells[3:] if _is_figure(cell.text))
            if numbers:
                rows[numbers] += 1
    return rows


def _is_figure(text: str) -> bool:
    return text.replace(".", "").isdecimal()


def read_back(pdf: bytes) -> list[tuple[str, ...]]:
    """The figures of each line of the text layer, by a reader that is not ours."""
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return [tuple(word for word in line.split() if _is_figure(word)) for line in told.splitlines()]


@pytest.mark.programme("IM-5")
@pytest.mark.any_database
def test_the_figures_on_paper_are_those_of_the_snapshot(volume, seed, say):
    people, chance, reports = cast(wards=4), Random(seed), volume(short=2, full=200)
    lines = [
        IndicatorFactory(version=people.period.form_version, code=f"TT.L{n}", name=f"Dòng {letter}")
        for n, letter in enumerate("ABCDEFGH")
    ]
    sheets = list(people.period.submissions.exclude(locality=people.period.office.locality))
    for sheet in sheets:
        for line in lines:
            FigureFactory(submission=sheet, indicator=line)
    compared, missing = 0, []

    for number in range(reports):
        for row in Figure.objects.filter(indicator__in=lines):
            row.value = Decimal(chance.randrange(10_000, 1_000_000))
            row.save(update_fields=["value"])
        add_passage(
            period=people.period, node_code="han-che", by=people.specialist,
            text=f"Lần {number}: kinh phí {{{lines[0].name}}} giải.",
        )  # fmt: skip
        known = content(again(people.period))
        pdf = as_draft(known, Format.PDF)
        wanted, found = figures_of(known), read_back(pdf)
        for figures, times in wanted.items():
            there = sum(line[-len(figures) :] == figures for line in found)
            missing += [(number, figures)] if there < times else []
            compared += len(figures) * times
        total = next(
            line["total"]["value"]
            for section in known["sections"]
            for line in section["lines"]
            if line["code"] == lines[0].code
        )
        assert any(write_figure(Decimal(total)) in line for line in found)
        Passage.objects.all().delete()

    assert missing == []
    assert compared >= reports * len(lines) * len(sheets)
    say(f"{reports} báo cáo, {compared} ô số đọc lại bằng pdftotext; 0 ô khác")


# --- IM-6 -------------------------------------------------------------------------------------

# The hash over the hashes of all reports of a run: the same on SQLite and on PostgreSQL.
OVER_ALL = {
    20: "7d96802f0f6418360319505f4e7b82e045ae02fca7fa88499544a443edc515cc",
    1_000: "a7d6661870585c57157671012637bff8a7c6390b75d5e29e7503db19ab8565d5",
}
WORDS = "Hoà bình, thuỷ lợi, Đậu Liêu, kỷ niệm {:04d} năm, xã hội hoá."


def shuffled(value, chance: Random):
    """The same content with its keys in another order, all the way down."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [shuffled(each, chance) for each in value]
    return value


@pytest.mark.programme("IM-6")
def test_one_content_has_one_hash(volume, seed, say):
    """Python 3.11 alone: the portal runs on no other."""
    assert sys.version_info[:2] == (3, 11)
    for each in (PlaceFactory, OfficeFactory, VersionFactory, IndicatorFactory):
        each.reset_sequence(1, force=True)
    for prepared in (catalogue._form, catalogue._report_parts):
        prepared.cache_clear()  # another test's first version may have had the same key
    people, chance, reports = (
        cast(),
        Random("một nội dung, một mã băm"),
        volume(short=20, full=1_000),
    )
    hashes = []

    for number in range(reports):
        for row in Figure.objects.order_by("submission__locality__code", "indicator__code"):
            row.value = Decimal(chance.randrange(10**9)).scaleb(-2 * chance.randrange(2))
            row.save(update_fields=["value"])
        told = []
        for form in ("NFC", "NFD"):
            Passage.objects.all().delete()
            text = unicodedata.normalize(form, WORDS.format(number))
            add_passage(period=people.period, node_code="han-che", text=text, by=people.specialist)
            known = content(again(people.period))
            told += [
                content_hash(known),
                content_hash(shuffled(known, chance)),
                content_hash(json.loads(json.dumps(known))),
                content_hash(json.loads(json.dumps(shuffled(known, chance), indent=3))),
            ]
        assert len({*told}) == 1
        hashes += told[:1]

    assert len({*hashes}) == reports
    over_all = sha256("".join(hashes))
    say(
        f"{connection.display_name}: {reports} báo cáo × 8 cách ghi, mỗi báo cáo 1 mã băm: {over_all}"
    )
    assert over_all == OVER_ALL[reports]
