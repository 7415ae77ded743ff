"""A period with its form, places, sheets and figures."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory

from localities.models import Locality, LocalityKind, Office
from reports.catalogue.models import FormVersion, Indicator, Section
from reports.entry.models import Expectation, Figure, Period, Submission
from vhtt_portal.text import fold, sort_key

MOMENT = datetime(2020, 12, 20, 3, 0, tzinfo=UTC)


class KindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LocalityKind
        django_get_or_create = ("code",)

    code = "phuong"
    name = "phường"


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Locality

    code = factory.Sequence(lambda n: f"7{n:04d}")
    kind = factory.SubFactory(KindFactory)
    name = factory.Sequence(lambda n: f"Số {n}")
    valid_from = date(2000, 1, 1)
    full_name = factory.LazyAttribute(lambda place: f"{place.kind.name} {place.name}")
    search_key = factory.LazyAttribute(lambda place: fold(place.full_name))
    sort_key = factory.LazyAttribute(lambda place: sort_key(place.name))


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    code = factory.Sequence(lambda n: f"phong-so-{n}")
    locality = factory.SubFactory(
        PlaceFactory,
        kind=factory.SubFactory(KindFactory, code="thi-xa", name="thị xã"),
        name="Hồng Lĩnh",
    )
    name = "Phòng Văn hóa và Thông tin"
    parent_body = "UBND THỊ XÃ HỒNG LĨNH"
    issuing_body = "PHÒNG VĂN HÓA VÀ THÔNG TIN"
    symbol = "BC-PVHTT"
    place_name = "Hồng Lĩnh"
    head_post = "Trưởng phòng"
    archive_line = "VT, VHTT"
    units_word = "phường, xã"
    villages_word = "thôn, tổ dân phố"


class VersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FormVersion

    code = factory.Sequence(lambda n: f"mau-{n}")
    name = "Mẫu"
    year_from = 2016
    subject = "Tổng kết công tác năm {year}"
    opening = "Kết quả công tác năm {year} như sau:"
    closing = "Trên đây là báo cáo năm {year}."
    sha256 = "0" * 64
    loaded_at = MOMENT


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section
        django_get_or_create = ("version", "code")

    version = factory.SubFactory(VersionFactory)
    code = "TT"
    name = "Thể dục, thể thao"
    order = 1


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    version = factory.SubFactory(VersionFactory)
    section = factory.LazyAttribute(lambda row: SectionFactory(version=row.version))
    code = factory.Sequence(lambda n: f"TT.SO_{n}")
    name = factory.LazyAttribute(lambda row: f"Chỉ tiêu {row.code}")
    unit = "giải"
    order = factory.Sequence(lambda n: n)
    places = Indicator.Places.SUM
    time = Indicator.Time.FLOW
    source = Indicator.Source.TYPED


class PeriodFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Period

    office = factory.SubFactory(OfficeFactory)
    code = "2020"
    name = "Năm 2020"
    form_version = factory.SubFactory(VersionFactory)
    starts_on = factory.LazyAttribute(lambda row: date(int(row.code), 1, 1))
    ends_on = factory.LazyAttribute(lambda row: date(int(row.code), 12, 31))
    cut_off_on = factory.LazyAttribute(lambda row: date(int(row.code), 12, 14))
    due_on = factory.LazyAttribute(lambda row: date(int(row.code), 12, 17))
    last_new_on = factory.LazyAttribute(lambda row: date(int(row.code), 12, 25))
    last_edit_on = factory.LazyAttribute(lambda row: date(int(row.code), 12, 31))


class SheetFactory(factory.django.DjangoModelFactory):
    """An accepted sheet; other states say so."""

    class Meta:
        model = Submission

    period = factory.SubFactory(PeriodFactory)
    locality = factory.SubFactory(PlaceFactory)
    status = Submission.Status.ACCEPTED
    started_at = MOMENT
    approved_at = MOMENT
    approver_name = "Người duyệt"
    sent_at = MOMENT
    sent_by_name = "Người gửi"
    sent_hash = "1" * 64
    receipt_number = "BN-1"

    accepted_at = factory.LazyAttribute(lambda row: MOMENT if _is_accepted(row) else None)
    accepted_by_name = factory.LazyAttribute(lambda row: "Chuyên viên" if _is_accepted(row) else "")
    accepted_hash = factory.LazyAttribute(lambda row: "2" * 64 if _is_accepted(row) else "")


class FigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Figure

    submission = factory.SubFactory(SheetFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal(1)
    set_at = MOMENT
    set_by_name = "Người nhập"


def _is_accepted(row):
    return row.status == Submission.Status.ACCEPTED


def ward(period, *, status=Submission.Status.ACCEPTED, **place):
    """A ward that owes a return in the period, with its sheet."""
    locality = PlaceFactory(parent=period.office.locality, **place)
    Expectation.objects.create(period=period, locality=locality)
    return SheetFactory(period=period, locality=locality, status=status)


def office_sheet(period):
    return SheetFactory(period=period, locality=period.office.locality)


def again(period):
    """The period as a page reads it: with its office, place and form."""
    return Period.objects.select_related("office__locality", "form_version").get(pk=period.pk)
