"""Two made-up districts, by the portal's own verbs: a big one to measure in, a small one beside it.

The small one answers the shipped form of 2020. The big one's form is the same, widened until a
unit answers 120 lines, with the same rules over every line.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

import activities.actions
import campaigns.actions
import heritage.actions
import sports.actions
from accounts.actions import create_account
from accounts.models import Role, User
from activities.models import Activity, Establishment, Inspection
from audit.actions import System
from campaigns.models import VillageResult
from heritage.models import Designation, Site
from localities.actions import load_office
from localities.models import Locality, LocalityKind, Office
from localities.office_file import KindRow, OfficeFile, OfficeRow, PlaceRow
from reports.catalogue import loader
from reports.catalogue.actions import load
from reports.catalogue.form import FormIndicator
from reports.catalogue.models import FormVersion
from reports.catalogue.queries import form
from reports.entry.actions import (
    Dates,
    FileRow,
    import_figures,
    open_period,
    save_cell,
    start_sheet,
)
from reports.entry.models import Period, Submission
from reports.review.actions import import_accepted
from sports.models import Facility
from vhtt_portal.text import name_keys

BY = System("Đo tốc độ")
LINES = 120
ROWS = 25
PASSWORD = "do-toc-do-tren-may-thu"
LAST_YEAR, YEAR = 2019, 2020
VILLAGES, VILLAGE_YEARS, SITES = 5000, 10, 3000
_FOUNDED = date(2000, 1, 1)
_RECIPIENTS = ("Sở Văn hóa, Thể thao và Du lịch",)
_KINDS = (
    KindRow(code="bench-huyen", name="huyện", is_village=False, is_rural=False),
    KindRow(code="bench-phuong", name="phường", is_village=False, is_rural=False),
    KindRow(code="bench-thon", name="thôn", is_village=True, is_rural=True),
)


@dataclass(frozen=True)
class District:
    """An office with a year accepted, the year before accepted, and a year open."""

    office: Office
    wards: list[Locality]
    accepted: Period
    open: Period


@dataclass(frozen=True)
class World:
    big: District
    small: District
    # One in work to look at and type into, one to fill from files.
    sheet: Submission
    spare_sheet: Submission
    small_sheet: Submission
    ward_official: User
    small_official: User
    specialist: User
    administrator: User


def build(folder: Path) -> World:
    small = _district("bench-nho", load(source=loader.SHIPPED / "2020.toml", by=BY), wards=3)
    big = _district("bench-lon", load(source=_widened(folder), by=BY), wards=15)
    ward = big.wards[0]
    world = World(
        big=big,
        small=small,
        sheet=start_sheet(period=big.open, locality=ward, by=BY),
        spare_sheet=start_sheet(period=big.open, locality=big.wards[1], by=BY),
        small_sheet=start_sheet(period=small.open, locality=small.wards[0], by=BY),
        ward_official=_person("xa-lon", Role.WARD_ENTRY, ward),
        small_official=_person("xa-nho", Role.WARD_ENTRY, small.wards[0]),
        specialist=_person("chuyen-vien", Role.SPECIALIST, big.office.locality),
        administrator=_person("quan-tri", Role.ADMINISTRATOR, big.office.locality),
    )
    _keep_registers(big)
    _crowd(big)
    for number in range(ROWS):
        _person(f"nguoi-{number}", Role.INSPECTOR, big.office.locality)
    for district in (small, big):
        import_figures(period=district.open, rows=_half_filled(district), by=BY)
    # Nobody is new here: the first steps are shown to those who have never written.
    for sheet, person in (
        (world.sheet, world.ward_official), (world.small_sheet, world.small_official),
    ):  # fmt: skip
        save_cell(submission=sheet, indicator="TT.NGUOITAP", text="1.050", by=person)
    return world


def wide_district(folder: Path, *, wards: int) -> District:
    """One more district with the long form, for what grows with its wards; its year is open."""
    version = FormVersion.objects.filter(code="bench").first() or load(
        source=_widened(folder), by=BY
    )
    office = load_office(content=_office_file("bench-rong", wards), by=BY)
    places = list(Locality.objects.filter(parent=office.locality).in_order())
    period = _period(office, version, YEAR + 1, None)
    return District(office, places, period, period)


# --- The form -----------------------------------------------------------------------------------


def _widened(folder: Path) -> Path:
    shipped = FormVersion.objects.get(code="2020")
    known = sum(not line.is_computed for line in form(shipped).for_units(rural=False))
    lines = [
        f'[[indicators]]\ncode = "VH.THEM_{n}"\nname = "Chỉ tiêu thêm số {n}"\nunit = "cái"\n'
        f'places = "sum"\ntime = "{"stock" if n % 2 else "flow"}"\n'
        for n in range(LINES - known)
    ]
    head = 'extends = "2020"\ncode = "bench"\nname = "Biểu mẫu 120 chỉ tiêu"\nyear_from = 2018\n'
    path = folder / "bench.toml"
    path.write_text("\n".join([head, *lines]), encoding="utf-8")
    return path


# --- Offices and figures --------------------------------------------------------------------------


def _district(code: str, version: FormVersion, *, wards: int) -> District:
    office = load_office(content=_office_file(code, wards), by=BY)
    places = list(Locality.objects.filter(parent=office.locality).in_order())
    before: Period | None = None
    for year in (LAST_YEAR, YEAR):
        before = _period(office, version, year, before)
        answering = [*places, office.locality]
        rows = [
            row for number, place in enumerate(answering) for row in _rows(before, place, number)
        ]
        import_accepted(period=before, rows=rows, by=BY)
    assert before is not None
    return District(office, places, before, _period(office, version, YEAR + 1, before))


def _office_file(code: str, wards: int) -> OfficeFile:
    seat = PlaceRow(code, "bench-huyen", code, None, _FOUNDED, None)
    units = [
        PlaceRow(f"{code}-{n}", "bench-phuong", f"Số {n}", code, _FOUNDED, None)
        for n in range(wards)
    ]
    villages = [
        PlaceRow(f"{code}-thon-{n}", "bench-thon", f"Thôn {n}", units[0].code, _FOUNDED, None)
        for n in range(ROWS)
    ]
    office = OfficeRow(
        code=code, name="Phòng Văn hóa và Thông tin", parent_body="UBND HUYỆN",
        issuing_body="PHÒNG VĂN HÓA VÀ THÔNG TIN", symbol="BC-PVHTT", place_name="Huyện",
        head_post="Trưởng phòng", archive_line="VT", units_word="phường", villages_word="thôn",
        locality=code, recipients=_RECIPIENTS,
    )  # fmt: skip
    return OfficeFile(office, _KINDS, (seat, *units, *villages))


def _period(office: Office, version: FormVersion, year: int, before: Period | None) -> Period:
    due = timezone.localdate() + timedelta(days=30)
    dates = Dates(
        starts_on=date(year - 1, 12, 15), ends_on=date(year, 12, 14),
        cut_off_on=date(year, 12, 14), due_on=due, last_new_on=due, last_edit_on=due,
    )  # fmt: skip
    return open_period(
        office=office, code=str(year), name=f"Năm {year}", form_version=version, dates=dates,
        previous=before, by=BY,
    )  # fmt: skip


def _rows(period: Period, place: Locality, number: int, *, extra: int = 0) -> list[FileRow]:
    """One answer a line; the figures rise with the year and the place."""
    asked = form(period.form_version)
    is_office = place.pk == period.office.locality_id
    lines = asked.for_office() if is_office else asked.for_units(rural=False)
    typed = [line for line in lines if not line.is_computed]
    return [
        _row(position, line, place, number + period.year - YEAR + extra)
        for position, line in enumerate(typed, start=1)
    ]


def _row(position: int, line: FormIndicator, place: Locality, step: int) -> FileRow:
    """Here and there a place has no figure, or the line does not apply to it."""
    row = FileRow(position, place.code, line.code, text=_figure(line, step))
    if line.required or (position + 7 * step) % 11:
        return row
    state = "not_applicable" if step % 2 else "no_data"
    return replace(row, text="", state=state, note="" if step % 2 else "Chưa thống kê được")


def _figure(line: FormIndicator, step: int) -> str:
    """People and households outnumber everything that is counted of them."""
    if line.is_yes_no or line.register:
        return "1"
    return str((100_000 if line.section == "DC" else 1000) + step)


def whole_sheet(world: World, step: int) -> list[FileRow]:
    """Every line of a sheet as a file gives it, each with another figure than a step before."""
    asked = form(world.big.open.form_version).for_units(rural=False)
    typed = [line for line in asked if not line.is_computed]
    place = world.spare_sheet.locality.code
    return [
        FileRow(number, place, line.code, str(step % 2) if line.is_yes_no else str(1000 + step))
        for number, line in enumerate(typed, start=1)
    ]


def _half_filled(district: District) -> list[FileRow]:
    """A sheet in work: every state, some warnings, some gaps."""
    rows = _rows(district.open, district.wards[0], 0)
    for position, row in enumerate(rows):
        if position % 12 == 3:
            rows[position] = replace(row, text="", state="no_data", note="Chưa thống kê được")
        elif position % 12 == 5:
            rows[position] = replace(row, text="", state="not_applicable")
        elif position % 24 == 7:
            rows[position] = replace(row, text="900", note="Đã đối chiếu với sổ theo dõi.")
    return [row for position, row in enumerate(rows) if position % 12 != 9]


# --- People and registers -------------------------------------------------------------------------


def _person(name: str, role: Role, place: Locality) -> User:
    return create_account(
        username=f"do-{name}", full_name="Người Đo Tốc Độ",
        password=PASSWORD, role=role, locality=place, must_change_password=False, by=BY,
    )  # fmt: skip


def _crowd(district: District) -> None:
    """A whole province's worth of rows behind the lists: 5,000 villages of ten years, 3,000 sites.

    Stored by the thousand and not by the verbs: what is measured is reading them.
    """
    kind = LocalityKind.objects.get(code="bench-thon")
    wards = [*district.wards, *_more_wards(district)]
    villages = Locality.objects.bulk_create(
        [_village(kind, wards[number % len(wards)], number) for number in range(VILLAGES)],
        batch_size=1000,
    )
    VillageResult.objects.bulk_create(
        [
            VillageResult(
                village=village, year=YEAR + 1 - back, household_count=120, registered_count=110,
                recognised_count=100, is_recognised=(number + back) % 7 > 0,
            )
            for number, village in enumerate(villages)
            for back in range(VILLAGE_YEARS)
        ],
        batch_size=1000,
    )  # fmt: skip
    Site.objects.bulk_create(
        [
            Site(
                place=wards[number % len(wards)], name=name,
                kind=Site.Kind.HISTORICAL, **name_keys(name),
            )
            for number, name in enumerate(f"Miếu {n}" for n in range(SITES))
        ],
        batch_size=1000,
    )  # fmt: skip


def _more_wards(district: District) -> list[Locality]:
    """So many that the movement's board fills a page."""
    kind = LocalityKind.objects.get(code="bench-phuong")
    return [
        Locality.objects.create(
            code=f"bench-them-{number}", kind=kind, name=f"Thêm {number}",
            parent=district.office.locality, valid_from=_FOUNDED,
            full_name=f"phường Thêm {number}", **name_keys(f"phường Thêm {number}"),
        )
        for number in range(ROWS - len(district.wards))
    ]  # fmt: skip


def _village(kind: LocalityKind, ward: Locality, number: int) -> Locality:
    name = f"Xóm {number}"
    return Locality(
        code=f"bench-xom-{number}", kind=kind, name=name, parent=ward, valid_from=_FOUNDED,
        full_name=f"thôn {name}", **name_keys(f"thôn {name}"),
    )  # fmt: skip


def _keep_registers(district: District) -> None:
    """Enough rows of each register for a list of 25."""
    ward, day = district.wards[0], date(YEAR + 1, 3, 2)
    villages = Locality.objects.filter(parent=ward).select_related("kind", "parent").in_order()
    place = activities.actions.establishments.add(
        place=ward, name="Cơ sở đo", kind=Establishment.Kind.KARAOKE, by=BY
    )
    for number, village in enumerate(villages, start=1):
        campaigns.actions.record_village_result(
            village=village, year=YEAR + 1, household_count=100, registered_count=90, by=BY
        )
        campaigns.actions.lanes.add(place=ward, year=YEAR + 1, name=f"Ngõ {number}", by=BY)
        site = heritage.actions.sites.add(
            place=ward, name=f"Đền {number}", kind=Site.Kind.HISTORICAL, listed_on=day, by=BY
        )
        heritage.actions.designations.add(
            site=site, rank=Designation.Rank.PROVINCIAL, decision_number=f"{number}/QĐ",
            decided_on=day, by=BY,
        )  # fmt: skip
        heritage.actions.festivals.add(place=ward, name=f"Lễ hội {number}", by=BY)
        campaigns.actions.agencies.add(place=ward, name=f"Trường {number}", by=BY)
        sports.actions.clubs.add(place=ward, name=f"Hội {number}", sport="Bóng đá", by=BY)
        sports.actions.facilities.add(
            place=ward, name=f"Sân {number}", kind=Facility.Kind.PITCH, by=BY
        )
        sports.actions.tournaments.add(
            place=ward, name=f"Giải {number}", sport="Bóng đá", starts_on=day, by=BY
        )
        activities.actions.activities.add(
            place=ward, kind=Activity.Kind.PERFORMANCE, name=f"Đêm diễn {number}", held_on=day,
            by=BY,
        )  # fmt: skip
        activities.actions.inspections.add(
            place=ward, inspected_on=day + timedelta(days=number), establishment=place,
            outcome=Inspection.Outcome.NONE, by=BY,
        )  # fmt: skip
        activities.actions.directives.add(
            place=ward, number=number, symbol="KH-UBND", issued_on=day, subject=f"Kế hoạch {number}",
            by=BY,
        )  # fmt: skip
