"""Charts: everything stands in them, nothing outside of them, and they open nothing."""

import io
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from documents.charts import WIDTH, Mark, bars, trend
from documents.layout_check import check_layout
from documents.layout_check.reading import read_paper
from documents.pdf import draw, picture_files, render_pdf
from documents.structure import Align, Chart, Column, Table, numbered, paragraph, row
from documents.wrapping import width_mm
from tests.documents.samples import short_document

SVG = "{http://www.w3.org/2000/svg}"
LONG = "phường có tên rất dài mà người ta vẫn phải đọc được trọn vẹn từng chữ một"


def mark(label, value, text="", **said):
    known = None if value is None else Decimal(value)
    return Mark(label, known, text or str(value), **said)


WARDS = [mark("phường Bắc Hồng", 98, "98%"), mark(LONG, 49, "49%"), mark("xã Z", None, "chưa nhập")]
YEARS = [mark("2016", 90), mark("2017", None, "chưa có"), mark("2018", 93), mark("2019", 95)]


def read(svg):
    return ET.fromstring(svg)


def texts(svg):
    return [text.text or "" for text in read(svg).iter(f"{SVG}text")]


def chart(svg, title="Gia đình văn hóa tăng 3 năm liền"):
    table = Table((Column("Năm"), Column("Số", align=Align.RIGHT)), (row("2016", "90"),))
    return Chart(title, svg, "Biểu đồ đường: 2016: 90", table, "Ghi chú: mới có 5/6 phường, xã.")


def paper(*blocks):
    return replace(short_document(), body=(paragraph("Chữ của báo cáo. " * 30), *blocks))


@pytest.mark.parametrize(("drawn", "marks"), [(bars, WARDS), (trend, YEARS)])
def test_every_label_and_value_stands_in_the_drawing(drawn, marks):
    said = " ".join(texts(drawn(marks)))

    for each in marks:
        assert each.text in said
        assert each.label in said


def test_bars_are_as_long_as_their_values_and_a_silent_place_has_none():
    frame, *drawn = read(bars(WARDS)).iter(f"{SVG}rect")

    first, second = (float(bar.get("width")) for bar in drawn)
    assert first == pytest.approx(2 * second, abs=0.1)
    assert float(frame.get("width")) > first


@pytest.mark.parametrize("words", [LONG, "m" * 90, "", "a" * 7 + " " + "Ộ" * 40])
@pytest.mark.parametrize("drawn", [bars, trend])
def test_no_text_is_cut_however_long(drawn, words):
    """A name beside a bar, a value above a point."""
    first = mark(words, 5, "5") if drawn is bars else Mark("2016", Decimal(5), words)
    marks = [first, mark("2017", 9), mark("2018", 9), mark("2019", 9)]
    svg = read(drawn(marks))
    height = float(svg.get("height"))

    assert "".join(texts(drawn(marks))).replace(" ", "").startswith(words.replace(" ", ""))
    for text in svg.iter(f"{SVG}text"):
        width = width_mm(text.text or "", size=13 * 72 / 25.4, style="Regular")
        share = {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
        left = float(text.get("x")) - share * width
        assert left >= 0
        assert left + width <= WIDTH
        assert 5 < float(text.get("y")) < height


def test_a_year_without_figures_breaks_the_line():
    dashes = [line.get("stroke-dasharray") for line in read(trend(YEARS)).iter(f"{SVG}line")]

    assert dashes == ["5 4", None]


def test_a_year_that_is_not_comparable_is_joined_by_dashes():
    half = Mark("2020", Decimal(40), "40", is_special=True)
    dashes = [
        line.get("stroke-dasharray") for line in read(trend([*YEARS[2:], half])).iter(f"{SVG}line")
    ]

    assert dashes == [None, "5 4"]


def test_a_trend_rises_where_its_values_rise_and_a_small_step_is_no_leap():
    def heights(*values):
        svg = read(trend([mark(str(year), value) for year, value in enumerate(values)]))
        return [float(point.get("cy")) for point in svg.iter(f"{SVG}circle")]

    assert all(later < earlier for earlier, later in pairwise(heights(1, 2, 5, 9)))
    flat = heights("93.9", "94")
    assert 0 < flat[0] - flat[1] < 2
    assert heights(0, 0)[0] == heights(0, 0)[1]


@pytest.mark.parametrize("drawn", [bars, trend])
def test_nothing_but_empty_places_can_be_drawn(drawn):
    assert "chưa nhập" in " ".join(texts(drawn([mark("xã", None, "chưa nhập")])))
    assert texts(drawn([])) == []


# --- On paper ---------------------------------------------------------------------------------


def test_tables_and_charts_are_counted_through_each_by_itself():
    plain = Table((Column("a"),), ())
    one = replace(plain, is_numbered=True)

    labels = [label for label, _ in numbered((chart(""), one, plain, chart(""), one))]

    assert labels == ["Biểu đồ 1", "Bảng 1", "", "Biểu đồ 2", "Bảng 2"]


def test_a_chart_is_a_figure_with_words_under_its_number():
    pdf = render_pdf(paper(chart(trend(YEARS))))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figures = [
            str(thing.Alt)
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    text = " ".join(line.text for page in read_paper(pdf).pages for line in page.lines)
    assert figures == ["Biểu đồ đường: 2016: 90"]
    assert "Biểu đồ 1. Gia đình văn hóa tăng 3 năm liền" in text
    assert "Ghi chú: mới có 5/6 phường, xã." in text


@pytest.mark.parametrize("svg", [bars(WARDS), trend(YEARS), bars(WARDS * 8)])
def test_what_is_drawn_is_no_row_of_the_text(svg):
    document = paper(chart(svg, LONG + " " + LONG), paragraph("Chữ sau biểu đồ. " * 20), chart(svg))

    assert [str(found) for found in check_layout(render_pdf(document)) if not found.ok] == []


def test_a_title_is_never_left_behind_by_its_chart():
    for lines in range(26, 40):
        body = (*(paragraph("Một dòng.") for _ in range(lines)), chart(bars(WARDS)))
        pages = read_paper(render_pdf(replace(short_document(), body=body))).pages
        [title] = [line for page in pages for line in page.lines if "Biểu đồ 1" in line.text]
        [note] = [line for page in pages for line in page.lines if "Ghi chú" in line.text]
        assert title.page == note.page


def test_a_drawing_opens_nothing_and_stands_at_its_own_address_only():
    hostile = bars(WARDS).replace(
        "</svg>", '<image href="file:///etc/hostname" width="9" height="9"/></svg>'
    )
    document = paper(chart(hostile))

    assert [address.partition("/")[0] for address in picture_files(document)] == ["portal:charts"]
    render_pdf(document)  # the closed fetcher refuses
    [address] = picture_files(document)
    assert b"/Figure" not in draw(f'<html><body><img src="{address}"></body></html>')
