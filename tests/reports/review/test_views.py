"""The office's pages."""

import re
from datetime import date

import pytest
from django.urls import reverse

from reports.entry import actions as entry
from reports.entry.models import Figure, Period, Submission
from reports.entry.queries import content_hash
from reports.review.actions import accept
from reports.review.queries import board
from tests.reports.entry import samples
from tests.reports.entry.samples import IN_TIME, fill, sent, started


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def url(name, sheet, *more):
    return reverse(f"review:{name}", args=[sheet.pk, *more])


def read_board(office, on=date(2020, 12, 10)):
    period = Period.objects.select_related("office__locality__kind", "form_version").get(
        pk=office.period.pk
    )
    return board(period, on=on)


def test_the_board_tells_each_place_from_the_others(tmp_path, register, db):
    office = samples.cast(tmp_path, wards=2)
    fill(started(office), office.entry, VH_PANO="5")

    found = read_board(office)

    assert found.sections == ("Văn hóa", "Dân cư")
    first, *others, own = found.rows
    assert (first.state, first.cells[0].state, first.cells[0].answered, first.cells[0].asked) == (
        "entering", "entering", 1, 5,
    )  # fmt: skip
    assert first.cells[1].state == "expected"
    assert {row.state for row in others} == {"expected"}
    assert own.is_office_own
    assert own.cells[1].state == "not_applicable"
    assert (found.expected, found.count("entering")) == (2, 1)


def test_after_the_deadline_what_is_not_sent_is_late(office):
    fill(started(office), office.entry, VH_PANO="5")

    assert [row.state for row in read_board(office, date(2020, 12, 18)).rows] == ["late", "late"]


def test_what_was_sent_in_time_is_not_late(office):
    sent(office)

    assert read_board(office, date(2020, 12, 18)).rows[0].state == "sent"


@pytest.mark.parametrize("wards", [1, 3])
def test_the_board_costs_the_same_queries_whatever_the_wards(
    tmp_path, register, as_, db, django_assert_num_queries, wards
):
    office = samples.cast(tmp_path, wards=wards)
    for place in office.wards:
        started(office, by=samples.COMMAND, place=place)
    client = as_(office.specialist)
    page = reverse("review:period-board", args=[office.period.pk])
    client.get(page)

    # session, person, appointments, period, places, sheets, answers, the list of periods
    with django_assert_num_queries(8):
        client.get(page)


def test_the_menu_leads_to_the_newest_period(office, as_):
    page = as_(office.inspector).get(reverse("review:board")).content.decode()

    assert "Theo dõi số liệu năm 2020" in page
    assert "phường Số 1" in page
    assert "Mở phiếu của cơ quan" not in page


def test_an_office_without_periods_is_told_what_comes_first(office, as_):
    assert "chưa mở kỳ báo cáo nào" in (
        as_(office.stranger).get(reverse("review:board")).content.decode()
    )


def test_a_clean_sheet_is_accepted_by_one_click(office, as_, current):
    sheet = sent(office)
    client = as_(office.specialist)
    page = client.get(url("sheet", sheet)).content.decode()
    assert "Không có số liệu khác thường." in page
    seen = re.search(r'name="seen_hash" value="(\w+)"', page).group(1)
    key = re.search(r'name="key" value="([\w-]+)"', page).group(1)

    for _ in range(2):
        answer = client.post(url("accept", sheet), {"seen_hash": seen, "key": key}, follow=True)

    assert "Đã chấp nhận số liệu của phường Số 1." in answer.content.decode()
    assert current(sheet).accepted_by == office.specialist


def test_a_stale_page_does_not_accept(office, as_, current):
    sheet = sent(office)

    answer = as_(office.specialist).post(
        url("accept", sheet), {"seen_hash": "khác", "key": "x"}, follow=True
    )

    assert "Phiếu đã thay đổi từ lúc bạn mở." in answer.content.decode()
    assert current(sheet).status == "sent"


def test_unusual_things_come_first(office, as_, register):
    sheet = sent(office)
    Figure.objects.filter(submission=sheet, indicator__code="VH.HO").update(value=1200)

    page = as_(office.head).get(url("sheet", sheet)).content.decode()

    assert page.index("Số hộ văn hóa (1.200) lớn hơn số hộ (1.000).") < page.index("ten-VH")


def test_a_moved_register_is_offered_on_the_accepted_sheet(office, as_, register, current):
    register.counts = {office.ward.pk: 3}
    sheet = sent(office)
    accept(submission=sheet, seen_hash=content_hash(sheet), by=office.specialist, at=IN_TIME)
    register.counts = {office.ward.pk: 4}
    client = as_(office.head)
    page = client.get(url("sheet", sheet)).content.decode()
    assert "Sổ theo dõi hiện đếm được 4, khác với số đã gửi." in page

    answer = client.post(url("refresh", sheet), follow=True)

    assert "Đã lấy số mới từ sổ theo dõi vào phiếu." in answer.content.decode()
    assert current(sheet).accepted_hash == content_hash(sheet)


def test_a_return_asks_for_its_reason_on_a_page(office, as_, current):
    sheet = sent(office)
    client = as_(office.specialist)
    assert "Trả lại để sửa" in client.get(url("return", sheet)).content.decode()
    assert client.post(url("return", sheet), {"reason": " "}).status_code == 422

    client.post(url("return", sheet), {"reason": "Xem lại số hộ."})

    assert current(sheet).return_reason == "Xem lại số hộ."
    page = as_(office.entry).get(sheet.get_absolute_url()).content.decode()
    assert "Xem lại số hộ." in page


def test_a_refused_return_keeps_its_reason(office, sheet, as_):
    answer = as_(office.head).post(url("return", sheet), {"reason": "Xem lại."})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Phiếu đang ở trạng thái “Đang nhập”." in page
    assert "Xem lại.</textarea>" in page


def test_a_figure_is_followed_to_its_history(office, as_):
    page = as_(office.inspector).get(url("cell", sent(office), "DC.HO")).content.decode()

    assert "chưa nhập → 1.000" in page
    assert "Nguyễn Thị Nhập" in page


def test_the_office_changes_the_dates(office, as_):
    page = reverse("review:period-dates", args=[office.period.pk])
    dates = {"due_on": "20/12/2020", "last_new_on": "25/12/2020", "last_edit_on": "10/01/2021"}
    client = as_(office.head)
    assert 'value="17/12/2020"' in client.get(page).content.decode()

    client.post(page, dates | {"version": 1})

    assert Period.objects.get(pk=office.period.pk).last_edit_on == date(2021, 1, 10)
    stale = client.post(page, dates | {"version": 1})
    assert (stale.status_code, "thay đổi" in stale.content.decode()) == (422, True)


def test_wards_and_strangers_find_nothing(office, as_):
    sheet = sent(office)
    entry.seal_period(period=office.before, by=office.head)

    client = as_(office.stranger)
    for name in ("sheet", "return"):
        assert client.get(url(name, sheet)).status_code == 404
    assert client.get(url("cell", sheet, "DC.HO")).status_code == 404
    assert client.post(url("accept", sheet), {"seen_hash": sheet.sent_hash}).status_code == 404
    assert client.post(url("refresh", sheet)).status_code == 404
    for name in ("period-board", "period-dates"):
        assert client.get(reverse(f"review:{name}", args=[office.period.pk])).status_code == 404

    client = as_(office.entry)
    assert client.get(url("sheet", sheet)).status_code == 403
    assert client.post(url("accept", sheet)).status_code == 403
    assert Submission.objects.get(pk=sheet.pk).status == "sent"
