"""The form prepared for use, and the figures that nobody types."""

import datetime as dt
from decimal import Decimal

import pytest

from reports.catalogue import queries
from reports.catalogue.computing import computed
from reports.catalogue.models import Annex, OutlineNode
from tests.reports.catalogue.factories import SMALL, load_form, load_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["small", "2020"])
def test_form_costs_three_queries_once(tmp_path, django_assert_num_queries, code):
    version = load_text(tmp_path) if code == "small" else load_form(code)

    with django_assert_num_queries(3):
        form = queries.form(version)
    with django_assert_num_queries(0):
        assert queries.form(version) is form


@pytest.mark.parametrize("code", ["small", "2020"])
def test_report_form_costs_four_queries_once(tmp_path, django_assert_num_queries, code):
    version = load_text(tmp_path) if code == "small" else load_form(code)

    # the headings, their sentences, the exhibits, the annexes
    with django_assert_num_queries(4):
        queries.report_form(version)
    with django_assert_num_queries(0):
        queries.report_form(version)


def test_form_is_in_the_order_of_the_paper(tmp_path):
    form = queries.form(load_text(tmp_path))

    assert [section.code for section in form.sections] == ["VH", "DC"]
    assert [line.code for line in form.sections[0].indicators] == [
        "VH.PANO",
        "VH.HO",
        "VH.TYLE",
        "VH.TONG",
        "VH.LEHOI",
    ]
    assert [line.code for line in form.computing] == ["VH.TYLE", "VH.TONG"]
    assert form.by_code["VH.TYLE"].numerator == "VH.HO"
    assert form.by_pk[form.indicators[0].pk].code == "VH.PANO"
    assert [rule.code for rule in form.rules_by_code["DC.HO"]] == ["ho", "giam"]


def test_replaced_version_is_read_anew(tmp_path):
    queries.form(load_text(tmp_path))

    form = queries.form(load_text(tmp_path, SMALL.replace("Pa nô", "Pa-nô")))

    assert form.indicators[0].name == "Pa-nô"


def test_rules_against_last_year_are_one_a_line():
    form = queries.form(load_form())

    moves = [rule for rule in form.rules if rule.code == "thay-doi-nhieu"]
    assert {len(rule.left) for rule in moves} == {1}
    codes = {rule.left[0].code for rule in moves}
    assert {"VH.PANO", "DC.HO", "TTTT.CTS", "PT.HO_DANGKY"} <= codes
    assert codes.isdisjoint({"TT.MUNGXUAN", "PT.GDVH_TYLE", "VH.DITICH_TONG"})
    falls = {rule.left[0].code for rule in form.rules if rule.code == "so-hien-co-giam"}
    assert "TT.NGUOITAP" in falls
    assert "VH.PANO" not in falls


def test_units_and_office_have_their_own_lines():
    form = queries.form(load_form())
    rural = {line.code for line in form.for_units(rural=True)}
    urban = {line.code for line in form.for_units(rural=False)}
    office = {line.code for line in form.for_office()}

    assert rural - urban == {"PT.NTM_06", "PT.NTM_16"}
    assert rural | office == set(form.by_code)
    assert rural & office == set()
    assert "TTTT.HS_TONG" in office
    assert form.by_code["TTTT.HS_TONG"].is_computed
    assert form.by_code["PT.CQ_TYLE"].is_ratio
    assert form.by_code["TT.MUNGXUAN"].is_yes_no


def test_each_line_has_its_own_day():
    form = queries.form(load_form())
    cut_off = dt.date(2020, 12, 14)

    assert form.by_code["TT.NGUOITAP"].as_of_on(cut_off) == dt.date(2020, 10, 31)
    assert form.by_code["VH.PANO"].as_of_on(cut_off) == cut_off


def test_report_form_holds_headings_with_their_sentences():
    report = queries.report_form(load_form())

    assert report.subject.startswith("Tổng kết công tác văn hóa và thông tin năm {year}")
    assert [part.code for part in report.headings if part.level == OutlineNode.Level.PART] == [
        "ket-qua",
        "phuong-huong",
    ]
    heading = next(node for node in report.headings if node.code == "kq-vh-di-san")
    assert heading.parent == "kq-van-hoa"
    assert heading.section == "VH"
    assert heading.sentences[0].code == "di-tich"
    assert [annex.kind for annex in report.annexes] == list(Annex.Kind)


def test_sums_and_ratios_come_from_their_parts():
    form = queries.form(load_form())
    values = {
        "VH.DITICH_QGDB": Decimal(0),
        "VH.DITICH_QG": Decimal(3),
        "VH.DITICH_TINH": Decimal(20),
        "PT.THON": Decimal(52),
        "PT.THON_CONGNHAN": Decimal(51),
        "TTTT.HS_HUYEN": Decimal(175),
        "TTTT.HS_XA": Decimal(1000),
    }

    answers = computed(form, values)

    assert answers["VH.DITICH_TONG"] == 23
    assert answers["PT.THON_TYLE"] == Decimal("98.08")
    assert answers["TTTT.HS_TONG"] == 1175


def test_what_cannot_be_computed_stays_unknown():
    form = queries.form(load_form())

    answers = computed(
        form,
        {
            "VH.DITICH_QG": Decimal(3),
            "VH.DITICH_TINH": None,
            "PT.THON": Decimal(0),
            "PT.THON_CONGNHAN": Decimal(0),
        },
    )

    assert answers["VH.DITICH_TONG"] is None
    assert answers["PT.THON_TYLE"] is None
    assert answers["PT.GDVH_TYLE"] is None


def test_part_that_does_not_apply_counts_as_nothing():
    form = queries.form(load_form())
    values = {"VH.DITICH_QG": Decimal(1), "VH.DITICH_TINH": Decimal(4)}

    some = computed(form, values, not_applicable={"VH.DITICH_QGDB"})
    none = computed(form, {}, not_applicable={"VH.DITICH_QGDB", "VH.DITICH_QG", "VH.DITICH_TINH"})

    assert some["VH.DITICH_TONG"] == 5
    assert none["VH.DITICH_TONG"] is None
