"""One reporting year of any office, played through the portal's own verbs.

Nothing here knows what the places are called or how many there are: that is the point.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from accounts.actions import create_account
from accounts.models import Role, User
from audit.actions import System
from localities.actions import load_office
from localities.models import Locality, Office
from localities.office_file import read_office_file
from reports.catalogue.actions import load
from reports.entry import actions as entry
from reports.entry.actions import Dates
from reports.entry.models import Expectation, Period, Submission
from reports.entry.queries import content_hash, sheet
from reports.narrative.queries import material
from reports.review import actions as review

COMMAND = System("lệnh thử")
HIRED = datetime(2020, 1, 2, 2, 0, tzinfo=UTC)
NOW = datetime(2020, 12, 10, 2, 0, tzinfo=UTC)
PASSWORD = "hạt mưa rơi trên mái ngói"
DATES = Dates(
    starts_on=date(2019, 12, 15), ends_on=date(2020, 12, 14), cut_off_on=date(2020, 12, 14),
    due_on=date(2020, 12, 17), last_new_on=date(2020, 12, 25), last_edit_on=date(2020, 12, 31),
)  # fmt: skip


@dataclass
class Year:
    """An office in its open year, with its people."""

    office: Office
    period: Period
    units: list[Locality]
    entering: dict[int, User]
    specialist: User
    head: User
    deputy: User
    clerk: User

    def own_words(self) -> str:
        """The whole draft as text."""
        draft = material(fresh(self.period)).draft
        said = [sentence.text for node in draft.nodes for sentence in node.sentences]
        return "\n".join([draft.subject, draft.opening, *said, draft.closing])


def fresh(period: Period) -> Period:
    return Period.objects.select_related("office__locality", "form_version").get(pk=period.pk)


def opened(folder: Path, *, office_file: str, form_file: str) -> Year:
    """From two files to an open period with a person for every task."""
    office_path, form_path = folder / "co-quan.toml", folder / "bieu-mau.toml"
    office_path.write_text(office_file, encoding="utf-8")
    form_path.write_text(form_file, encoding="utf-8")
    office = load_office(content=read_office_file(office_path), by=COMMAND, at=HIRED)
    version = load(source=form_path, by=COMMAND, at=HIRED)
    seat = office.locality
    specialist = _hired(office.code, "chuyen-vien", "Lâm Thị Chuyên", Role.SPECIALIST, seat)
    period = entry.open_period(
        office=office, code="2020", name="Năm 2020", form_version=version, dates=DATES,
        by=specialist, at=NOW,
    )  # fmt: skip
    owing = Expectation.objects.filter(period=period).select_related("locality")
    units = [row.locality for row in owing.order_by("locality__sort_key")]
    return Year(
        office=office,
        period=period,
        units=units,
        entering={
            unit.pk: _hired(office.code, f"nhap{n}", f"Người Nhập {n}", Role.WARD_ENTRY, unit)
            for n, unit in enumerate(units, start=1)
        },
        specialist=specialist,
        head=_hired(office.code, "truong", "Thạch Sa Rương", Role.HEAD, seat, post=office.head_post),
        deputy=_hired(
            office.code, "pho", "Kim Thị Phó", Role.HEAD, seat,
            post=f"Phó {office.head_post}", is_deputy=True,
        ),
        clerk=_hired(office.code, "van-thu", "Sơn Thị Văn Thư", Role.CLERK, seat),
    )  # fmt: skip


def _hired(office: str, name: str, full_name: str, role: Role, place: Locality, **post) -> User:
    user = create_account(
        username=f"{office}.{name}", full_name=full_name, password=PASSWORD, role=role,
        locality=place, starts_on=HIRED.date(), must_change_password=False, by=COMMAND, at=HIRED,
        **post,
    )  # fmt: skip
    return User.objects.get(pk=user.pk)  # a new role ends what was known of the person


# --- One sheet --------------------------------------------------------------------------------


def entered(year: Year, unit: Locality, answers: dict[str, str]) -> Submission:
    """Everything typed that no register counts; lines without a word of their own get a 2."""
    by = year.entering.get(unit.pk, year.specialist)
    submission = entry.start_sheet(period=year.period, locality=unit, by=by, at=NOW)
    for line in sheet(submission, counted_anew=True).lines:
        if line.live is None and not line.indicator.is_computed:
            usual = "có" if line.indicator.is_yes_no else "2"
            typed(submission, line.code, answers.get(line.code, usual), by)
    return submission


def typed(submission: Submission, code: str, text: str, by: User) -> None:
    entry.save_cell(submission=submission, indicator=code, text=text, by=by, at=NOW)


def sent(year: Year, submission: Submission) -> Submission:
    """The leader has no account: the approval on paper is recorded."""
    submission.refresh_from_db()
    if submission.is_office_own:
        entry.approve(submission=submission, by=year.head, at=NOW)
        return entry.send(submission=submission, by=year.specialist, at=NOW)
    by = year.entering[submission.locality_id]
    entry.record_approval(
        submission=submission, name="Danh Văn Mẫu", post="Người đứng đầu", by=by, at=NOW
    )
    return entry.send(submission=submission, by=by, at=NOW)


def accepted(year: Year, submission: Submission) -> Submission:
    submission.refresh_from_db()
    by = year.head if submission.is_office_own else year.specialist
    return review.accept(submission=submission, seen_hash=content_hash(submission), by=by, at=NOW)
