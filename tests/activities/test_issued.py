"""Papers that the portal numbered and papers that were typed: each counts once."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Directive
from documents.kinds import DECISION, MINUTES, REPORT
from documents.models import Book, BookEntry
from tests.activities.factories import DirectiveFactory
from tests.registers import count, items, text, trail, year

pytestmark = pytest.mark.django_db
NAME, LIST = "activities.directives", reverse("activities:directive-list")


def numbered(office, number, *, kind=DECISION, symbol="QĐ-VHTT", issued_on=date(2020, 3, 5)):
    book, _ = Book.objects.get_or_create(
        office=office, year=issued_on.year, defaults={"name": "Sổ"}
    )
    return BookEntry.objects.create(
        book=book, number=number, kind=kind, symbol=symbol, issued_on=issued_on,
        subject=f"Thành lập ban tổ chức số {number}", signer_name="Lê Văn Trưởng",
        registered_by="Văn thư", registered_at=datetime(2020, 3, 5, tzinfo=UTC),
    )  # fmt: skip


def test_a_paper_that_was_typed_and_numbered_here_counts_once(cast):
    for number in (1, 2):
        numbered(cast.office, number)
    DirectiveFactory(place=cast.town, number=2, symbol="QĐ-VHTT", issued_on=date(2020, 3, 5))
    DirectiveFactory(place=cast.town, number=1, symbol="KH-UBND", issued_on=date(2020, 4, 1))

    assert count(NAME, [cast.town, cast.ward], year(2020)) == {"thị xã Hồng Lĩnh": 3}
    assert items(NAME, cast.town, year(2020)) == [
        "02/QĐ-VHTT ngày 05/03/2020",
        "01/KH-UBND ngày 01/04/2020",
        "01/QĐ-VHTT ngày 05/03/2020",
    ]


def test_a_report_and_minutes_direct_nobody_and_other_years_do_not_count(cast):
    DirectiveFactory(place=cast.town, number=9)
    numbered(cast.office, 1, kind=REPORT)
    numbered(cast.office, 2, kind=MINUTES)
    numbered(cast.office, 3, issued_on=date(2019, 3, 5))

    assert count(NAME, [cast.town], year(2020)) == {"thị xã Hồng Lĩnh": 1}


def test_books_alone_make_no_register(cast):
    numbered(cast.office, 1)

    assert count(NAME, [cast.town], year(2020)) == {}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None
)
@given(
    typed=st.sets(st.tuples(st.sampled_from(["QĐ-VHTT", "KH-VHTT"]), st.integers(1, 3)), min_size=1),
    here=st.dictionaries(
        st.integers(1, 4),
        st.tuples(st.sampled_from(["QĐ-VHTT", "KH-VHTT"]), st.sampled_from([DECISION, REPORT])),
    ),
)  # fmt: skip
def test_both_ways_in_give_a_set_of_papers(cast, typed, here):
    Directive.objects.all().delete()
    day = date(
        2021 + BookEntry.objects.count(), 3, 5
    )  # a book keeps its entries: take another year
    for symbol, number in typed:
        DirectiveFactory(place=cast.town, symbol=symbol, number=number, issued_on=day)
    for number, (symbol, kind) in here.items():
        numbered(cast.office, number, symbol=symbol, kind=kind, issued_on=day)

    papers = typed | {(symbol, number) for number, (symbol, kind) in here.items() if kind != REPORT}
    assert count(NAME, [cast.town], year(day.year)) == {"thị xã Hồng Lĩnh": len(papers)}
    assert len(items(NAME, cast.town, year(day.year))) == len(papers)


def test_what_was_numbered_is_taken_into_the_register_without_typing(client, cast):
    numbered(cast.office, 1)
    numbered(cast.office, 2, kind=REPORT)
    client.force_login(cast.specialist)
    assert "1 văn bản đã cấp số trên cổng" in text(client.get(LIST))

    client.post(reverse("activities:directive-take"))
    client.post(reverse("activities:directive-take"))

    directive = Directive.objects.get()
    assert (str(directive), directive.place, directive.book_year) == ("01/QĐ-VHTT", cast.town, 2020)
    assert [entry[0] for entry in trail()] == ["directive.added"]
    assert "đã cấp số trên cổng" not in text(client.get(LIST))
    assert "Thành lập ban tổ chức" in text(client.get(LIST, {"q": "ban to chuc"}))


def test_a_ward_is_not_offered_its_offices_papers(client, cast):
    numbered(cast.office, 1)
    for user in (cast.officer, cast.inspector):
        client.force_login(user)
        assert "đã cấp số trên cổng" not in text(client.get(LIST))
        assert client.post(reverse("activities:directive-take")).status_code == 403
