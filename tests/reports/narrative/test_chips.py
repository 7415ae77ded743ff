"""Figures in the office's own words: typed by name, kept by code, written with their value."""

import pytest
from django.urls import reverse

from reports.catalogue.models import Indicator
from reports.catalogue.queries import form as form_of
from reports.editions.actions import sign, start, submit
from reports.narrative import actions, chips
from reports.narrative.checklist import findings
from reports.narrative.models import Passage
from reports.narrative.queries import material
from tests.reports.editions.cast import SIGNING, cast
from tests.reports.rollup.factories import IndicatorFactory, again
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def form(people):
    return form_of(again(people.period).form_version)


def write(people, text):
    return actions.add_passage(
        period=people.period, node_code="han-che", text=text, by=people.specialist
    )


def lines(people):
    nodes = material(again(people.period)).draft.nodes
    return [line for node in nodes for prose in node.passages for line in prose.lines]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Có {Giải cấp cơ sở} trong năm.", "Có {TT.GIAI_XA} trong năm."),
        ("{giai cap co so: kem don vi tinh}", "{TT.GIAI_XA:unit}"),
        ("{ GIẢI CẤP CƠ SỞ :  So với năm trước }", "{TT.GIAI_XA:change}"),
        ("{Giải cấp cơ sở: chỉ tiêu năm sau}", "{target:TT.GIAI_XA}"),
        ("{TT.GIAI_XA:unit}", "{TT.GIAI_XA:unit}"),
        ("Không có số liệu.", "Không có số liệu."),
    ],
)
def test_a_name_with_or_without_marks_is_kept_as_its_code(form, typed, kept):
    assert chips.kept(typed, form) == kept
    assert chips.kept(chips.typed(kept, form), form) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "{Giải cấp cơ sơn}",
            "Không có số liệu “Giải cấp cơ sơn”. Có phải “Giải cấp cơ sở” không?",
        ),
        ("{Thời tiết}", "Không có số liệu “Thời tiết”. Hãy chọn lại"),
        ("{Giải cấp cơ sở: tỷ lệ}", "“Giải cấp cơ sở” không viết theo cách “tỷ lệ” được; có thể: "),
        ("Có {Giải cấp cơ sở giải.", "Dấu ngoặc nhọn chưa đủ cặp."),
        ("Có [[{Giải cấp cơ sở} giải]].", "Dấu \\[\\[ \\]\\] không dùng được"),
        ("{}", "Không có số liệu “”."),
    ],
)
def test_what_names_no_figure_is_refused_with_a_sentence(people, typed, sentence):
    with pytest.raises(RuleError, match=sentence):
        write(people, typed)

    assert not Passage.objects.exists()


def test_every_chip_that_is_offered_can_be_typed_and_says_what_it_shows(people, form):
    source = material(again(people.period))
    offered = [*chips.chips(form, source.facts)]

    assert {chip.name for chip in offered} >= {"Giải cấp cơ sở", "Giải cấp thị xã"}
    for chip in offered:
        Passage.objects.all().delete()
        write(people, chip.typed)
        [line] = lines(people)
        assert line.text == chip.text[:1].upper() + chip.text[1:]


def test_the_words_follow_the_figures(people):
    write(people, "- Cả năm có {giai cap co so: kem don vi tinh}, chưa nhiều.")
    [before] = lines(people)
    figure = people.period.submissions.exclude(locality=people.period.office.locality).first()
    figure = figure.figures.get(indicator__code="TT.GIAI_XA")
    figure.value += 5
    figure.save()

    [after] = lines(people)

    assert (before.text, after.text) == (
        "Cả năm có 6 giải, chưa nhiều.", "Cả năm có 11 giải, chưa nhiều.",
    )  # fmt: skip
    assert [run.text for run in after.runs if run.code == "TT.GIAI_XA"] == ["11 giải"]


def test_a_figure_that_is_not_there_leaves_a_gap_that_nobody_signs(people):
    IndicatorFactory(
        version=people.period.form_version, section=people.total.section, code="TT.TRONG",
        name="Sân vận động", unit="sân", places=Indicator.Places.SUM,
    )  # fmt: skip
    write(people, "Có {san van dong: kem don vi tinh}.")
    edition = start(period=people.period, by=people.specialist, at=SIGNING)
    edition = submit(edition=edition, by=people.specialist, at=SIGNING)

    assert [line.text for line in lines(people)] == ["Có …."]
    expected = (
        "Lời văn mục “Hạn chế” dùng số liệu chưa có: Sân vận động."
        " Hãy chờ có số liệu hoặc bỏ số liệu ấy khỏi câu."
    )
    assert expected in [row.sentence for row in findings(material(again(people.period)))]
    with pytest.raises(RuleError, match=expected):
        sign(edition=edition, seen_hash=people.seen(), by=people.head, at=SIGNING)


def test_figures_are_found_by_words_without_marks_the_usual_way_first(client, people):
    client.force_login(people.specialist)
    address = reverse("narrative:figure-list", args=[people.period.pk])

    shown = client.get(address, {"q": "co so giai"}).content.decode()
    offered = client.get(address, {"q": "giai cap", "phan": "goi-y"}).content.decode()

    assert "{Giải cấp cơ sở: kèm đơn vị tính}" in shown
    assert "{Giải cấp thị xã" not in shown
    assert offered.index('data-typed="{Giải cấp cơ sở}"') < offered.index(": kèm đơn vị tính}")
    assert (
        'role="option"'
        not in client.get(address, {"q": "khong co", "phan": "goi-y"}).content.decode()
    )


def test_refused_words_stay_in_their_field(client, people):
    passage = write(people, "Đoạn cũ.")
    client.force_login(people.specialist)

    added = client.post(
        reverse("narrative:passage-add", args=[people.period.pk, "han-che"]), {"text": "Có {lạ}."}
    )
    edited = client.post(
        reverse("narrative:passage-edit", args=[passage.pk]), {"text": "Sửa {lạ}.", "version": "1"}
    )

    for response, typed in [(added, "Có {lạ}."), (edited, "Sửa {lạ}.")]:
        assert response.status_code == 422
        text = response.content.decode()
        assert f">{typed}</textarea>" in text
        assert "Không có số liệu “lạ”." in text
    assert Passage.objects.get().text == "Đoạn cũ."
