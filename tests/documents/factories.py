"""Rows for tests of documents."""

from datetime import date

import factory

from localities.models import Locality, LocalityKind, Office


class KindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LocalityKind
        django_get_or_create = ("code",)

    code = "thi-xa"
    name = "thị xã"


class LocalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Locality

    code = factory.Sequence(lambda n: f"{437 + n}")
    kind = factory.SubFactory(KindFactory)
    name = "Hồng Lĩnh"
    valid_from = date(1992, 3, 2)
    full_name = "thị xã Hồng Lĩnh"


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    code = factory.Sequence(lambda n: f"phong-{n}")
    locality = factory.SubFactory(LocalityFactory)
    name = "Phòng Văn hóa và Thông tin"
    parent_body = "UBND THỊ XÃ HỒNG LĨNH"
    issuing_body = "PHÒNG VĂN HÓA VÀ THÔNG TIN"
    symbol = "BC-PVHTT"
