"""The years of the demo: opened, entered, approved, sent, accepted, added up, written, issued."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import User
from localities.models import Locality
from reports.catalogue.models import FormVersion
from reports.catalogue.queries import form
from reports.editions import actions as editions
from reports.editions.revisions import actions as revisions
from reports.entry import actions as entry
from reports.entry.actions import Dates
from reports.entry.models import Figure, Period, Submission
from reports.entry.queries import content_hash, sheet
from reports.narrative import actions as narrative
from reports.narrative.checklist import findings
from reports.narrative.models import Limit
from reports.narrative.queries import material
from reports.review import actions as review
from reports.rollup import actions as rollup
from vhtt_portal.demo.cast import Cast, at, read_data
from vhtt_portal.demo.figures import Figures, Typed

Relation = Figure.Relation

# What a ward leader without an account is recorded with; made up like every name of the demo.
_APPROVER, _APPROVER_POST = "Phan Văn Mẫu", "Phó Chủ tịch"

# What the demo's officials say about a figure that a rule finds unusual.
_WORD = "Đã đối chiếu với sổ theo dõi, số liệu đúng (minh họa)."
# What the demo's specialist says of a warning that may stand.
_WARNING_WORD = "Đã trao đổi với lãnh đạo phòng, giữ như dự thảo (minh họa)."


@dataclass(frozen=True, slots=True)
class Days:
    """When the work of one period is done."""

    opened: date
    entered: date
    sent: date
    accepted: date


def past_days(year: int) -> Days:
    return Days(
        opened=date(year, 11, 16), entered=date(year, 12, 14), sent=date(year, 12, 15),
        accepted=date(year, 12, 16),
    )  # fmt: skip


def current_days(today: date) -> Days:
    return Days(
        opened=today - timedelta(days=20), entered=today - timedelta(days=3),
        sent=today - timedelta(days=2), accepted=today - timedelta(days=1),
    )  # fmt: skip


class Years:
    """Plays one year after the other."""

    def __init__(self, cast: Cast, figures: Figures) -> None:
        self.cast = cast
        self.figures = figures

    def open_past(self, year: int, previous: Period | None) -> Period:
        due = date(year, 12, 17)
        return self._open(year, previous, due, date(year + 1, 1, 15), past_days(year).opened)

    def open_current(self, year: int, previous: Period, today: date) -> Period:
        """The open year: due in a few days, whenever the demo is seeded."""
        due = today + timedelta(days=5)
        return self._open(year, previous, due, due + timedelta(days=60), current_days(today).opened)

    def _open(
        self, year: int, previous: Period | None, due: date, last_edit: date, opened: date
    ) -> Period:
        version = FormVersion.objects.for_year(year).first()
        if version is None:
            raise LookupError(f"no form version for {year}")
        return entry.open_period(
            office=self.cast.office,
            code=str(year),
            name=f"Năm {year}",
            form_version=version,
            dates=Dates(
                # Nghị định 09/2019/NĐ-CP, Điều 12: a year runs from 15/12 to 14/12.
                starts_on=date(year - 1, 12, 15), ends_on=date(year, 12, 14),
                cut_off_on=date(year, 12, 14), due_on=due, last_new_on=due,
                last_edit_on=last_edit,
            ),
            previous=previous,
            by=self.cast.specialist,
            at=at(opened, 8),
        )  # fmt: skip

    # --- Whole years ----------------------------------------------------------------------------

    def play_all(self, period: Period, days: Days) -> None:
        """Every ward and the office itself, up to acceptance."""
        for place in self.cast.wards:
            self.accept(self.send(self.enter(period, place, days), days), days)
        self.accept(self.send(self.enter_office(period, days), days), days)

    # --- One sheet ------------------------------------------------------------------------------

    def enter(self, period: Period, place: str, days: Days, *, share: float = 1) -> Submission:
        """A ward's official types the sheet; ``share`` of its lines when she has not finished."""
        asked = form(period.form_version)
        answers = self.figures.of_ward(asked, place, period.year)
        by = self.cast.entering[place]
        submission = entry.start_sheet(
            period=period, locality=self.cast.wards[place], by=by, at=at(days.entered, 8)
        )
        self._type(submission, answers, by=by, days=days, share=share)
        return submission

    def enter_office(self, period: Period, days: Days, *, share: float = 1) -> Submission:
        asked = form(period.form_version)
        by = self.cast.specialist
        submission = entry.start_sheet(
            period=period, locality=self.cast.office.locality, by=by, at=at(days.entered, 8)
        )
        answers = self.figures.of_office(asked, period.year)
        self._type(submission, answers, by=by, days=days, share=share)
        return submission

    def _type(
        self,
        submission: Submission,
        answers: dict[str, Typed],
        *,
        by: User,
        days: Days,
        share: float,
    ) -> None:
        live = {line.code for line in sheet(submission).lines if line.live is not None}
        typed = [code for code in answers if code not in live]
        for position, code in enumerate(typed[: int(len(typed) * share)]):
            moment = at(days.entered, 8) + timedelta(minutes=5 + position)
            given = answers[code]
            state = Figure.State.NO_DATA if given.reason else Figure.State.VALUE
            entry.save_cell(
                submission=submission, indicator=code, text=given.text, state=state,
                reason=given.reason, by=by, at=moment,
            )  # fmt: skip

    def send(self, submission: Submission, days: Days) -> Submission:
        self.approve(submission, days)
        by = self._entering(submission)
        return entry.send(submission=submission, by=by, at=at(days.sent, 10, 32))

    def _explain(self, submission: Submission, days: Days) -> None:
        for line in sheet(submission).unexplained:
            entry.explain(
                submission=submission, indicator=line.code, note=_WORD,
                by=self._entering(submission), at=at(days.sent, 8),
            )  # fmt: skip

    def approve(self, submission: Submission, days: Days) -> Submission:
        self._explain(submission, days)
        code = submission.locality.code
        moment = at(days.sent, 9)
        if submission.is_office_own:
            return entry.approve(submission=submission, by=self.cast.head, at=moment)
        if leader := self.cast.leaders.get(code):
            return entry.approve(submission=submission, by=leader, at=moment)
        return entry.record_approval(
            submission=submission, name=_APPROVER, post=_APPROVER_POST,
            by=self.cast.entering[code], at=moment,
        )  # fmt: skip

    def accept(self, submission: Submission, days: Days) -> Submission:
        # Nobody accepts a sheet that he entered: the head takes the specialist's.
        by = self.cast.head if submission.is_office_own else self.cast.specialist
        submission.refresh_from_db()
        return review.accept(
            submission=submission, seen_hash=content_hash(submission), by=by,
            at=at(days.accepted, 9),
        )  # fmt: skip

    def send_back(self, submission: Submission, days: Days) -> Submission:
        return review.return_for_correction(
            submission=submission,
            reason="Số câu lạc bộ thể thao chưa khớp với danh sách phòng đang theo dõi."
            " Đề nghị phường kiểm tra lại.",
            by=self.cast.specialist, at=at(days.accepted, 10),
        )  # fmt: skip

    def _entering(self, submission: Submission) -> User:
        if submission.is_office_own:
            return self.cast.specialist
        return self.cast.entering[submission.locality.code]

    def issue(self, period: Period, day: date) -> None:
        """The specialist submits, the head signs, the clerk gives number and date."""
        edition = editions.start(period=period, by=self.cast.specialist, at=at(day, 8))
        self._explain_warnings(period, day)
        edition = editions.submit(edition=edition, by=self.cast.specialist, at=at(day, 9))
        edition = editions.sign(
            edition=edition, seen_hash=edition.submitted_hash, by=self.cast.head, at=at(day, 14)
        )
        editions.issue(edition=edition, by=self.cast.clerk, issued_on=day, at=at(day, 16))

    def _explain_warnings(self, period: Period, day: date) -> None:
        for finding in findings(material(period)):
            if finding.wants_word:
                narrative.explain(
                    period=period, finding_hash=finding.key, text=_WARNING_WORD,
                    by=self.cast.specialist, at=at(day, 9),
                )  # fmt: skip

    def share_out(self, period: Period, today: date) -> None:
        """The open report's limits are given out to be written; the head has read it so far."""
        now, heading = at(today, 7), "han-che"
        narrative.assign(
            period=period, node_code=heading, assignee=self.cast.specialist,
            due_on=today + timedelta(days=5), by=self.cast.head, at=now,
        )  # fmt: skip
        narrative.add_comment(
            period=period, node_code=heading,
            text="Nêu rõ tổ dân phố nào còn thiếu nhà văn hóa đạt chuẩn (minh họa).",
            by=self.cast.head, at=now,
        )  # fmt: skip
        revisions.mark_read(period=period, by=self.cast.head, at=now)

    # --- Words and targets ----------------------------------------------------------------------

    def write(self, period: Period, day: date) -> None:
        """The office's own words, where no figure speaks."""
        for node, paragraphs in read_data("prose-2020.toml")["passages"].items():
            for text in paragraphs:
                narrative.add_passage(
                    period=period, node_code=node, text=text, by=self.cast.specialist,
                    at=at(day, 14),
                )  # fmt: skip

    def name_limits(self, period: Period, day: date) -> None:
        for row in read_data("limits-2020.toml")["limit"]:
            said = narrative.Wording(
                row["text"], row["section"], row.get("cause", ""), row["remedy"]
            )
            narrative.add_limit(period=period, said=said, by=self.cast.specialist, at=at(day, 14))

    def follow_limits(self, period: Period, day: date) -> None:
        """How far the limits named last year have been mended in this one."""
        told = {row["text"]: row for row in read_data("limits-2020.toml")["limit"]}
        for limit in Limit.objects.filter(period=period.previous_id):
            row = told[limit.text]
            if "state" in row:
                narrative.follow_up(
                    period=period, limit=limit, state=row["state"], result=row["result"],
                    by=self.cast.specialist, at=at(day, 15),
                )  # fmt: skip

    def set_targets(self, period_code: str, day: date) -> None:
        """The office's own, and what it gives its wards, in the order of the data's wards."""
        for code, text in self.figures.targets[period_code].items():
            self._set_target(period_code, code, text, day)
        for code, texts in self.figures.given[period_code].items():
            for place, text in zip(self.figures.wards, texts, strict=True):
                self._set_target(period_code, code, text, day, self.cast.wards[place])

    def _set_target(
        self, period_code: str, code: str, text: str, day: date, locality: Locality | None = None
    ) -> None:
        value, relation, upper = _target(text)
        rollup.set_target(
            office=self.cast.office, period_code=period_code, indicator_code=code,
            locality=locality, value=value, relation=relation, upper=upper,
            by=self.cast.specialist, at=at(day, 15),
        )  # fmt: skip


def _target(text: str) -> tuple[Decimal, Figure.Relation, Decimal | None]:
    if text.startswith(">"):
        return Decimal(text.removeprefix(">").strip()), Relation.AT_LEAST, None
    lower, _, upper = text.partition("-")
    if upper:
        return Decimal(lower), Relation.RANGE, Decimal(upper)
    return Decimal(lower), Relation.EXACT, None
