"""The annexes: what each cell says, what is withheld, what the registers bring."""

import json
from datetime import date
from decimal import Decimal

import pytest

from documents.structure import Bullet, Chart, Heading, Paragraph, Part, RowKind, Table
from localities.models import Locality
from reports.catalogue.models import Annex, Indicator
from reports.editions.annexes import annex_sheets
from reports.editions.compose import compose
from reports.editions.content import content, lines_of
from reports.editions.exports import as_json
from reports.editions.registers import register_table
from reports.entry.models import Figure, Submission
from reports.narrative.actions import add_passage
from reports.rollup.models import Target
from tests.campaigns.factories import CommendationFactory, VillageResultFactory, recognised
from tests.heritage.factories import DesignationFactory, SiteFactory
from tests.reports.rollup.factories import (
    FigureFactory,
    IndicatorFactory,
    KindFactory,
    PeriodFactory,
    PlaceFactory,
    again,
    ward,
)
from tests.sports.factories import MedalFactory, TournamentFactory

Places, State, Relation = Indicator.Places, Figure.State, Figure.Relation


def sheet_of(people, kind=Annex.Kind.TOTALS):
    known = content(again(people.period))
    position = [annex["kind"] for annex in known["annexes"]].index(kind.value)
    return annex_sheets(known)[position]


def row_of(sheet, name):
    [row] = [
        row
        for row in sheet.rows
        if row.kind is RowKind.PLAIN and row.cells[1].text.startswith(name)
    ]
    return [cell.text for cell in row.cells]


def answer(people, indicator, *answers):
    """What each ward of the period says, in the order of the annex; None is nothing at all."""
    sheets = people.period.submissions.exclude(locality=people.period.office.locality)
    for submission, changes in zip(sheets.order_by("locality__sort_key"), answers, strict=True):
        if changes is not None:
            FigureFactory(submission=submission, indicator=indicator, **changes)


@pytest.mark.parametrize(
    ("line", "answers", "told"),
    [
        ({}, [{"value": 3}, {"value": 1234}], ["3", "1.234", "1.237"]),
        ({}, [{"value": 3}, None], ["3", "", "3 (1/2 đơn vị)"]),
        (
            {},
            [{"value": 3}, {"value": None, "state": State.NOT_APPLICABLE}],
            ["3", "–", "3"],
        ),
        (
            {},
            [{"value": 3}, {"value": None, "state": State.NO_DATA, "reason": "Mất sổ"}],
            ["3", "…", "3 (1/2 đơn vị)"],
        ),
        ({}, [None, None], ["", "", ""]),
        ({}, [{"value": 0}, {"value": 0}], ["0", "0", "0"]),
        ({"places": Places.YES}, [{"value": 1}, {"value": 0}], ["Có", "Không", "1/2"]),
        ({"sensitive": True}, [{"value": 1}, {"value": 2}], ["*", "*", "dưới 5"]),
        ({"sensitive": True}, [{"value": 4}, {"value": 4}], ["*", "*", "8"]),
        (
            {"allows_relation": True},
            [{"value": 3, "relation": Relation.AT_LEAST}, {"value": 1}],
            ["trên 3", "1", "trên 4"],
        ),
    ],
)
def test_each_cell_says_what_it_is(people, line, answers, told):
    indicator = IndicatorFactory(version=people.period.form_version, name="Dòng thử", **line)
    answer(people, indicator, *answers)

    assert row_of(sheet_of(people), "Dòng thử")[3:] == told


def test_the_office_line_has_a_total_only(people):
    assert row_of(sheet_of(people), "Giải cấp thị xã")[3:] == ["", "", "4"]


def test_a_percent_is_printed_for_each_place_and_for_all(people):
    whole = IndicatorFactory(version=people.period.form_version)
    IndicatorFactory(
        version=people.period.form_version,
        name="Tỷ lệ thử",
        places=Places.RATIO,
        source=Indicator.Source.COMPUTED,
        numerator=people.total,
        denominator=whole,
    )
    answer(people, whole, {"value": 4}, {"value": 6})

    assert row_of(sheet_of(people), "Tỷ lệ thử")[3:] == ["75%", "50%", "60%"]


def test_a_sheet_that_is_not_accepted_leaves_its_column_empty(people):
    ward(people.period, status=Submission.Status.SENT, name="Chờ")

    row = row_of(sheet_of(people), "Giải cấp cơ sở")

    assert sorted(row[3:6]) == ["", "3", "3"]
    assert row[6] == "6 (2/3 đơn vị)"


# --- Against last year and the targets --------------------------------------------------------


@pytest.fixture
def last_year(people):
    before = PeriodFactory(
        office=people.period.office, code="2019", form_version=people.period.form_version
    )
    people.period.previous = before
    people.period.save()
    return before


@pytest.mark.parametrize(
    ("before", "target", "told"),
    [
        ({"value": 4}, "5", ["4", "6", "+2", "5 (đạt)", "7"]),
        ({"value": 8}, "9", ["8", "6", "−2", "9 (chưa đạt)", "7"]),
        ({"value": 6}, None, ["6", "6", "0", "", "7"]),
        ({"value": 4, "relation": Relation.AT_LEAST}, None, ["trên 4", "6", "", "", "7"]),
        (None, None, ["", "6", "", "", "7"]),
    ],
)
def test_a_line_stands_beside_last_year_and_its_targets(people, last_year, before, target, told):
    if before:
        FigureFactory(submission=ward(last_year), indicator=people.total, **before)
    for code, value in (("2020", target), ("2021", "7")):
        if value:
            Target.objects.create(
                office=people.period.office, period_code=code, value=Decimal(value),
                indicator_code=people.total.code,
            )  # fmt: skip

    assert row_of(sheet_of(people, Annex.Kind.COMPARISON), "Giải cấp cơ sở")[2:] == told


def test_half_of_last_year_is_not_compared(people, last_year):
    FigureFactory(submission=ward(last_year), indicator=people.total, value=4)
    ward(last_year, status=Submission.Status.SENT)

    assert row_of(sheet_of(people, Annex.Kind.COMPARISON), "Giải cấp cơ sở")[2:5] == ["4", "6", ""]


def test_small_sensitive_totals_are_not_compared(people, last_year):
    FigureFactory(submission=ward(last_year), indicator=people.sensitive, value=1)

    assert row_of(sheet_of(people, Annex.Kind.COMPARISON), "Số vụ")[2:5] == [
        "dưới 5", "dưới 5", "",
    ]  # fmt: skip


def give(people, position, value, **changes):
    place = people.period.office.locality.children.order_by("sort_key")[position]
    return Target.objects.create(
        office=people.period.office, locality=place, period_code="2020",
        indicator_code="TT.GIAI_XA", value=value, **changes,
    )  # fmt: skip


def test_units_stand_beside_what_they_were_given(people):
    assert sheet_of(people, Annex.Kind.COMPARISON).below is None

    target = give(people, 0, 2)
    give(people, 1, 4)
    below = sheet_of(people, Annex.Kind.COMPARISON).below

    assert below.title == "Kết quả thực hiện chỉ tiêu giao của các phường, xã"
    assert row_of(below, "Giải cấp cơ sở")[2:] == ["3 / 2 vượt", "3 / 4 chưa đạt"]
    assert [cell.number for cell in below.rows[0].cells[2:]] == [3, 3]
    [line] = [line for line in lines_of(content(again(people.period))) if "given" in line]
    assert line["code"] == "TT.GIAI_XA"
    assert line["target"] is None

    exported = json.loads(as_json(content(again(people.period))))["targets"]
    assert (target.locality.code, 2) in [(row["locality"], row["value"]) for row in exported]


def test_a_unit_without_a_figure_shows_what_it_was_given(people):
    give(people, 0, 2)
    Figure.objects.filter(indicator=people.total).delete()

    below = sheet_of(people, Annex.Kind.COMPARISON).below

    assert row_of(below, "Giải cấp cơ sở")[2:] == [" / 2", ""]


def test_what_was_sealed_before_units_had_targets_still_reads(people):
    give(people, 0, 2)
    known = content(again(people.period))
    for line in lines_of(known):
        line.pop("given", None)

    assert all(sheet.below is None for sheet in annex_sheets(known))
    assert as_json(known)


# --- Registers --------------------------------------------------------------------------------


def plain(table):
    return [(row["kind"], row["cells"]) for row in table["rows"]]


def test_villages_stand_under_their_ward(people):
    place = people.period.submissions.exclude(
        locality=people.period.office.locality
    ).first().locality  # fmt: skip
    village = KindFactory(code="tdp", name="tổ dân phố", is_village=True)
    for name, result in (
        ("1", {"recognised_count": 90, "is_recognised": True}),
        ("2", {"recognised_count": 80, "is_recognised": False}),
        ("10", {}),
    ):  # fmt: skip
        VillageResultFactory(village=PlaceFactory(parent=place, kind=village, name=name), **result)
    first = Locality.objects.get(parent=place, name="1")
    recognised(first, 2016, 2017, 2018, 2019)
    CommendationFactory(place=first)

    table = register_table(Annex.Kind.VILLAGE_TITLES, again(people.period))

    assert plain(table) == [
        ("group", [f"Phường {place.name}"]),
        ("plain", ["1", "Tổ dân phố 1", "100", "95", "90", "Đạt", "Đạt, được tặng Giấy khen"]),
        ("plain", ["2", "Tổ dân phố 2", "100", "95", "80", "Không đạt", ""]),
        ("plain", ["3", "Tổ dân phố 10", "100", "95", "", "Chưa xét", ""]),
    ]


def test_only_designated_sites_are_listed(people):
    office_place = people.period.office.locality
    site = SiteFactory(place=office_place, name="Đền Cả")
    DesignationFactory(site=site, decision_number="12/QĐ-UBND", decided_on=date(2015, 5, 1))
    SiteFactory(place=office_place, name="Miếu nhỏ")

    [row] = register_table(Annex.Kind.SITES, again(people.period))["rows"]

    assert row["cells"][1] == "Đền Cả"
    assert row["cells"][4] == "Quyết định số 12/QĐ-UBND ngày 01/05/2015"


def test_tournaments_tell_what_the_delegation_won(people):
    tournament = TournamentFactory(
        place=people.period.office.locality, name="Giải bóng bàn", is_higher_level=True,
        starts_on=date(2020, 9, 5), athlete_count=12, team_standing="Nhì toàn đoàn",
    )  # fmt: skip
    MedalFactory(tournament=tournament, colour=3, count=2)

    [row] = register_table(Annex.Kind.TOURNAMENTS, again(people.period))["rows"]

    assert row["cells"][1] == "Giải bóng bàn"
    assert row["cells"][5:] == ["12", "Nhì toàn đoàn; 2 huy chương đồng"]


def test_an_empty_register_makes_no_annex(people):
    kinds = [annex["kind"] for annex in content(again(people.period))["annexes"]]

    assert kinds == ["totals", "comparison"]


# --- The document -----------------------------------------------------------------------------


def test_the_body_follows_the_outline_and_names_its_annexes(people):
    add_passage(
        period=people.period, node_code="han-che", text="Một đoạn.\n- Một gạch.",
        by=people.specialist,
    )  # fmt: skip

    document = compose(content(again(people.period)))

    assert [type(block) for block in document.body] == [
        Paragraph, Part, Heading, Bullet, Bullet, Bullet, Chart, Table, Heading, Paragraph, Bullet,
        Paragraph,
    ]  # fmt: skip
    assert document.body[-1].runs[0].text == (
        "Số liệu chi tiết được trình bày tại: Phụ lục I (tổng hợp số liệu năm 2020 theo phường,"
        " xã); Phụ lục II (so sánh với năm 2019)."
    )
    assert (document.is_draft, document.number, document.signature.signer_name) == (True, None, "")


def test_what_was_sealed_before_there_were_exhibits_still_reads(people):
    said = content(again(people.period))
    del said["exhibits"]

    blocks = compose(said).body

    assert not any(isinstance(block, Chart | Table) for block in blocks)


def test_a_heading_with_nothing_but_a_chart_stands_on_the_paper(people):
    said = content(again(people.period))
    said["exhibits"][0]["node"] = "han-che"

    body = compose(said).body

    [place] = [
        place
        for place, block in enumerate(body)
        if isinstance(block, Heading) and block.title == "Hạn chế"
    ]
    assert isinstance(body[place + 1], Chart)


def test_an_empty_heading_is_left_off_the_paper(people):
    document = compose(content(again(people.period)))

    assert "Hạn chế" not in [block.title for block in document.body if isinstance(block, Heading)]
