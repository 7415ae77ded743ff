"""The first page tells each role what to do next."""

import pytest
from django.test import Client

from accounts.models import User
from heritage.actions import refuse_proposal
from heritage.models import SiteProposal
from reports.entry.models import Submission
from reports.entry.queries import sheet
from tests.demo import played_on
from vhtt_portal.desks import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(demo):
    return played_on


def desk_of(username, today):
    return desk(User.objects.get(username=username), today)


def test_a_ward_official_reads_how_far_she_is_and_until_when(today):
    ward = desk_of("canbo", today).ward

    card = ward.sheets[0]
    assert (card.heading, card.place, card.remaining) == (
        "Báo cáo năm 2021", "phường Đậu Liêu", "còn 5 ngày",
    )  # fmt: skip
    assert (card.action, card.status_label) == ("Nhập tiếp", "Đang nhập")
    assert 0 < card.filled < card.total
    assert [paper.title for paper in ward.papers] == [
        f"Báo cáo năm {year}" for year in (2020, 2019, 2018, 2017, 2016)
    ]


def test_a_ward_reads_its_own_tasks_and_which_is_late(today):
    assert [task.status_label for task in desk_of("canbo", today).ward.tasks] == [
        "Quá hạn", "Chưa thực hiện",
    ]  # fmt: skip
    assert desk_of("trungluong", today).ward.tasks == []


def test_a_ward_that_was_asked_reads_the_question(today):
    ward = desk_of("trungluong", today).ward

    assert ward.sheets[0].status_label == "Trả lại để sửa"
    assert "câu lạc bộ thể thao" in ward.questions[0].text


def test_a_ward_that_has_not_begun_is_told_to(today):
    assert desk_of("thuanloc", today).ward.sheets[0].action == "Bắt đầu nhập"


def test_the_office_sees_the_wall_board(today):
    office = desk_of("chuyenvien", today).office

    assert [stat.value for stat in office.stats] == ["1/6", "1", "1", "0"]
    assert office.overdue_tasks == 1
    assert [limit.status_label for limit in office.limits] == [
        "Đang khắc phục", "Đang khắc phục", "Chưa khắc phục",
    ]  # fmt: skip
    assert {row.place: row.status for row in office.board.rows} == {
        "phường Bắc Hồng": "accepted",
        "phường Nam Hồng": "sent",
        "phường Trung Lương": "returned",
        "phường Đức Thuận": "approved",
        "phường Đậu Liêu": "entering",
        "xã Thuận Lộc": "expected",
        "Số liệu của cơ quan": "entering",
    }


def test_half_a_total_is_not_compared_with_last_year(today):
    head = desk_of("truongphong", today).head

    assert head.changes == []
    assert len(head.open_items) == 6


def test_papers_wait_for_whoever_takes_the_next_step(today):
    """The reminder for the head's signature, the plan for whoever writes it."""
    assert [(paper.title, paper.action) for paper in desk_of("truongphong", today).head.papers] == [
        ("Công văn đôn đốc gửi số liệu báo cáo năm 2021", "Xem và ký")
    ]
    [plan] = desk_of("canbo", today).ward.outgoing
    assert (plan.status_label, plan.label[:18]) == ("Đang soạn", "Kế hoạch công tác ")
    assert desk_of("lanhdao", today).ward.outgoing == []
    assert desk_of("vanthu", today).clerk.papers == []


def test_the_inspector_finds_the_issued_report(today):
    papers = desk_of("thanhtra", today).inspector.papers

    assert [(paper.title, paper.detail) for paper in papers] == [
        ("Báo cáo năm 2020", "Số 01/BC-PVHTT ngày 21/12/2020")
    ]


def test_the_administrator_sees_accounts_and_no_content(today):
    found = desk_of("quantri", today)

    assert (found.ward, found.head, found.office, found.clerk) == (None, None, None, None)
    assert found.administrator.stats[0].value == "13"


@pytest.mark.parametrize(
    ("username", "queries"),
    [("canbo", 12), ("chuyenvien", 13), ("truongphong", 22), ("vanthu", 6), ("quantri", 6)],
)
def test_the_first_page_costs_a_stated_number_of_queries(
    today, username, queries, django_assert_num_queries
):
    client = Client()
    client.force_login(User.objects.get(username=username))
    client.get("/")

    with django_assert_num_queries(queries):
        response = client.get("/")

    assert response.status_code == 200


def test_a_proposal_waits_for_the_office_and_a_refusal_is_told_to_its_place(today):
    proposal = SiteProposal.objects.waiting().get()
    about = "Đề nghị sửa Đền Đông Xá"
    assert about in [word.about for word in desk_of("chuyenvien", today).office.words]
    assert about not in [word.about for word in desk_of("canbo", today).ward.questions]

    by = User.objects.get(username="chuyenvien")
    refuse_proposal(proposal=proposal, reason="Chưa rõ nguồn.", by=by)

    assert about not in [word.about for word in desk_of("chuyenvien", today).office.words]
    [told] = [word for word in desk_of("canbo", today).ward.questions if about in word.about]
    assert told.text == "Chưa rõ nguồn."


def test_the_offices_sheet_counts_the_tasks_of_all_its_places(demo):
    row = Submission.objects.select_related("period__office").get(
        period__code="2021", locality__code="437"
    )
    counted = {line.code: line.live for line in sheet(row).lines if line.code.startswith("VH.NV")}

    assert counted == {
        "VH.NV_KETLUAN": 4, "VH.NV_KETLUAN_XONG": 2, "VH.NV_DUAN": 1, "VH.NV_DUAN_XONG": 0,
    }  # fmt: skip
