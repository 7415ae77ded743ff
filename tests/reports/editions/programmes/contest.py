"""An office at work on one report: a sheet that may stand anywhere, an edition before its signer.

``reset`` puts every row back by hand; a race then takes as long as its two acts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import Appointment, Delegation, Role, User
from audit.models import AuditEntry
from reports.editions.content import content, content_hash, sealed_text
from reports.editions.models import Edition
from reports.entry.models import Attachment, Figure, Period, Submission
from reports.entry.queries import content_hash as sheet_hash
from reports.narrative.models import Passage
from reports.rollup.models import Target
from tests.reports.editions.cast import SIGNING, Cast, cast, delegate, explain_warnings, person
from tests.reports.rollup.factories import again

Status = Submission.Status
CODE, WORDS = "TT.GIAI_XA", "Còn thiếu kinh phí."
_NO_APPROVAL = {
    "approved_at": None, "approved_by": None, "approver_name": "", "approver_post": "",
}  # fmt: skip
_NO_ACCEPTANCE = {
    "accepted_at": None, "accepted_by": None, "accepted_by_name": "", "accepted_hash": "",
}  # fmt: skip
_APPROVED = {"approved_at": SIGNING, "approver_name": "Chủ tịch"}
_RETURNED = {"returned_at": SIGNING, "returned_by_name": "Chuyên viên", "return_reason": "Xem lại."}


@dataclass
class Contest:
    people: Cast
    period: Period
    accepted: Submission
    moving: Submission
    edition: Edition
    entry: User
    leader: User
    second: User  # another specialist
    delegated: User
    leave: Delegation
    clean: dict[str, Any]  # the moving sheet's hash while its figures are untouched

    def sheet(self) -> Submission:
        return Submission.objects.get(pk=self.moving.pk)

    def report(self) -> Edition:
        return Edition.objects.get(pk=self.edition.pk)

    def seen(self) -> str:
        return content_hash(content(again(self.period)))

    def reset(self, sheet: Status, edition: Edition.Status = Edition.Status.SUBMITTED) -> None:
        Figure.objects.filter(submission=self.moving).exclude(indicator__code=CODE).delete()
        Figure.objects.filter(submission=self.moving).update(
            value=3, state="value", note="", source="typed", version=1
        )
        Attachment.objects.filter(submission=self.moving).delete()
        Passage.objects.filter(period=self.period).delete()
        Passage.objects.create(period=self.period, node_code="han-che", order=1, text=WORDS)
        Delegation.objects.filter(pk=self.leave.pk).update(ends_on=SIGNING.date())
        Appointment.objects.filter(user=self.people.deputy).update(ends_on=None)
        Period.objects.filter(pk=self.period.pk).update(sealed_at=None)
        Submission.objects.filter(pk=self.moving.pk).update(**self._state(sheet))
        Submission.objects.filter(pk=self.accepted.pk).update(**self._state(Status.ACCEPTED))
        Edition.objects.filter(pk=self.edition.pk).update(
            status=Edition.Status.SUBMITTED, signed_at=None, signed_by=None, signer_name="",
            capacity_lines=[], signing_basis="", snapshot="", content_hash="",
        )  # fmt: skip
        if sheet != Status.ACCEPTED:  # a warning that wants a word before anybody signs
            explain_warnings(self.period, self.people.specialist)

    def _state(self, status: Status) -> dict[str, Any]:
        is_approved = status in {Status.APPROVED, Status.SENT, Status.ACCEPTED}
        changes = {"status": status, "sent_hash": self.clean, **_NO_ACCEPTANCE, **_RETURNED}
        changes |= _NO_APPROVAL | (_APPROVED if is_approved else {})
        if status == Status.ACCEPTED:
            changes |= {
                "accepted_at": SIGNING, "accepted_by_name": "Chuyên viên",
                "accepted_hash": self.clean,
            }  # fmt: skip
        return changes

    def evidence(self) -> Attachment:
        figure = self.moving.figures.get()
        return Attachment.objects.create(
            submission=self.moving, indicator=figure.indicator, name="a.pdf", type="pdf",
            file="minh-chung/none", size=1, sha256="0" * 64, at=SIGNING, by_name="Người nhập",
        )  # fmt: skip

    def fault(self) -> str:
        """What does not hold of the rows as they stand, whoever won."""
        for row in Submission.objects.filter(period=self.period, status__in=["sent", "accepted"]):
            kept = row.accepted_hash if row.status == Status.ACCEPTED else row.sent_hash
            if row.locality_id != self.period.office.locality_id and kept != sheet_hash(row):
                return f"phiếu {row.status} mang mã băm của nội dung khác"
        edition, period = self.report(), again(self.period)
        if (edition.status == Edition.Status.SIGNED) != (period.sealed_at is not None):
            return "báo cáo ký mà kỳ không khóa, hoặc ngược lại"
        if edition.status == Edition.Status.SIGNED:
            now = sealed_text(content(period))
            if edition.snapshot != now or edition.content_hash != content_hash(content(period)):
                return "nội dung đã ký khác nội dung đang có"
        return ""


def begin() -> Contest:
    people = cast()
    period = people.period
    office = period.office
    accepted, moving = period.submissions.exclude(locality=office.locality).order_by("pk")
    for sheet in (accepted, moving):
        Figure.objects.filter(submission=sheet).exclude(indicator__code=CODE).delete()
    # Nothing is left to warn of, so that signing needs no word.
    Target.objects.create(office=office, period_code="2021", indicator_code=CODE, value=7)
    clean = sheet_hash(moving)
    assert clean == sheet_hash(accepted)
    edition = Edition.objects.create(
        period=period, sequence=1, status=Edition.Status.SUBMITTED, started_at=SIGNING,
        submitted_at=SIGNING,
    )  # fmt: skip
    delegated = person(office, Role.SPECIALIST, "Bùi Thị Được Giao")
    return Contest(
        people=people,
        period=period,
        accepted=accepted,
        moving=moving,
        edition=edition,
        entry=_at(moving, Role.WARD_ENTRY, "Cán bộ"),
        leader=_at(moving, Role.WARD_LEADER, "Chủ tịch"),
        second=person(office, Role.SPECIALIST, "Người Thứ Hai"),
        delegated=delegated,
        leave=delegate(office, people.head, delegated, ends_on=SIGNING.date()),
        clean=clean,
    )


def _at(sheet: Submission, role: Role, name: str) -> User:
    user = User.objects.create(username=f"{role}-o-phuong".replace("_", "-"), full_name=name)
    Appointment.objects.create(
        user=user, role=role, locality=sheet.locality, starts_on=date(2019, 1, 1), post="Chủ tịch"
    )
    return user


def last_of(verb: str) -> int:
    """Where the newest entry of the verb stands in the trail."""
    entry = AuditEntry.objects.filter(verb=verb).order_by("-number").first()
    return entry.number if entry else 0


YESTERDAY = SIGNING.date() - timedelta(days=1)
