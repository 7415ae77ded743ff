"""The movement's lists over 5,000 villages and ten years are as quick to turn as short ones."""

import time
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Agency, Candidate, VillageResult
from campaigns.titles import Step, TitleKind
from localities.models import Locality
from tests.accounts.factories import KindFactory
from tests.campaigns.factories import RoundFactory
from vhtt_portal.text import name_keys

pytestmark = [pytest.mark.django_db, pytest.mark.programme("TITLE-LISTS")]
VILLAGES_A_WARD = 25
MOST_QUERIES = 15
# Against an empty page behind the same doors.
SLOWEST = 10


def places(kind, parents, count):
    return Locality.objects.bulk_create(
        Locality(
            code=f"{parent.code}.{number}", kind=kind, name=str(number), parent=parent,
            valid_from=parent.valid_from, full_name=f"{kind.name} {number}",
            **name_keys(f"{parent.code} {number}"),
        )
        for parent in parents
        for number in range(count)
    )  # fmt: skip


def stand_in(round_, villages):
    Candidate.objects.bulk_create(
        Candidate(round=round_, place=place.parent, locality=place) for place in villages
    )


@pytest.fixture
def many(cast, volume):
    """A decided round a year over all villages, and one of a district's size that goes on."""
    wards = places(cast.ward.kind, [cast.town], volume(short=40, full=200))
    village = KindFactory(code="to-dan-pho", name="tổ dân phố", is_village=True)
    villages = places(village, wards, VILLAGES_A_WARD)
    years = range(2021 - volume(short=2, full=10), 2021)
    VillageResult.objects.bulk_create(
        VillageResult(
            village=place, year=year, household_count=100, registered_count=90,
            recognised_count=80, is_recognised=True,
        )
        for place in villages
        for year in years
    )  # fmt: skip
    for year in years:
        decided = RoundFactory(
            place=cast.town, year=year, step=Step.DECIDED, decision_number="1/QĐ-UBND",
            signer_name="Trần Văn Bình", dossier_on=date(year, 11, 1), decided_on=date(year, 11, 5),
        )  # fmt: skip
        stand_in(decided, villages)
    open_round = RoundFactory(place=cast.town, kind=TitleKind.FAMILY, step=Step.MEETING)
    stand_in(open_round, villages[:500])
    for ward in wards:  # in each ward one of its own
        RoundFactory(place=ward, kind=TitleKind.FAMILY, step=Step.MEETING)
    Agency.objects.bulk_create(
        Agency(place=cast.town, name=f"Trường {number}", **name_keys(f"Trường {number}"))
        for number in range(volume(short=200, full=3000))
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself once rows are committed
    return wards, decided, open_round


def quickest(client, address):
    def once():
        started = time.process_time()
        assert client.get(address).status_code == 200
        return time.process_time() - started

    return min(once() for _ in range(3))


def test_the_lists_are_turned_quickly_however_many_villages_there_are(client, cast, many, say):
    wards, decided, open_round = many
    client.force_login(cast.specialist)
    empty = quickest(client, reverse("accounts:password-change"))
    ward = wards[0].pk
    lists = [
        f"{reverse('campaigns:index')}?nam=2020",
        f"{reverse('campaigns:index')}?nam=2020&page=2",
        f"{reverse('campaigns:round-list')}?nam=2020",
        reverse("campaigns:round-detail", args=[decided.pk]),
        reverse("campaigns:round-place", args=[decided.pk, ward]),
        reverse("campaigns:lane-list"),
        reverse("campaigns:agency-list"),
        reverse("campaigns:rule-list"),
    ]
    # These show or ask all that one place, one round has.
    wholes = [
        reverse("campaigns:round-detail", args=[open_round.pk]),
        reverse("campaigns:round-grid", args=[open_round.pk, ward, "hop"]),
        reverse("campaigns:place-year", args=[ward, 2020]),
        reverse("campaigns:village-results", args=[ward, 2020]),
        reverse("campaigns:place-results", args=[2020]),
    ]

    for address in [*lists, *wholes]:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert (address, len(queries) <= MOST_QUERIES) == (address, True)
    times = {address: quickest(client, address) / empty for address in lists}

    say("; ".join(f"{address} {ratio:.1f}" for address, ratio in times.items()))
    assert {address: ratio for address, ratio in times.items() if ratio >= SLOWEST} == {}
