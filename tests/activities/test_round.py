"""A round of inspections: all of it or nothing, and once however often it is sent."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from activities import actions
from activities.models import Establishment, Inspection
from activities.views import inspections as pages
from tests.activities.factories import EstablishmentFactory, InspectionFactory
from tests.registers import new_key, own_queries, send, text, trail
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)
ROUND = reverse("activities:round-add")


@pytest.fixture
def houses(cast):
    return [EstablishmentFactory(place=cast.ward, name=f"Karaoke {number}") for number in (1, 2)]


def write(cast, outcomes, by=None, **more):
    return actions.add_round(
        place=cast.town, inspected_on=DAY, outcomes=outcomes, by=by or cast.specialist, **more
    )


def test_a_round_writes_a_visit_and_an_entry_for_each(cast, houses):
    first, second = houses

    write(cast, {first: "none", second: "reminded"}, note="Trước Tết")

    seen = Inspection.objects.order_by("pk").values_list("establishment", "outcome", "note")
    assert list(seen) == [(first.pk, "none", "Trước Tết"), (second.pk, "reminded", "Trước Tết")]
    assert [entry[0] for entry in trail()] == ["inspection.added", "inspection.added"]


def test_a_round_sent_again_is_written_once(cast, houses):
    key = new_key()
    outcomes = dict.fromkeys(houses, "none")

    assert write(cast, outcomes, key=key) == write(cast, outcomes, key=key)

    assert (Inspection.objects.count(), len(trail())) == (2, 2)


def test_a_visit_that_is_there_already_refuses_the_whole_round(cast, houses):
    first, second = houses
    InspectionFactory(place=cast.town, establishment=second, inspected_on=DAY)

    with pytest.raises(RuleError, match=r"Karaoke 2: Lượt kiểm tra .* đã có trong sổ"):
        write(cast, {first: "none", second: "none"})

    assert (Inspection.objects.count(), trail()) == (1, [])


def test_a_round_of_nothing_and_of_another_place_is_refused(cast, houses):
    with pytest.raises(RuleError, match="ít nhất một cơ sở"):
        write(cast, {})
    with pytest.raises(RuleError, match="không có quyền ghi sổ"):
        write(cast, {houses[0]: "none"}, by=cast.officer)

    assert not Inspection.objects.exists()


def test_a_fine_stands_with_a_sanction_only(cast, houses):
    fields = {"place": cast.town, "establishment": houses[0], "inspected_on": DAY}

    with pytest.raises(RuleError, match="chỉ ghi khi kết quả là “Xử phạt”"):
        actions.inspections.add(**fields, outcome="none", fine=1, by=cast.specialist)
    with pytest.raises(IntegrityError):
        InspectionFactory(outcome="reminded", decision_number="05/QĐ-XPVPHC")


def test_a_round_is_written_in_the_browser(client, cast, houses):
    first, second = houses
    EstablishmentFactory(place=cast.ward, name="Đã nghỉ", status=Establishment.Status.CLOSED)

    answer = send(
        client, cast.specialist, ROUND, place=cast.town.pk, inspected_on="01/06/2020",
        **{f"co-so-{first.pk}": "sanctioned", f"co-so-{second.pk}": ""},
    )  # fmt: skip

    assert answer.url == reverse("activities:inspection-list")
    visit = Inspection.objects.get()
    assert (visit.establishment, visit.outcome, visit.place) == (first, "sanctioned", cast.town)
    page = client.get(ROUND)
    assert page.context["form"]["place"].value() == cast.town.pk
    assert "Đã nghỉ" not in text(page)


def test_a_round_of_nothing_comes_back_as_it_was_typed(client, cast, houses):
    answer = send(
        client, cast.specialist, ROUND, place=cast.town.pk, inspected_on="01/06/2020", note="Đợt hè"
    )

    assert answer.status_code == 422
    assert "ít nhất một cơ sở" in text(answer)
    assert "Đợt hè" in text(answer)


def test_a_page_has_room_for_so_many_and_a_search_finds_the_rest(client, cast, houses, monkeypatch):
    monkeypatch.setattr(pages, "LISTED", 1)
    client.force_login(cast.specialist)

    assert "Còn 1 cơ sở khác" in text(client.get(ROUND))
    shown = text(client.get(ROUND, {"q": "karaoke 2"}))
    assert "Karaoke 2" in shown
    assert "cơ sở khác" not in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_of_a_round_takes_the_same_queries(client, cast, rows):
    EstablishmentFactory.create_batch(rows, place=cast.ward)
    client.force_login(cast.officer)

    assert own_queries(client, "activities", ROUND) == 2


def test_the_list_of_establishments_tells_the_last_visit_that_one_may_see(client, cast, houses):
    first, _ = houses
    for day, place in ((1, cast.ward), (2, cast.ward), (3, cast.town)):
        InspectionFactory(establishment=first, place=place, inspected_on=date(2020, 5, day))
    address = reverse("activities:establishment-list")

    client.force_login(cast.specialist)
    assert "03/05/2020" in text(client.get(address, {"loai": "karaoke", "tinh-trang": "active"}))
    client.force_login(cast.officer)
    assert "02/05/2020" in text(client.get(address))
    assert "Karaoke" not in text(client.get(address, {"tinh-trang": "closed"})).split("<table")[1]
