from datetime import date

import pytest
from django.db import IntegrityError

from tests.activities.factories import (
    ActivityFactory,
    DirectiveFactory,
    EstablishmentFactory,
    InspectionFactory,
)

pytestmark = pytest.mark.django_db


def test_an_activity_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError):
        ActivityFactory(held_on=date(2020, 5, 2), ended_on=date(2020, 5, 1))


def test_an_activity_cannot_stand_for_nothing():
    with pytest.raises(IntegrityError):
        ActivityFactory(quantity=0)


def test_a_place_cannot_have_two_establishments_of_one_name(cast):
    EstablishmentFactory(place=cast.ward, name="Karaoke Hòa Bình")

    with pytest.raises(IntegrityError):
        EstablishmentFactory(place=cast.ward, name="karaoke Hòa Bình")


def test_one_inspection_of_one_establishment_a_day(cast):
    visit = InspectionFactory(place=cast.ward)

    with pytest.raises(IntegrityError):
        InspectionFactory(place=cast.ward, establishment=visit.establishment)


def test_a_directive_number_is_given_once_a_year(cast):
    DirectiveFactory(place=cast.town, number=29, issued_on=date(2020, 2, 26))
    DirectiveFactory(place=cast.town, number=29, issued_on=date(2021, 2, 26))

    with pytest.raises(IntegrityError):
        DirectiveFactory(place=cast.town, number=29, issued_on=date(2020, 11, 1))


def test_a_directive_number_begins_at_one(cast):
    with pytest.raises(IntegrityError):
        DirectiveFactory(place=cast.town, number=0)
