"""People, what they are where, and the places that takes."""

from datetime import date

import factory
from django.contrib.auth.hashers import make_password

from accounts.models import Appointment, Role, User
from localities.models import Locality, LocalityKind, Office
from vhtt_portal.text import fold, sort_key

PASSWORD = "hạt mưa rơi trên mái ngói"


class KindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LocalityKind
        django_get_or_create = ("code",)

    code = "phuong"
    name = "phường"


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Locality

    code = factory.Sequence(lambda n: f"9{n:04d}")
    kind = factory.SubFactory(KindFactory)
    name = factory.Sequence(lambda n: f"Thử {n}")
    valid_from = date(2000, 1, 1)
    full_name = factory.LazyAttribute(lambda place: f"{place.kind.name} {place.name}")
    search_key = factory.LazyAttribute(lambda place: fold(place.full_name))
    sort_key = factory.LazyAttribute(lambda place: sort_key(place.name))


class TownFactory(PlaceFactory):
    kind = factory.SubFactory(KindFactory, code="thi-xa", name="thị xã")


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    code = factory.Sequence(lambda n: f"co-quan-{n}")
    locality = factory.SubFactory(TownFactory)
    name = "Phòng Văn hóa và Thông tin"
    symbol = "BC-VHTT"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"nguoi{n}")
    full_name = factory.Sequence(lambda n: f"Người Thử {n}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    search_key = factory.LazyAttribute(lambda user: fold(f"{user.full_name} {user.username}"))
    sort_key = factory.LazyAttribute(lambda user: sort_key(user.full_name))


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    user = factory.SubFactory(UserFactory)
    role = Role.WARD_ENTRY
    locality = factory.SubFactory(PlaceFactory)
    starts_on = date(2020, 1, 1)
