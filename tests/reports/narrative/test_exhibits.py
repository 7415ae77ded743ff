"""Charts and tables of the text: what their titles may say, what they keep to themselves."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from documents.structure import Chart, Table
from reports.catalogue.form import ReportExhibit
from reports.catalogue.models import Exhibit, Indicator
from reports.entry.models import Figure, Submission
from reports.narrative.exhibits import as_block, exhibits
from reports.narrative.queries import material
from reports.narrative.wording import Facts
from reports.rollup.amounts import Amount
from reports.rollup.lines import Cell, CellState, PlaceFigure
from reports.rollup.queries import Year
from tests.reports.editions.cast import cast
from tests.reports.rollup.factories import again, ward
from tests.reports.rollup.samples import line, sheet

Kind = Exhibit.Kind
RATIO = {"places": Indicator.Places.RATIO, "unit": "%"}
WORDS = {"year": "2020", "units": "phường, xã"}
AT_LEAST = Figure.Relation.AT_LEAST


def asked(kind, *codes):
    return ReportExhibit(1, "x", "muc", kind, codes or ("TT.A",), "Có tăng không?", "Số giải")


def figures(*values, names="ABCDEF"):
    return tuple(
        PlaceFigure(
            sheet(number, name=f"phường {names[number]}"),
            Cell(CellState.NOT_ENTERED)
            if value is None
            else Cell(
                CellState.VALUE,
                value if isinstance(value, Amount) else Amount(Decimal(value)),
            ),
        )
        for number, value in enumerate(values)
    )


def by_place(total, *values):
    told = {total.code: figures(*values)}
    facts = Facts({total.code: total}, told, {}, {}, {}, {}, WORDS)
    made = exhibits([asked(Kind.PLACES)], facts, ())
    return made[0] if made else None


def over_years(*lines):
    """The last is of 2020; None is a year without a period."""
    first = 2021 - len(lines)
    years = [Year(first + n, {"TT.A": row} if row else {}) for n, row in enumerate(lines)]
    facts = Facts({"TT.A": lines[-1]} if lines[-1] else {}, {}, {}, {}, {}, {}, WORDS)
    made = exhibits([asked(Kind.YEARS)], facts, years)
    return made[0] if made else None


def a(value, **said):
    return line("TT.A", value, **said)


@pytest.mark.parametrize(
    ("total", "values", "title"),
    [
        (a(6), (1, 3, 2), "nhiều nhất ở phường B (3 giải), ít nhất ở phường A (1 giải)"),
        (a(90, **RATIO), (80, 95), "cao nhất ở phường B (95%), thấp nhất ở phường A (80%)"),
        (
            a(9),
            (4, 1, 4),
            "nhiều nhất ở phường A và phường C (4 giải), ít nhất ở phường B (1 giải)",
        ),
        (a(9), (2, 2, 2, 0), "nhiều nhất ở 3 phường, xã (2 giải), ít nhất ở phường D (0 giải)"),
        (a(9), (3, 3, 3), "bằng nhau ở các phường, xã (3 giải)"),
        # Five of six places, or a lower bound, tell of no first.
        (a(6, accepted=5), (1, 3, None), "theo phường, xã"),
        (a(6), (Amount(Decimal(3), AT_LEAST), 2), "theo phường, xã"),
    ],
)
def test_the_title_says_who_is_first_where_that_is_known(total, values, title):
    assert by_place(total, *values).title == f"Số giải năm 2020 {title}"


def test_places_stand_from_the_most_to_the_least_and_silent_ones_at_the_end():
    shown = by_place(a(6, accepted=5), 1, None, 3)

    assert [row.cells for row in shown.rows] == [
        ("phường C", "3"), ("phường A", "1"), ("phường B", "chưa nhập"),
    ]  # fmt: skip
    assert shown.rows[-1].value is None
    assert shown.note == "Ghi chú: mới tổng hợp từ 5/6 phường, xã."


@pytest.mark.parametrize("values", [(), (3,), (None, None), (2, None)])
def test_what_has_nothing_to_compare_is_left_out(values):
    assert by_place(a(6), *values) is None


def test_sensitive_figures_are_never_shown_by_place():
    assert by_place(a(9, sensitive=True), 4, 5) is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((a(1), a(2), a(3), a(5)), "Số giải tăng 3 năm liền, đạt 5 giải năm 2020"),
        ((a(9), a(2), a(3), a(5)), "Số giải tăng 2 năm liền, đạt 5 giải năm 2020"),
        ((a(3), a(5)), "Số giải tăng so với năm 2019, đạt 5 giải năm 2020"),
        ((a(9), a(7), a(5)), "Số giải giảm 2 năm liền, còn 5 giải năm 2020"),
        ((a(5), a(5)), "Số giải giữ nguyên so với năm 2019, vẫn 5 giải năm 2020"),
        ((a(1), None, a(3), a(5)), "Số giải tăng so với năm 2019, đạt 5 giải năm 2020"),
        ((a(90, **RATIO), a(94, **RATIO)), "Số giải tăng so với năm 2019, đạt 94% năm 2020"),
        # Years that cannot be compared.
        ((a(1), None, a(5)), "Số giải các năm 2018–2020"),
        ((a(1), a(2), a(5, accepted=5)), "Số giải các năm 2018–2020"),
        ((a(1), a(Amount(Decimal(80), AT_LEAST))), "Số giải các năm 2019–2020"),
        ((a(3, sensitive=True), a(9, sensitive=True)), "Số giải các năm 2019–2020"),
    ],
)
def test_the_title_says_which_way_it_went_and_for_how_long(lines, title):
    assert over_years(*lines).title == title


def test_a_series_begins_with_its_first_figure_and_tells_what_is_missing():
    shown = over_years(None, a(None), a(4, accepted=5), None, a(3, sensitive=True))

    assert [(row.cells, row.value, row.is_special) for row in shown.rows] == [
        (("2018", "4"), Decimal(4), True),
        (("2019", "chưa có"), None, False),
        (("2020", "dưới 5"), None, False),
    ]
    assert shown.note == "Ghi chú: năm 2018 mới tổng hợp từ 5/6 phường, xã."


@pytest.mark.parametrize("lines", [(a(5),), (a(5), a(None)), (a(5), None), (a(None), a(5))])
def test_one_year_is_no_series_and_this_year_must_be_in_it(lines):
    assert over_years(*lines) is None


def test_a_comparison_has_places_lines_and_a_total():
    lines = {
        "TT.A": a(5),
        "TT.B": line("TT.B", 50, **RATIO),
        "TT.KIN": line("TT.KIN", 9, sensitive=True),
    }
    not_here = PlaceFigure(sheet(1, name="phường B"), Cell(CellState.NOT_APPLICABLE))
    places = {
        "TT.A": figures(2, 3), "TT.B": (*figures(50), not_here), "TT.KIN": figures(4, 5)
    }  # fmt: skip
    facts = Facts(lines, places, {}, {}, {}, {}, WORDS)

    [shown] = exhibits([asked(Kind.COMPARISON, *lines)], facts, ())

    table = as_block(shown)
    assert shown.header == ("Đơn vị", "Chỉ tiêu TT.A (giải)", "Chỉ tiêu TT.B (%)")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["phường A", "2", "50%"], ["phường B", "3", "–"], ["Tổng cộng", "5", "50%"],
    ]  # fmt: skip
    assert table.is_numbered


def test_a_chart_says_in_words_all_that_it_shows():
    drawn = as_block(by_place(a(6), 1, 3))

    assert isinstance(drawn, Chart)
    assert drawn.alt == (
        "Biểu đồ thanh ngang. Có tăng không? Chỉ tiêu TT.A (giải): phường B: 3; phường A: 1."
    )
    assert isinstance(drawn.table, Table)


def test_of_very_many_places_the_first_and_the_last_are_drawn_and_the_table_has_all():
    told = figures(*range(80), names=[str(number) for number in range(80)])
    facts = Facts({"TT.A": a(3160)}, {"TT.A": told}, {}, {}, {}, {}, WORDS)

    [shown] = exhibits([asked(Kind.PLACES)], facts, ())
    drawn = as_block(shown)

    assert "56 đơn vị khác" in drawn.svg
    assert drawn.svg.count("<text") == 2 * 25
    assert len(drawn.table.rows) == 80


# --- From the database ------------------------------------------------------------------------


def shown_codes(period):
    return [exhibit.code for exhibit in material(again(period)).exhibits]


def test_exhibits_follow_the_accepted_sheets(db):
    people = cast()
    Figure.objects.filter(indicator=people.total).order_by("pk").last().delete()

    assert shown_codes(people.period) == ["hinh-2"]

    ward(people.period, status=Submission.Status.SENT)
    [table] = material(again(people.period)).exhibits
    assert table.note == "Ghi chú: mới tổng hợp từ 1/3 phường, xã."


def test_the_room_shows_a_chart_under_its_heading_with_the_table_behind_it(client, db):
    people = cast()
    client.force_login(people.specialist)

    page = client.get(reverse("narrative:period-report", args=[people.period.pk])).content.decode()

    under = page.partition('id="muc-the-thao"')[2].partition('id="muc-han-che"')[0]
    chart = under.partition("<figure")[2].partition("</figure>")[0]
    assert "<svg" in chart
    assert "Giải cấp cơ sở năm 2020 bằng nhau ở các phường, xã (3 giải)" in chart
    assert "<table" in chart.partition("<details>")[2]
    assert not re.search(r"style=|<script|<style|href=|\son\w+=", chart)


def test_a_name_with_markup_in_it_stays_text_in_the_room(client, db):
    people = cast()
    ward(people.period, full_name='phường <script>alert("x")</script> & Co')
    client.force_login(people.specialist)

    page = client.get(reverse("narrative:period-report", args=[people.period.pk])).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page.partition("<svg xmlns")[2].partition("</svg>")[0]
