from decimal import Decimal

import pytest
from django.db import IntegrityError

from heritage.positions import read_degrees, write_degrees
from tests.heritage.factories import SiteFactory
from vhtt_portal.rules import RuleError


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [
        ("18,53", "18.53"),
        ("18.5411", "18.5411"),
        (" 105.7044° ", "105.7044"),
        ("18°32'28\"N", "18.541111"),
        ("18° 32' 28,5\" B", "18.541250"),
        ("105º42′16″Đ", "105.704444"),
        ("105°42’E", "105.7"),
        ("18°", "18"),
    ],
)
def test_a_position_is_read_as_people_write_it(typed, degrees):
    assert read_degrees(typed) == Decimal(degrees)


@pytest.mark.parametrize(
    "typed", ["18,53, 105,70", "-18,5", "18°32'28\"S", "1853", "mười tám", "18°72'", "18,5,3"]
)
def test_what_is_no_position_is_refused_in_words(typed):
    with pytest.raises(RuleError, match="tọa độ"):
        read_degrees(typed)


@pytest.mark.parametrize("degrees", ["18.53", "105", "105.704444", "10"])
def test_what_is_written_is_read_back(degrees):
    assert read_degrees(write_degrees(Decimal(degrees))) == Decimal(degrees)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"latitude": 18},
        {"latitude": Decimal("105.7"), "longitude": Decimal("18.5")},
        {"latitude": Decimal("48.8"), "longitude": Decimal("2.3")},
        {"zone_one_area": -1},
    ],
)
def test_a_site_lies_in_the_country_or_nowhere(fields):
    with pytest.raises(IntegrityError):
        SiteFactory(**fields)
