"""The page of the outgoing register."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts.models import Role
from audit.actions import System
from documents.actions import register
from reports.editions import actions as editions
from reports.editions.formats import Format
from tests.accounts.factories import AppointmentFactory, OfficeFactory
from tests.reports.editions.cast import SIGNING, cast, explain_warnings

pytestmark = pytest.mark.django_db

URL = reverse("documents:register")
COLUMNS = [
    "Số, ký hiệu", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung", "Người ký",
    "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận",
    "Người đăng ký", "Ghi chú",
]  # fmt: skip


def registered(office, *, year=2020, subject="Kết quả công tác quý I", count=1):
    for _ in range(count):
        register(
            keeper=office, year=year, symbol="BC-VHTT", kind="BÁO CÁO", subject=subject,
            issued_on=date(year, 3, 5), signer_name="Lê Văn Trưởng", by=System("Võ Thị Văn Thư"),
            at=datetime(year, 3, 5, 3, 0, tzinfo=UTC),
        )  # fmt: skip


def reading(client, office, role=Role.CLERK):
    client.force_login(AppointmentFactory(role=role, locality=office.locality).user)
    return client


def text_of(response):
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def issued(people, monkeypatch):
    """The year's report, issued with small files."""
    monkeypatch.setattr(editions, "_draw", lambda *_: {name: name.encode() for name in Format})
    edition = editions.start(period=people.period, by=people.specialist, at=SIGNING)
    explain_warnings(people.period, people.specialist)
    edition = editions.submit(edition=edition, by=people.specialist, at=SIGNING)
    edition = editions.sign(edition=edition, seen_hash=people.seen(), by=people.head, at=SIGNING)
    return editions.issue(edition=edition, by=people.clerk, at=SIGNING)


def test_the_register_has_the_columns_that_the_law_asks_for(client):
    office = OfficeFactory()
    registered(office)
    response = reading(client, office).get(URL)

    headers = re.findall(
        r'<th[^>]*scope="col"[^>]*>(.*?)</th>', response.content.decode(), re.DOTALL
    )
    assert [header.strip() for header in headers] == COLUMNS
    assert len(COLUMNS) >= 10


def test_a_document_stands_with_number_day_subject_and_signer(client):
    office = OfficeFactory()
    registered(office)

    text = text_of(reading(client, office).get(URL))

    assert "01/BC-VHTT 05/03/2020 Báo cáo kết quả công tác quý I Lê Văn Trưởng" in text
    assert "Võ Thị Văn Thư" in text


def test_a_report_tells_whom_it_went_to(client, people, issued):
    text = text_of(reading(client, people.period.office).get(URL))

    assert "01/BC-PVHTT 28/12/2020" in text
    assert "Sở Văn hóa, Thể thao và Du lịch Hà Tĩnh" in text


def test_a_number_leads_to_its_report(client, people, issued):
    response = reading(client, people.period.office).get(URL)

    assert f'href="{issued.get_absolute_url()}"' in response.content.decode()


def test_a_recalled_or_replaced_report_says_so(client, people, issued):
    new = editions.correct(edition=issued, reason="Sửa số.", by=people.specialist, at=SIGNING)
    new = editions.submit(edition=new, by=people.specialist, at=SIGNING)
    new = editions.sign(edition=new, seen_hash=people.seen(), by=people.head, at=SIGNING)
    new = editions.issue(edition=new, by=people.clerk, at=SIGNING)
    editions.recall(edition=new, reason="Ban hành nhầm.", by=people.head, at=SIGNING)

    text = text_of(reading(client, people.period.office).get(URL))

    assert "Đã được thay thế" in text
    assert "Thay thế văn bản số 01/BC-PVHTT. Đã thu hồi ngày 28/12/2020: Ban hành nhầm." in text


def test_each_year_has_its_book(client):
    office = OfficeFactory()
    registered(office, year=2019, subject="Năm cũ")
    registered(office, year=2020, subject="Năm mới")
    reading(client, office)

    newest, older = text_of(client.get(URL)), text_of(client.get(URL, {"nam": "2019"}))

    assert "Báo cáo năm mới" in newest
    assert "Báo cáo năm cũ" not in newest
    assert "Báo cáo năm cũ" in older
    assert "chưa có văn bản nào" in text_of(client.get(URL, {"nam": "2001"}))
    assert "Báo cáo năm mới" in text_of(client.get(URL, {"nam": "hai không hai mốt"}))


def test_a_neighbour_does_not_see_the_book(client):
    registered(OfficeFactory())

    text = text_of(reading(client, OfficeFactory()).get(URL))

    assert "01/BC-VHTT" not in text
    assert "chưa có văn bản nào" in text


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CLERK, 200),
        (Role.HEAD, 200),
        (Role.INSPECTOR, 200),
        (Role.SPECIALIST, 403),
        (Role.WARD_ENTRY, 200),
        (Role.WARD_LEADER, 200),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_the_register_is_for_those_who_keep_sign_and_inspect(client, role, status):
    assert reading(client, OfficeFactory(), role).get(URL).status_code == status


def test_nothing_is_written_here(client):
    assert reading(client, OfficeFactory()).post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_the_same_for_any_number_of_documents(
    client, django_assert_num_queries, count
):
    office = OfficeFactory()
    registered(office, count=count)
    reading(client, office)

    with django_assert_num_queries(5):  # session, person, appointments, books, entries
        assert text_of(client.get(URL)).count("/BC-VHTT") == count
