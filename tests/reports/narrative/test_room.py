"""The report room: what it shows, what can be written there, who may."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.locking import StaleError
from audit.models import AuditEntry
from reports.entry.models import Remark, Submission
from reports.narrative import actions
from reports.narrative.checklist import findings
from reports.narrative.models import Passage
from reports.narrative.queries import material, remarks_by_heading
from reports.rollup.models import Target
from tests.reports.editions.cast import cast, person
from tests.reports.rollup.factories import MOMENT, OfficeFactory, again, ward
from vhtt_portal.rules import RuleError


@pytest.fixture
def people(db):
    return cast()


def write(people, text="- Cơ sở vật chất còn thiếu.", by=None):
    return actions.add_passage(
        period=people.period, node_code="han-che", text=text, by=by or people.specialist
    )


def sentences(people):
    nodes = material(again(people.period)).draft.nodes
    return [sentence.text for node in nodes for sentence in node.sentences]


# --- The text ---------------------------------------------------------------------------------


def test_the_draft_is_written_from_the_figures(people):
    Target.objects.create(
        office=people.period.office, period_code="2021", indicator_code="TT.GIAI_XA", value=7
    )

    assert sentences(people) == [
        "Các phường, xã tổ chức 6 giải.",
        "Toàn thị xã Hồng Lĩnh tổ chức 4 giải.",
        "Có dưới 5 vụ.",
        "Năm 2021 phấn đấu 7 giải.",
    ]


def test_a_sentence_says_when_places_are_missing(people):
    ward(people.period, status=Submission.Status.SENT)

    assert sentences(people)[0] == "Các phường, xã tổ chức 6 giải (tổng hợp từ 2/3 phường, xã)."


@pytest.mark.parametrize("wards", [1, 3])
def test_the_number_of_queries_does_not_grow(db, wards, django_assert_num_queries):
    people = cast(wards=wards)
    write(people)
    period = again(people.period)
    material(period)

    # three of the totals, targets, cells by place, passages, sentences reworded, limits, three of
    # teamwork
    with django_assert_num_queries(11):
        material(period)


def test_the_checklist_names_what_is_open(people):
    ward(people.period, status=Submission.Status.SENT, name="Vắng")
    Submission.objects.filter(locality=people.period.office.locality).delete()

    found = [finding.sentence for finding in findings(material(again(people.period)))]

    assert found == [
        "Phiếu số liệu của phường Vắng chưa được chấp nhận (đã gửi).",
        "Phiếu số liệu của cơ quan chưa được mở.",
        "Mục “Hạn chế” chưa có nội dung.",
        "Chưa đặt chỉ tiêu năm 2021: Giải cấp cơ sở.",
    ]


# --- Writing ----------------------------------------------------------------------------------


def test_words_are_added_changed_and_removed_with_their_trail(people):
    passage = write(people, "Dòng một.\r\n- Dòng  hai.")
    passage = actions.edit_passage(passage=passage, text="Dòng khác.", version=1, by=people.head)
    actions.remove_passage(passage=passage, version=2, by=people.specialist)

    assert not Passage.objects.exists()
    assert [(entry.verb, entry.changes["text"]) for entry in AuditEntry.objects.all()] == [
        ("passage.added", [None, "Dòng một.\n- Dòng hai."]),
        ("passage.edited", ["Dòng một.\n- Dòng hai.", "Dòng khác."]),
        ("passage.removed", ["Dòng khác.", None]),
    ]


def test_passages_keep_their_order(people):
    for text in ("Một.", "Hai.", "Ba."):
        write(people, text)

    assert list(Passage.objects.order_by("order").values_list("text", "order")) == [
        ("Một.", 1),
        ("Hai.", 2),
        ("Ba.", 3),
    ]


def test_a_stale_page_overwrites_nobody(people):
    passage = write(people)
    actions.edit_passage(passage=passage, text="Mới.", version=1, by=people.head)

    with pytest.raises(StaleError):
        actions.edit_passage(passage=passage, text="Cũ.", version=1, by=people.specialist)

    assert Passage.objects.get().text == "Mới."


@pytest.mark.parametrize(("text", "words"), [("  \n ", "Hãy viết"), ("a" * 10_001, "dài quá")])
def test_empty_and_endless_words_are_refused(people, text, words):
    with pytest.raises(RuleError, match=words):
        write(people, text)


def test_only_writers_of_this_office_write(people):
    stranger = person(OfficeFactory(), Role.SPECIALIST, "Người Lạ")

    for user in (people.clerk, stranger):
        with pytest.raises(RuleError, match="Chỉ chuyên viên"):
            write(people, by=user)


def test_a_signed_report_takes_no_more_words(people):
    people.period.sealed_at = timezone.now()
    people.period.save()

    with pytest.raises(RuleError, match="đã ký"):
        write(people)


# --- The page ---------------------------------------------------------------------------------


@pytest.fixture
def signed_in(client, people):
    client.force_login(people.specialist)
    return client


def test_the_room_shows_text_with_chips_words_and_remarks(signed_in, people):
    write(people)
    submission = people.period.submissions.exclude(locality=people.period.office.locality).first()
    Remark.objects.create(
        submission=submission, kind=Remark.Kind.LIMITS, text="Sân chơi chật.",
        set_at=MOMENT, set_by_name="Người nhập",
    )  # fmt: skip

    text = signed_in.get(reverse("narrative:report")).content.decode()

    chip = reverse("rollup:indicator", args=[people.period.pk, "TT.GIAI_XA"])
    assert f'href="{chip}" >6 giải</a>' in " ".join(text.split())
    assert "Cơ sở vật chất còn thiếu." in text
    assert "Sân chơi chật." in text


def test_a_places_words_stand_by_the_heading_that_writes_of_their_field(people):
    place = people.period.submissions.exclude(locality=people.period.office.locality).first()
    section = people.total.section.code
    for field, kind in [(section, "results"), (section, "limits"), ("", "results")]:
        Remark.objects.create(
            submission=place, section=field, kind=kind, text=f"{kind} {field}".strip(),
            set_at=MOMENT, set_by_name="Người nhập",
        )  # fmt: skip

    found = remarks_by_heading(material(again(people.period)))
    assert {code: [row.text for row in rows] for code, rows in found.items()} == {
        "the-thao": ["results", f"results {section}"],
        "han-che": [f"limits {section}"],
    }


def test_words_are_posted_and_lead_back_to_their_heading(signed_in, people):
    url = reverse("narrative:passage-add", args=[people.period.pk, "han-che"])
    response = signed_in.post(url, {"text": "Còn thiếu."})

    passage = Passage.objects.get()
    assert response.url.endswith("#muc-han-che")
    signed_in.post(
        reverse("narrative:passage-edit", args=[passage.pk]), {"text": "Đã đủ.", "version": "1"}
    )
    assert Passage.objects.get().text == "Đã đủ."
    signed_in.post(reverse("narrative:passage-remove", args=[passage.pk]), {"version": "2"})
    assert not Passage.objects.exists()


def test_a_refused_word_is_told(signed_in, people):
    url = reverse("narrative:passage-add", args=[people.period.pk, "han-che"])

    assert "Hãy viết nội dung" in signed_in.post(url, {"text": " "}, follow=True).content.decode()


def test_a_heading_that_is_not_there_takes_no_words(signed_in, people):
    url = reverse("narrative:passage-add", args=[people.period.pk, "khong-co"])

    assert signed_in.post(url, {"text": "Lạc."}).status_code == 404


def test_another_offices_report_is_not_found(client, people):
    passage = write(people)
    client.force_login(person(OfficeFactory(), Role.SPECIALIST, "Người Lạ"))

    page = reverse("narrative:period-report", args=[people.period.pk])
    edit = reverse("narrative:passage-edit", args=[passage.pk])
    assert client.get(page).status_code == 404
    assert client.post(edit, {"text": "Lạ."}).status_code == 404
