"""The whole demo, in the order in which it happened."""

from datetime import date

from django.db import transaction

from audit.actions import System
from localities.actions import load_office
from localities.models import Office
from localities.office_file import read_office_file
from reports.catalogue import loader
from reports.catalogue.actions import load
from reports.entry.models import Period
from vhtt_portal.demo.cast import DATA, Cast, assemble
from vhtt_portal.demo.figures import GIVEN, Figures
from vhtt_portal.demo.outgoing import play_papers
from vhtt_portal.demo.registers import Registers
from vhtt_portal.demo.years import Years, current_days, past_days

OFFICE = "hong-linh"
FIRST = 2016
OPEN_YEAR = GIVEN + 1
BY = System("Dữ liệu minh họa")


def is_seeded() -> bool:
    return Office.objects.filter(code=OFFICE).exists()


@transaction.atomic
def seed(today: date) -> None:
    """Play the demo from the first year to the open one; all of it or nothing."""
    for name in ("2016.toml", "2020.toml", "2021.toml"):
        load(source=loader.SHIPPED / name, by=BY)
    office = load_office(content=read_office_file(DATA / f"{OFFICE}.toml"), by=BY)
    cast = assemble(office)
    registers, years = Registers(cast), Years(cast, Figures())
    registers.keep_sites()
    previous: Period | None = None
    for year in range(FIRST, OPEN_YEAR):
        registers.keep_year(year)
        previous = years.open_past(year, previous)
        years.play_all(previous, past_days(year))
    if previous is not None:
        years.set_targets(previous.code, date(GIVEN, 1, 6))
        years.set_targets(str(OPEN_YEAR), date(GIVEN, 12, 17))
        years.write(previous, date(GIVEN, 12, 17))
        years.name_limits(previous, date(GIVEN, 12, 17))
        years.issue(previous, date(GIVEN, 12, 21))
        _play_open_year(cast, registers, years, previous, today)


def _play_open_year(
    cast: Cast, registers: Registers, years: Years, last: Period, today: date
) -> None:
    """The open year, each ward at another stage, so that every screen has something to show."""
    for code in list(cast.wards)[:-1]:
        registers.keep_titles(code, OPEN_YEAR)
    registers.keep_nominations()
    registers.keep_diary(OPEN_YEAR)
    registers.give_tasks(today)
    period = years.open_current(OPEN_YEAR, last, today)
    days = current_days(today)
    registers.open_round(OPEN_YEAR, days.opened)
    accepted, sent, returned, approved, entering = list(years.figures.wards)[:5]
    years.accept(years.send(years.enter(period, accepted, days), days), days)
    years.send(years.enter(period, sent, days), days)
    years.send_back(years.send(years.enter(period, returned, days), days), days)
    years.approve(years.enter(period, approved, days), days)
    years.enter(period, entering, days, share=0.6)
    years.enter_office(period, days, share=0.5)
    years.follow_limits(period, days.accepted)
    years.share_out(period, today)
    play_papers(cast, today)
