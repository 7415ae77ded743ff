"""People of an office and of a ward below it, and papers at each step of their way."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from accounts.models import Role, User
from documents.outgoing import actions
from documents.outgoing.actions import Wording
from documents.outgoing.content import content, content_hash
from documents.outgoing.models import Paper, PaperCopy, PaperFile
from localities.models import Locality, Office
from tests.accounts.factories import AppointmentFactory, OfficeFactory, PlaceFactory

# Small ones, for tests that do not read them.
FILES = {PaperFile.Format.PDF: b"pdf", PaperFile.Format.DOCX: b"docx"}
AT = datetime(2021, 1, 20, 2, 0, tzinfo=UTC)
DAY = date(2021, 1, 20)
PLAN = Wording(kind=Paper.Kind.PLAN, subject="Công tác văn hóa năm 2021", body="I. Mục đích\n- Rõ.")


@dataclass
class Cast:
    office: Office
    ward: Locality
    specialist: User
    head: User
    deputy: User
    clerk: User
    inspector: User
    entry: User
    leader: User


def cast() -> Cast:
    office = OfficeFactory(
        parent_body="UBND THỊ XÃ", issuing_body="PHÒNG VĂN HÓA VÀ THÔNG TIN", symbol="BC-PVHTT",
        place_name="Thử", head_post="Trưởng phòng", archive_line="VT, VHTT", units_word="phường",
    )  # fmt: skip
    ward = PlaceFactory(parent=office.locality)

    def person(role: Role, at: Locality, post: str = "", **more: object) -> User:
        return AppointmentFactory(role=role, locality=at, post=post, **more).user

    return Cast(
        office=office,
        ward=ward,
        specialist=person(Role.SPECIALIST, office.locality),
        head=person(Role.HEAD, office.locality, "Trưởng phòng"),
        deputy=person(Role.HEAD, office.locality, "Phó Trưởng phòng", is_deputy=True),
        clerk=person(Role.CLERK, office.locality),
        inspector=person(Role.INSPECTOR, office.locality),
        entry=person(Role.WARD_ENTRY, ward),
        leader=person(Role.WARD_LEADER, ward, "Phó Chủ tịch", is_deputy=True),
    )


def drafted(people: Cast, wording: Wording = PLAN, *, at_ward: bool = False) -> Paper:
    keeper, by = (people.ward, people.entry) if at_ward else (people.office, people.specialist)
    return actions.start(keeper=keeper, wordings=[wording], by=by, at=AT)[0]


def submitted(people: Cast, wording: Wording = PLAN, *, at_ward: bool = False) -> Paper:
    paper = drafted(people, wording, at_ward=at_ward)
    return actions.submit(paper=paper, by=people.entry if at_ward else people.specialist, at=AT)


def signed(people: Cast, wording: Wording = PLAN, *, at_ward: bool = False) -> Paper:
    paper = submitted(people, wording, at_ward=at_ward)
    by = people.leader if at_ward else people.head
    return actions.sign(paper=paper, seen_hash=seen(paper), by=by, at=AT)


def issued(people: Cast, wording: Wording = PLAN, *, at_ward: bool = False) -> Paper:
    paper = signed(people, wording, at_ward=at_ward)
    return actions.issue(paper=paper, by=people.entry if at_ward else people.clerk, at=AT)


def signed_outside(people: Cast, paper: Paper) -> PaperCopy:
    """A copy that came back signed; the check of its signature is tried elsewhere."""
    before = bytes(PaperFile.objects.get(paper=paper, format="pdf").content)
    return actions._keep_signed(
        paper=paper, content=before + b", signed", found=[], known=len(before), by=people.clerk,
        at=AT,
    )  # fmt: skip


def seen(paper: Paper) -> str:
    return content_hash(content(paper))
