"""Several people at one report: headings given out, comments, warnings that want a word."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.locking import StaleError
from audit.models import AuditEntry
from reports.editions import actions as editions
from reports.narrative import actions
from reports.narrative.checklist import findings
from reports.narrative.models import Assignment, Comment, Explanation
from reports.narrative.queries import material
from tests.reports.editions.cast import SIGNING, cast, explain_warnings, person
from tests.reports.rollup.factories import OfficeFactory, again
from vhtt_portal.rules import RuleError


@pytest.fixture
def people(db):
    return cast()


def warnings(people):
    return [row for row in findings(material(again(people.period))) if not row.stops]


def waiting(people):
    return [row.sentence for row in warnings(people) if row.wants_word]


def given(people, to=None, days=3, **known):
    return actions.assign(
        period=people.period, node_code="han-che", assignee=to or people.specialist,
        due_on=timezone.localdate() + timedelta(days=days), by=people.head, **known,
    )  # fmt: skip


def said(people, text="Nêu rõ phường nào."):
    return actions.add_comment(
        period=people.period, node_code="the-thao", text=text, by=people.head
    )


# --- Headings given out -----------------------------------------------------------------------


def test_a_heading_is_given_finished_and_given_anew(people):
    row = given(people)
    day = row.due_on.strftime("%d/%m/%Y")
    told = f"Mục “Hạn chế” giao cho Trần Thị Chuyên Viên, hạn {day}, chưa báo xong."
    assert told in waiting(people)

    row = actions.finish_assignment(assignment=row, by=people.specialist)
    assert row.done_at
    assert told not in waiting(people)

    row = given(people, to=people.deputy, version=row.version)
    assert (row.assignee, row.done_at) == (people.deputy, None)
    assert Assignment.objects.count() == 1
    assert [entry.verb for entry in AuditEntry.objects.order_by("number")] == [
        "heading.assigned", "heading.finished", "heading.assigned",
    ]  # fmt: skip


def test_only_who_writes_there_is_given_a_heading(people):
    stranger = person(OfficeFactory(), Role.SPECIALIST, "Phan Văn Xa")

    for somebody in (people.clerk, stranger):
        with pytest.raises(RuleError, match="Chỉ giao được cho chuyên viên hoặc lãnh đạo"):
            given(people, to=somebody)
    with pytest.raises(RuleError, match="Hạn không được trước hôm nay"):
        given(people, days=-1)
    with pytest.raises(RuleError, match="không có mục này"):
        actions.assign(
            period=people.period, node_code="khong-co", assignee=people.specialist,
            due_on=timezone.localdate(), by=people.head,
        )  # fmt: skip
    assert not Assignment.objects.exists()


def test_two_who_give_the_same_heading_do_not_overwrite_each_other(people):
    given(people, version=0)

    with pytest.raises(StaleError, match="vừa được người khác phân công"):
        given(people, to=people.deputy, version=0)


# --- Comments ---------------------------------------------------------------------------------


def test_a_comment_is_a_warning_until_it_is_ticked_off(people):
    row = said(people)
    told = "Ý kiến của Lê Văn Trưởng ở mục “Thể dục, thể thao” chưa xử lý: “Nêu rõ phường nào.”."
    assert told in waiting(people)

    row = actions.resolve_comment(comment=row, by=people.specialist)

    assert row.resolved_by_name == "Trần Thị Chuyên Viên"
    assert told not in waiting(people)
    assert Comment.objects.get().text == "Nêu rõ phường nào."


@pytest.mark.parametrize("text", ["  ", "x" * 2001])
def test_a_comment_says_something_short(people, text):
    with pytest.raises(RuleError):
        said(people, text)
    assert not Comment.objects.exists()


# --- Warnings want a word ---------------------------------------------------------------------


def explained(people, sentence, text="Đã trao đổi với lãnh đạo.", version=None):
    key = next(row.key for row in warnings(people) if row.sentence == sentence)
    return actions.explain(
        period=people.period, finding_hash=key, text=text, by=people.specialist, version=version
    )


EMPTY = "Mục “Hạn chế” chưa có nội dung."


def test_nobody_signs_over_a_warning_without_a_word(people):
    edition = editions.start(period=people.period, by=people.specialist, at=SIGNING)
    edition = editions.submit(edition=edition, by=people.specialist, at=SIGNING)
    told = "Còn 2 cảnh báo chưa có lời giải thích, đầu tiên là: Mục “Hạn chế”"
    with pytest.raises(RuleError, match=told):
        editions.sign(edition=edition, seen_hash=people.seen(), by=people.head, at=SIGNING)

    explain_warnings(people.period, people.specialist)
    editions.sign(edition=edition, seen_hash=people.seen(), by=people.head, at=SIGNING)

    kept = AuditEntry.objects.get(verb="edition.sign").changes["explanations"]
    assert kept == [None, [
        f"{EMPTY} – Đã xem, báo cáo như vậy.",
        "Chưa đặt chỉ tiêu năm 2021: Giải cấp cơ sở. – Đã xem, báo cáo như vậy.",
    ]]  # fmt: skip


def test_an_explanation_belongs_to_the_warnings_very_words(people):
    row = given(people)
    told = next(said for said in waiting(people) if "giao cho" in said)
    explained(people, told)
    assert told not in waiting(people)

    given(people, to=people.deputy, version=row.version)

    assert any("giao cho Phan Thị Phó" in sentence for sentence in waiting(people))


def test_an_explanation_is_written_anew_but_not_over_somebody_elses(people):
    explained(people, EMPTY, version=0)
    with pytest.raises(StaleError, match="vừa được người khác giải thích"):
        explained(people, EMPTY, "Câu khác.", version=0)
    assert explained(people, EMPTY, "Câu khác.", version=1).text == "Câu khác."
    assert Explanation.objects.count() == 1


def test_what_stops_cannot_be_explained_away(people):
    actions.add_passage(
        period=people.period, node_code="han-che",
        text="Có 45/50 thôn đạt, bằng 80%.", by=people.specialist,
    )  # fmt: skip
    stops = next(row for row in findings(material(again(people.period))) if row.stops)

    with pytest.raises(RuleError, match="không còn trong danh sách"):
        actions.explain(
            period=people.period, finding_hash=stops.key, text="Kệ.", by=people.specialist
        )


@pytest.mark.parametrize(
    "act",
    [
        lambda people, row, note: given(people),
        lambda people, row, note: actions.finish_assignment(assignment=row, by=people.head),
        lambda people, row, note: said(people),
        lambda people, row, note: actions.resolve_comment(comment=note, by=people.head),
        lambda people, row, note: actions.explain(
            period=people.period, finding_hash="0" * 64, text="Lời.", by=people.head
        ),
    ],
)
def test_a_signed_report_is_no_longer_worked_on(people, act):
    row, note = given(people), said(people)
    edition = editions.start(period=people.period, by=people.specialist, at=SIGNING)
    edition = editions.submit(edition=edition, by=people.specialist, at=SIGNING)
    explain_warnings(people.period, people.specialist)
    editions.sign(edition=edition, seen_hash=people.seen(), by=people.head, at=SIGNING)

    with pytest.raises(RuleError, match="đã ký nên không"):
        act(people, row, note)


# --- Pages ------------------------------------------------------------------------------------


def test_the_whole_work_by_its_pages(client, people):
    client.force_login(people.head)
    period = people.period.pk
    day = (timezone.localdate() + timedelta(days=3)).strftime("%d/%m/%Y")
    give = reverse("narrative:assignment", args=[period, "han-che"])
    page = client.get(give).content.decode()
    assert "Võ Thị Văn Thư" not in page
    client.post(give, {"assignee": people.specialist.pk, "due_on": day, "version": "0"})
    client.post(reverse("narrative:comment-add", args=[period, "the-thao"]), {"text": "Nêu rõ."})
    refused = client.post(reverse("narrative:comment-add", args=[period, "the-thao"]), {"text": ""})
    assert (refused.status_code, "Hãy viết ý kiến" in refused.content.decode()) == (422, True)

    client.force_login(people.specialist)
    room = client.get(reverse("narrative:period-report", args=[period])).content.decode()
    assert f"Trần Thị Chuyên Viên, hạn {day}" in room
    assert "Nêu rõ." in room
    row, note = Assignment.objects.get(), Comment.objects.get()
    client.post(reverse("narrative:assignment-finish", args=[row.pk]), {"version": "1"})
    client.post(reverse("narrative:comment-resolve", args=[note.pk]), {"version": "1"})
    empty = next(found for found in warnings(people) if found.sentence == EMPTY)
    explain = reverse("narrative:explanation", args=[period, empty.key])
    assert EMPTY in client.get(explain).content.decode()
    client.post(explain, {"text": "Năm nay không có.", "version": "0"})

    room = client.get(reverse("narrative:period-report", args=[period])).content.decode()
    assert "Đã viết xong" in room
    assert "Ý kiến đã xử lý (1)" in room
    assert "Trần Thị Chuyên Viên: Năm nay không có." in room
