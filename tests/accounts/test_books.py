"""Every register's workbook: what goes out comes back as it was, and a new line becomes a row."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.models import VillageResult
from tests.activities.factories import (
    ActivityFactory,
    DirectiveFactory,
    EstablishmentFactory,
    InspectionFactory,
    TaskFactory,
)
from tests.browser.pages import BOOKS
from tests.campaigns.factories import AgencyFactory, LaneResultFactory, VillageResultFactory
from tests.heritage.factories import (
    ArtisanFactory,
    FestivalFactory,
    IntangibleHeritageFactory,
    SiteFactory,
)
from tests.registers import cast, village_of
from tests.sports.factories import ClubFactory, FacilityFactory, TournamentFactory

__all__ = ["cast"]
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def village_result(place):
    number = VillageResult.objects.count() + 3
    return VillageResultFactory(village=village_of(place, str(number)))


FACTORIES = {
    "activities:activity": ActivityFactory,
    "activities:directive": DirectiveFactory,
    "activities:establishment": EstablishmentFactory,
    "activities:inspection": InspectionFactory,
    "activities:task": TaskFactory,
    "campaigns:agency": AgencyFactory,
    "campaigns:lane": LaneResultFactory,
    "campaigns:village-result": village_result,
    "heritage:artisan": ArtisanFactory,
    "heritage:festival": FestivalFactory,
    "heritage:intangible": IntangibleHeritageFactory,
    "heritage:site": SiteFactory,
    "sports:club": ClubFactory,
    "sports:facility": FacilityFactory,
    "sports:tournament": TournamentFactory,
}


def preview(client, name, book):
    """What the file would do, as (written, unchanged, refused), and the page."""
    out = BytesIO()
    book.save(out)
    page = client.post(
        reverse(f"{name}-import"), {"file": SimpleUploadedFile("so.xlsx", out.getvalue())}
    )
    shown = page.content.decode()
    return [int(found) for found in re.findall(r"<dd>(\d+)</dd>", shown)], shown


def test_every_register_with_a_workbook_is_tried():
    assert sorted(BOOKS) == sorted(FACTORIES)


@pytest.mark.parametrize("name", FACTORIES)
def test_what_goes_out_comes_back_as_it_was(client, cast, name):
    rows = [FACTORIES[name](place=cast.ward) for _ in range(3)]
    client.force_login(cast.specialist)
    book = load_workbook(BytesIO(client.get(reverse(f"{name}-book")).content))

    found, _ = preview(client, name, book)

    assert found == [0, 3, 0]

    # A line without its code is the same row by what it says; with other words it is a new one.
    page = book.worksheets[0]
    for line in (4, 5, 6):
        page.cell(line, 1).value = None
    assert preview(client, name, book)[0] == [0, 3, 0]
    type(rows[0]).objects.filter(pk=rows[0].pk).delete()
    found, shown = preview(client, name, book)
    assert found == [1, 2, 0], shown
    sealed = re.search(r'name="read" value="([^"]+)"', shown)[1]
    assert client.post(reverse(f"{name}-import"), {"read": sealed}).status_code == 302
    assert type(rows[0]).objects.count() == 3


@pytest.mark.parametrize("name", FACTORIES)
def test_a_file_costs_the_same_queries_however_long_it_is(client, cast, name):
    asked = []
    client.force_login(cast.specialist)
    for more in (1, 4):
        for _ in range(more):
            FACTORIES[name](place=cast.ward)
        book = load_workbook(BytesIO(client.get(reverse(f"{name}-book")).content))
        with CaptureQueriesContext(connection) as queries:
            preview(client, name, book)
        asked.append(len(queries))

    assert asked[0] == asked[1]
