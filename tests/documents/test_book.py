"""The book of issued documents: one number a document, without a gap, for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from audit.actions import System
from audit.models import AuditEntry
from documents.actions import NumberTaken, register
from documents.models import Book, BookEntry
from documents.queries import next_number
from tests.documents.factories import OfficeFactory
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

CLERK = System("Văn thư")
NOON = datetime(2021, 1, 20, 5, tzinfo=UTC)


@pytest.fixture
def office():
    return OfficeFactory()


def give(keeper, **changed):
    content = {
        "keeper": keeper,
        "year": 2021,
        "symbol": "BC-PVHTT",
        "kind": "BÁO CÁO",
        "subject": "Tổng kết năm 2020",
        "issued_on": date(2021, 1, 15),
        "signer_name": "Nguyễn Thị Minh Hạnh",
        "by": CLERK,
        "at": NOON,
    }
    return register(**content | changed)


def test_numbers_run_from_one_without_a_gap(office):
    entries = [give(office) for _ in range(3)]

    assert [str(entry) for entry in entries] == ["01/BC-PVHTT", "02/BC-PVHTT", "03/BC-PVHTT"]


def test_each_year_and_each_office_has_its_own_book(office):
    give(office)

    other_year = give(office, year=2020, issued_on=date(2020, 12, 31))
    other_office = give(OfficeFactory())

    assert (other_year.number, other_office.number) == (1, 1)
    assert Book.objects.count() == 3


def test_registering_is_recorded_with_the_number(office):
    entry = give(office)

    trail = AuditEntry.objects.get(verb="book.registered")
    assert trail.target_id == str(entry.pk)
    assert trail.changes["number"] == [None, 1]
    assert (entry.registered_by, entry.registered_at) == ("Văn thư", NOON)


def test_a_number_that_is_rolled_back_is_given_again(office):
    with transaction.atomic():
        give(office)
        transaction.set_rollback(True)

    assert give(office).number == 1


def test_the_number_printed_in_a_drawn_page_must_still_be_free(office):
    assert next_number(office, 2021) == 1
    give(office)

    with pytest.raises(NumberTaken, match="Số 01/BC-PVHTT vừa được cấp"):
        give(office, expected_number=1)

    assert give(office, expected_number=2).number == 2


@pytest.mark.parametrize("entries", [1, 3])
def test_the_next_number_is_one_query(office, entries, django_assert_num_queries):
    for _ in range(entries):
        give(office)

    with django_assert_num_queries(1):
        assert next_number(office, 2021) == entries + 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"issued_on": date(2021, 1, 14)}, "không được trước ngày 15/01/2021 của văn bản số 01"),
        ({"issued_on": date(2020, 12, 31)}, "31/12/2020 không thuộc sổ năm 2021"),
        ({"issued_on": date(2021, 1, 21)}, "không được sau ngày cấp số"),
    ],
    ids=["before the last", "of another year", "tomorrow"],
)
def test_days_follow_the_numbers(office, changed, sentence):
    give(office)

    with pytest.raises(RuleError, match=sentence):
        give(office, **changed)

    assert BookEntry.objects.count() == 1


@pytest.mark.parametrize(
    "change", ["UPDATE documents_bookentry SET number = 9", "DELETE FROM documents_bookentry"]
)
def test_the_database_refuses_to_change_an_entry(office, change):
    give(office)

    with pytest.raises((IntegrityError, InternalError), match="sealed"), transaction.atomic():
        connection.cursor().execute(change)


def test_one_number_belongs_to_one_document(office):
    entry = give(office)

    with pytest.raises(IntegrityError), transaction.atomic():
        BookEntry.objects.create(
            book=entry.book, number=1, issued_on=entry.issued_on, registered_at=NOON
        )


def test_a_number_is_at_least_one(office):
    entry = give(office)

    with pytest.raises(IntegrityError), transaction.atomic():
        BookEntry.objects.create(
            book=entry.book, number=0, issued_on=entry.issued_on, registered_at=NOON
        )


def test_the_book_is_named_after_its_year(office):
    assert str(give(office).book) == "Sổ đăng ký văn bản năm 2021"


@pytest.mark.django_db(transaction=True)
def test_clerks_at_the_same_moment_get_numbers_without_gap_or_twin():
    office = OfficeFactory()

    def clerk(_):
        try:
            return [give(office).number for _ in range(3)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clerks:
        numbers = [number for given in clerks.map(clerk, range(4)) for number in given]

    assert sorted(numbers) == list(range(1, 13))
