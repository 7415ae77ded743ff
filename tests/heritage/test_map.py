from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.heritage.factories import DesignationFactory, SiteFactory
from tests.registers import own_queries, text

pytestmark = pytest.mark.django_db
MAP, DATA = reverse("heritage:site-map"), reverse("heritage:site-map-data")
HERE = {"latitude": Decimal("18.5411"), "longitude": Decimal("105.7044")}


def test_the_map_has_the_visible_sites_that_stand_and_lie_somewhere(client, cast):
    site = SiteFactory(place=cast.ward, name="Đền <b>Cả</b>", **HERE)
    DesignationFactory(site=site)
    SiteFactory(place=cast.ward, name="Ở đâu không rõ")
    SiteFactory(place=cast.ward, name="Đã đưa ra", removed_on=date(2020, 1, 1), **HERE)
    SiteFactory(place=cast.neighbour, name="Chùa Long Đàm", **HERE)
    client.force_login(cast.officer)

    [feature] = client.get(DATA).json()["features"]

    assert feature["geometry"] == {"type": "Point", "coordinates": [105.7044, 18.5411]}
    assert feature["properties"] == {
        "name": "Đền <b>Cả</b>", "kind": "Di tích lịch sử", "rank": 1, "rankName": "Cấp tỉnh",
        "place": "phường Bắc Hồng", "url": site.get_absolute_url(),
    }  # fmt: skip
    shown = text(client.get(MAP))
    assert "Đền &lt;b&gt;Cả&lt;/b&gt;" in shown
    assert "18,5411" in shown
    for absent in ("Ở đâu không rõ", "Đã đưa ra", "Long Đàm"):
        assert absent not in shown
    client.force_login(cast.specialist)
    assert len(client.get(DATA).json()["features"]) == 2


def test_tiles_of_another_machine_are_let_in_on_the_map_alone_and_only_when_set(
    client, cast, settings
):
    def pictures(address):
        policy = client.get(address).headers["Content-Security-Policy"]
        [found] = [part.strip() for part in policy.split(";") if "img-src" in part]
        return found

    client.force_login(cast.officer)
    assert pictures(MAP) == "img-src 'self'"
    assert 'data-tiles=""' in text(client.get(MAP))

    settings.MAP_TILES = "https://{s}.ban-do.vn:8443/{z}/{x}/{y}.png"
    assert pictures(MAP) == "img-src 'self' https://*.ban-do.vn:8443"
    assert 'data-tiles="https://{s}.ban-do.vn:8443/{z}/{x}/{y}.png"' in text(client.get(MAP))
    assert pictures(reverse("heritage:site-list")) == "img-src 'self'"


@pytest.mark.parametrize("rows", [1, 3])
def test_map_and_list_take_the_same_queries_whatever_their_length(client, cast, rows):
    SiteFactory.create_batch(rows, place=cast.ward, **HERE)
    client.force_login(cast.officer)

    assert own_queries(client, "heritage", DATA) == 1
    assert own_queries(client, "heritage", MAP) == 2
