"""One ward's cell moves: what hangs on it moves with it, and nothing else on the whole paper."""

from itertools import chain
from typing import Any, NamedTuple

import pytest

from activities.models import Task
from reports.catalogue import queries as catalogue
from reports.catalogue.computing import needs
from reports.catalogue.templates import FigureSlot, parse, slots
from reports.editions.annexes import annex_sheets
from reports.editions.content import content, lines_of
from reports.editions.models import Edition, SealedFile
from reports.editions.queries import prepared
from reports.entry.models import Figure, Period
from reports.narrative.limits import aimed_at, not_reached
from reports.narrative.models import Limit
from reports.rollup.models import Target

pytestmark = pytest.mark.any_database


class Told(NamedTuple):
    """What the paper says, each by its code, and all else."""

    lines: dict[str, Any]
    sentences: dict[str, Any]
    exhibits: dict[str, Any]
    given: dict[str, Any]
    rest: dict[str, Any]


def dependents(form):
    """For each line the lines made of it, itself among them: the list that changes are held to."""
    found = {code: {code} for code in form.by_code}
    for _ in form.by_code:  # as deep as it may go
        for line in form.indicators:
            for code, known in found.items():
                if known & set(needs(line)):
                    found[code] = known | {line.code}
    return found


def codes_in(sentence):
    return {slot.code for slot in slots(parse(sentence.template)) if isinstance(slot, FigureSlot)}


def told(period):
    """Every line, sentence, exhibit and row of given targets by its code, as the paper has it."""
    now = content(period)
    given = (sheet.below.rows for sheet in annex_sheets(now) if sheet.below)
    passages = [node["passages"] for node in now["narrative"]]
    return Told(
        lines={line["code"]: line for line in lines_of(now)},
        sentences={
            row["code"]: row["runs"] for node in now["narrative"] for row in node["sentences"]
        },
        exhibits={row["code"]: row for row in now["exhibits"]},
        given={row.code: [cell.text for cell in row.cells] for row in chain(*given)},
        rest={**now, "sections": [], "narrative": passages, "exhibits": []},
    )


def moved(old, new):
    return {code for code in old.keys() | new.keys() if old.get(code) != new.get(code)}


@pytest.mark.programme("ONE-CELL")
def test_one_wards_cell_moves_what_hangs_on_it_and_nothing_else(demo, volume, say):
    period = prepared(Period.objects.get(code="2020"))
    form = catalogue.form(period.form_version)
    hanging = dependents(form)
    spoken = {
        sentence.code: codes_in(sentence)
        for heading in catalogue.report_form(period.form_version).headings
        for sentence in heading.sentences
    }
    # What is said of a target that was not reached hangs on its one line.
    for aim in Target.objects.filter(period_code=period.code, locality=None):
        line = aim.indicator_code
        spoken |= {not_reached(line): {line}, aimed_at(line): {line}}
    drawn = {
        row.code: set(row.indicators) for row in catalogue.report_form(period.form_version).exhibits
    }
    before = told(period)
    cells = Figure.objects.filter(submission__period=period, value__gt=0).select_related(
        "indicator"
    )
    own = period.office.locality_id
    cells = list(cells.exclude(submission__locality=own).order_by("indicator__code", "pk"))
    count = volume(short=12, full=len(cells))
    seen, charts, seen_rows = set(), set(), set()

    for cell in cells[:: max(1, len(cells) // count)]:
        code, value = cell.indicator.code, cell.value
        cell.value = value + 1
        cell.save()
        after = told(period)
        lines, sentences, shown, given = map(moved, before[:4], after[:4])
        assert code in lines
        assert lines <= hanging[code]
        assert sentences <= {name for name, codes in spoken.items() if codes & hanging[code]}
        assert {name for name, codes in drawn.items() if code in codes} <= shown
        assert shown <= {name for name, codes in drawn.items() if codes & hanging[code]}
        assert given == lines & before.given.keys()
        assert after.rest == before.rest
        seen |= sentences
        charts |= shown
        seen_rows |= given
        cell.value = value
        cell.save()

    assert told(period) == before
    assert len(seen) >= volume(short=4, full=20)
    assert len(charts) >= volume(short=1, full=len(drawn))
    assert len(seen_rows) >= volume(short=1, full=4)
    say(
        f"{count} ô, {len(seen)} câu, {len(charts)} bảng, biểu đồ, {len(seen_rows)} dòng chỉ tiêu"
        " giao đã đổi theo"
    )


@pytest.mark.parametrize(
    "move",
    [
        lambda: Figure.objects.filter(submission__period__code="2020", value__gt=0).update(value=7),
        lambda: Target.objects.filter(period_code="2020").update(value=7),
        lambda: Limit.objects.filter(period__code="2020").update(text="Khác", remedy="Khác"),
        lambda: Task.objects.update(content="Khác", state="todo", done_on=None),
    ],
)
def test_a_sealed_edition_does_not_move_with_its_sources(demo, move):
    [edition] = Edition.objects.filter(period__code="2020")
    files = list(SealedFile.objects.order_by("pk").values_list("sha256", "content"))
    before = (edition.snapshot, edition.content_hash)

    assert move()

    edition.refresh_from_db()
    assert (edition.snapshot, edition.content_hash) == before
    assert list(SealedFile.objects.order_by("pk").values_list("sha256", "content")) == files
