"""A small form with every kind of line, a register that counts what a test says, and a cast."""

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

from accounts.models import Role
from audit.actions import System
from localities import counting
from localities.counting import Item, Span
from reports.entry import actions
from reports.entry.actions import Dates
from tests.accounts.factories import (
    AppointmentFactory,
    KindFactory,
    OfficeFactory,
    PlaceFactory,
    UserFactory,
)
from tests.reports.catalogue.factories import load_text

FORM = """
code = "phieu-thu"
name = "Phiếu thử"
year_from = 2019
subject = "Báo cáo năm {year}"
units = ["hộ", "cái", "%", "có/không", "văn bản", "di tích", "triệu đồng", "xã"]

[[sections]]
code = "VH"
name = "Văn hóa"

[[sections]]
code = "DC"
name = "Dân cư"

[[indicators]]
code = "VH.PANO"
name = "Pa nô"
unit = "cái"
places = "sum"
time = "flow"
explanation = "Pa nô dựng mới trong kỳ."

[[indicators]]
code = "VH.KP"
name = "Kinh phí"
unit = "triệu đồng"
places = "sum"
time = "flow"
decimals = 1
allows_relation = true

[[indicators]]
code = "VH.HO"
name = "Hộ văn hóa"
unit = "hộ"
places = "sum"
time = "yearly"

[[indicators]]
code = "VH.TYLE"
name = "Tỷ lệ hộ văn hóa"
unit = "%"
places = "ratio"
time = "yearly"
numerator = "VH.HO"
denominator = "DC.HO"
decimals = 2

[[indicators]]
code = "VH.LEHOI"
name = "Có lễ hội"
unit = "có/không"
places = "yes"
time = "yearly"

[[indicators]]
code = "VH.DITICH"
name = "Di tích"
unit = "di tích"
places = "sum"
time = "stock"
register = "heritage.sites_national"

[[indicators]]
code = "VH.NTM"
name = "Xã đạt tiêu chí"
unit = "có/không"
places = "yes"
time = "yearly"
rural_only = true

[[indicators]]
code = "VH.VANBAN"
name = "Văn bản tham mưu"
unit = "văn bản"
places = "office"
time = "flow"

[[indicators]]
code = "DC.HO"
name = "Hộ"
unit = "hộ"
places = "sum"
time = "stock"
required = true

[[rules]]
code = "ho"
kind = "hard"
check = "at-most"
left = ["VH.HO"]
right = ["DC.HO"]
sentence = "Số hộ văn hóa ({VH.HO}) lớn hơn số hộ ({DC.HO})."

[[rules]]
code = "giam"
kind = "soft"
check = "falls"
every = "stock"
sentence = "{name} giảm từ {previous} xuống {value}."

[[outline]]
code = "mot"
level = "part"
kind = "results"
title = "Kết quả năm {year}"

[[annexes]]
kind = "totals"
title = "Tổng hợp"
"""

DATES = Dates(
    starts_on=date(2020, 1, 1),
    ends_on=date(2020, 12, 31),
    cut_off_on=date(2020, 12, 14),
    due_on=date(2020, 12, 17),
    last_new_on=date(2020, 12, 25),
    last_edit_on=date(2020, 12, 31),
)
IN_TIME = datetime(2020, 12, 10, 2, 0, tzinfo=UTC)
TOO_LATE = datetime(2021, 1, 2, 2, 0, tzinfo=UTC)
COMMAND = System("lệnh thử")


@dataclass
class Register:
    """A register that counts what a test puts into it."""

    name: str = "heritage.sites_national"
    label: str = "Di tích quốc gia"
    counts: dict[int, Decimal] = field(default_factory=dict)
    asked: int = 0

    def count(self, locality_ids: Sequence[int], span: Span) -> Mapping[int, Decimal]:
        self.asked += 1
        return {place: n for place, n in self.counts.items() if place in locality_ids}

    def items(self, locality_id: int, span: Span) -> list[Item]:
        return [Item("Đền thử", "/di-tich/1/", "quốc gia")]


@contextmanager
def offered(register):
    """The register stands in for the portal's own counter of that name."""
    real = counting.counter(register.name)
    counting.offer(register)
    try:
        yield register
    finally:
        counting.offer(real)


def person(name, *appointments):
    user = UserFactory(full_name=name)
    for role, place, *post in appointments:
        AppointmentFactory(user=user, role=role, locality=place, post=post[0] if post else "")
    return user


def cast(folder, *, wards=1, text=FORM):
    """An office with its period of 2020 (and 2019 before it), its wards and people."""
    office = OfficeFactory(locality__name="Hồng Lĩnh", units_word="phường, xã")
    ward_places = [
        PlaceFactory(parent=office.locality, name=f"Số {n}", valid_from=date(2000, 1, 1))
        for n in range(1, wards + 1)
    ]
    version = load_text(folder, text)
    earlier = Dates(*(day.replace(year=2019) for day in _days()))
    before = actions.open_period(
        office=office, code="2019", name="Năm 2019", form_version=version, dates=earlier,
        by=COMMAND, at=IN_TIME.replace(year=2019),
    )  # fmt: skip
    period = actions.open_period(
        office=office, code="2020", name="Năm 2020", form_version=version, dates=DATES,
        previous=before, by=COMMAND, at=IN_TIME,
    )  # fmt: skip
    ward = ward_places[0]
    return SimpleNamespace(
        office=office,
        place=office.locality,
        ward=ward,
        wards=ward_places,
        version=version,
        before=before,
        period=period,
        entry=person("Nguyễn Thị Nhập", (Role.WARD_ENTRY, ward)),
        leader=person("Trần Văn Duyệt", (Role.WARD_LEADER, ward, "Chủ tịch UBND phường")),
        specialist=person("Lê Thị Chuyên", (Role.SPECIALIST, office.locality)),
        head=person("Phạm Văn Trưởng", (Role.HEAD, office.locality, "Trưởng phòng")),
        clerk=person("Võ Thị Thư", (Role.CLERK, office.locality)),
        inspector=person("Bùi Văn Tra", (Role.INSPECTOR, office.locality)),
        neighbour=person("Đỗ Thị Bên", (Role.WARD_ENTRY, PlaceFactory(parent=office.locality))),
        stranger=person("Hồ Văn Xa", (Role.HEAD, OfficeFactory().locality)),
    )


def _days():
    return [getattr(DATES, name) for name in Dates.__slots__]


def rural_place(office):
    kind = KindFactory(code="xa", name="xã", is_rural=True)
    return PlaceFactory(parent=office.locality, kind=kind, name="Nông Thôn")


def started(cast, *, by=None, place=None):
    return actions.start_sheet(
        period=cast.period, locality=place or cast.ward, by=by or cast.entry, at=IN_TIME
    )


def fill(sheet, by, **cells):
    """``fill(sheet, by, VH_PANO="5")``: the cells as a person would type them."""
    for code, text in cells.items():
        actions.save_cell(
            submission=sheet, indicator=code.replace("_", ".", 1), text=text, by=by, at=IN_TIME
        )


def sent(cast, **cells):
    """A complete sheet, filled, approved and sent."""
    sheet = started(cast)
    fill(sheet, cast.entry, **({"DC_HO": "1.000", "VH_HO": "900"} | cells))
    actions.approve(submission=sheet, by=cast.leader, at=IN_TIME)
    return actions.send(submission=sheet, by=cast.entry, at=IN_TIME)
