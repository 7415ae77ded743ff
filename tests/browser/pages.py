"""Every page of the portal: at which address, of which rows, seen by which accounts of the demo.

``PAGES`` names for each route who looks at it and at which rows; a row is given as the arguments
of its address. What the demo has no row of is made by ``make_rest``.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.actions import delegate
from accounts.models import Appointment, Delegation, User
from activities.models import Activity, ActivityFile, Directive, Establishment, Inspection, Task
from campaigns.models import (
    Agency,
    Candidate,
    Commendation,
    EarlierTitles,
    LaneResult,
    LocalRule,
    Nomination,
    NominationRound,
    Round,
    VillageResult,
)
from campaigns.titles import Step
from documents.outgoing import actions as outgoing
from documents.outgoing.actions import Wording
from documents.outgoing.content import content, content_hash
from documents.outgoing.models import Paper
from heritage.models import (
    Artisan,
    ArtisanTitle,
    ConditionCheck,
    Designation,
    Festival,
    FestivalHeld,
    IntangibleFile,
    IntangibleHeritage,
    Listing,
    Restoration,
    Site,
    SiteFile,
    SiteProposal,
)
from localities.models import Locality, Office
from reports.editions import actions as editions
from reports.editions.models import Edition
from reports.editions.revisions.actions import make_link
from reports.entry import actions as entry
from reports.entry.models import Expectation, Period, Remark, Submission, Upload
from reports.narrative.checklist import findings
from reports.narrative.models import Limit
from reports.narrative.queries import material
from sports.models import Club, Draw, Event, Facility, Medal, Team, Tournament, TournamentFile
from tests.activities.factories import ActivityFileFactory, DirectiveFactory
from tests.browser import uploads
from tests.campaigns.factories import (
    CandidateFactory,
    EarlierTitlesFactory,
    LocalRuleFactory,
    RoundFactory,
)
from tests.heritage.factories import (
    ConditionCheckFactory,
    IntangibleFileFactory,
    SiteProposalFactory,
)
from tests.reports.editions.cast import explain_warnings
from tests.sports.factories import (
    EventFactory,
    ResultFactory,
    TeamFactory,
    TournamentFactory,
    TournamentFileFactory,
)
from vhtt_portal.files.evidence.content import JPEG, Evidence

Rows = Callable[[str], list[tuple[object, ...]]]

WARD = "18127"
LAST, OPEN = "2020", "2021"
CODE = "TT.CLB"
# Whose sheet of the open year stands where, by the account that enters it.
SHEETS = {
    "bachong": "18115",  # accepted
    "namhong": "18118",  # sent
    "trungluong": "18121",  # returned
    "ducthuan": "18124",  # approved
    "canbo": WARD,  # entering
}
ENTERING = " ".join(SHEETS)
# The periods of which ``make_rest`` brings an edition so far, besides the issued one of 2020.
EDITIONS = {"2016": 1, "2017": 2, "2018": 3, "2019": 4}


class Seen(NamedTuple):
    """Who looks at a page, and at which rows of it."""

    by: tuple[str, ...]
    rows: Rows


def seen(by: str, rows: Rows = lambda by: [()]) -> Seen:
    return Seen(tuple(by.split()), rows)


def one(model: type[models.Model], *rest: object, **where: object) -> Rows:
    return lambda by: [(model._default_manager.filter(**where).order_by("pk")[0].pk, *rest)]


def ward(*rest: object) -> Rows:
    return lambda by: [(Locality.objects.get(code=WARD).pk, *rest)]


def periods(*codes: str, also: tuple[object, ...] = ()) -> Rows:
    return lambda by: [(row.pk, *also) for row in Period.objects.filter(code__in=codes)]


def unit_targets(code: str, place: str) -> Rows:
    def rows(by: str) -> list[tuple[object, ...]]:
        unit = Expectation.objects.get(period__code=code, locality__code=place)
        return [(unit.period_id, unit.locality_id)]

    return rows


def sheets(*places: str, also: tuple[object, ...] = ()) -> Rows:
    """The open year's sheets of these places, or whatever the viewer enters where none is named."""

    def rows(by: str) -> list[tuple[object, ...]]:
        wanted = places or (SHEETS[by],)
        found = Submission.objects.filter(period__code=OPEN, locality__code__in=wanted)
        return [(row.pk, *also) for row in found.order_by("locality__code")]

    return rows


def edition(*codes: str, also: tuple[object, ...] = ()) -> Rows:
    return lambda by: [(row.pk, *also) for row in Edition.objects.filter(period__code__in=codes)]


def warned(code: str) -> Rows:
    """The page that explains the checklist's first warning."""

    def rows(by: str) -> list[tuple[object, ...]]:
        period = Period.objects.get(code=code)
        found = (row for row in findings(material(period)) if row.wants_word)
        return [(period.pk, next(found).key)]

    return rows


def unopened(code: str) -> Rows:
    """A reader's address before it is opened."""

    def rows(by: str) -> list[tuple[object, ...]]:
        made = make_link(
            period=Period.objects.get(code=code), name="Nguyễn Văn Đọc", post="Phó Chủ tịch",
            last_day=timezone.localdate(), by=User.objects.get(username="chuyenvien"),
        )  # fmt: skip
        return [(made.secret,)]

    return rows


def papers(**where: object) -> Rows:
    """The outgoing papers that the viewer may see, one in each state."""

    def rows(by: str) -> list[tuple[object, ...]]:
        own = Paper.objects.visible_to(User.objects.get(username=by)).filter(**where)
        return [(pk,) for pk in {row.status: row.pk for row in own.order_by("pk")}.values()]

    return rows


def _in_ward(step: Step, *rest: object) -> Rows:
    """The ward's page of the round that stands at this step."""
    found = Candidate.objects.filter(place__code=WARD, round__step=step)
    return lambda by: [(row.round_id, row.place_id, *rest) for row in found.order_by("pk")[:1]]


# --- The registers: the office sees every page of them, others what they may read ---------------

REGISTERS: dict[str, tuple[type[models.Model], type[models.Model] | None]] = {
    "campaigns:agency": (Agency, None),
    "heritage:site": (Site, None),
    "heritage:designation": (Designation, Site),
    "heritage:check": (ConditionCheck, Site),
    "heritage:restoration": (Restoration, Site),
    "heritage:festival": (Festival, None),
    "heritage:festival-held": (FestivalHeld, Festival),
    "heritage:intangible": (IntangibleHeritage, None),
    "heritage:listing": (Listing, IntangibleHeritage),
    "heritage:artisan": (Artisan, None),
    "heritage:artisan-title": (ArtisanTitle, Artisan),
    "sports:tournament": (Tournament, None),
    "sports:medal": (Medal, Tournament),
    "sports:team": (Team, Tournament),
    "sports:event": (Event, Tournament),
    "sports:club": (Club, None),
    "sports:facility": (Facility, None),
    "activities:activity": (Activity, None),
    "activities:inspection": (Inspection, None),
    "activities:establishment": (Establishment, None),
    "activities:directive": (Directive, None),
    "activities:task": (Task, None),
}


# Those that go out into a workbook and come back from one.
BOOKS = (
    "heritage:site",
    "activities:activity",
    "activities:inspection",
    "activities:establishment",
    "activities:directive",
    "activities:task",
    "sports:tournament",
    "sports:club",
    "sports:facility",
    "heritage:festival",
    "heritage:intangible",
    "heritage:artisan",
    "campaigns:agency",
    "campaigns:village-result",
    "campaigns:lane",
)


def _of_registers() -> Iterator[tuple[str, Seen]]:
    for name, (model, parent) in REGISTERS.items():
        yield f"{name}-edit", seen("chuyenvien", one(model))
        yield f"{name}-remove", seen("chuyenvien", one(model))
        if parent:
            yield f"{name}-add", seen("chuyenvien", one(parent))
        else:
            yield f"{name}-list", seen("chuyenvien canbo")
            yield f"{name}-detail", seen("chuyenvien thanhtra", one(model))
            yield f"{name}-add", seen("chuyenvien")
    for name in BOOKS:
        yield f"{name}-import", seen("chuyenvien")


# fmt: off
PAGES: dict[str, Seen] = dict(_of_registers()) | {
    "home": seen(f"{ENTERING} thuanloc lanhdao chuyenvien truongphong vanthu quantri thanhtra"),
    # --- People and places ---
    "accounts:sign-in": seen("khach"),
    "accounts:password-change": seen("canbo"),
    "accounts:account-list": seen("quantri"),
    "accounts:account-add": seen("quantri"),
    "accounts:account-detail": seen("quantri", one(User, username="canbo")),
    "accounts:account-edit": seen("quantri", one(User, username="canbo")),
    "accounts:account-appoint": seen("quantri", one(User, username="canbo")),
    "accounts:account-password": seen("quantri", one(User, username="canbo")),
    "accounts:account-switch": seen("quantri", one(User, username="canbo")),
    "accounts:account-appointment-end": seen("quantri", one(Appointment, user__username="canbo")),
    "accounts:delegation-list": seen("truongphong"),
    "accounts:delegation-add": seen("truongphong", one(Office)),
    "accounts:delegation-end": seen("truongphong", one(Delegation)),
    "localities:locality-list": seen("quantri chuyenvien"),
    "documents:register": seen("vanthu thanhtra canbo"),
    # --- Outgoing papers, in each of their states ---
    "outgoing:paper-list": seen("chuyenvien canbo lanhdao vanthu thanhtra"),
    "outgoing:template-list": seen("chuyenvien canbo"),
    "outgoing:paper-start": seen("chuyenvien canbo", lambda by: [("ke-hoach-nam",), ("hoi-nghi-tong-ket",), *([("cong-van-don-doc",)] if by == "chuyenvien" else [])]),
    "outgoing:paper": seen("chuyenvien truongphong vanthu canbo lanhdao", papers()),
    "outgoing:edit": seen("chuyenvien canbo", papers(status="drafting")),
    "outgoing:layout": seen("chuyenvien", papers(status="issued")),
    "outgoing:return": seen("truongphong", papers(status="submitted")),
    "outgoing:sign": seen("truongphong lanhdao", papers(status="submitted")),
    "outgoing:issue": seen("vanthu", papers(status="signed")),
    "outgoing:recall": seen("truongphong", papers(status="issued")),
    "outgoing:receive": seen("vanthu", papers(status="issued")),
    "outgoing:remove": seen("canbo", papers(status="drafting")),
    # --- The movement's own addresses ---
    "campaigns:index": seen("chuyenvien canbo"),
    "campaigns:place-year": seen("chuyenvien canbo", ward(2020)),
    "campaigns:village-results": seen("chuyenvien", ward(2020)),
    "campaigns:place-result": seen("chuyenvien", ward(2020)),
    "campaigns:place-results": seen("chuyenvien", lambda by: [(2020,)]),
    "campaigns:round-list": seen("chuyenvien canbo"),
    "campaigns:round-add": seen("chuyenvien"),
    "campaigns:round-detail": seen("chuyenvien thanhtra canbo", lambda by: [(row.pk,) for row in Round.objects.all()]),
    "campaigns:round-advance": seen("chuyenvien", one(Round, year=2021)),
    "campaigns:round-back": seen("chuyenvien", one(Round, step=Step.DECIDED)),
    "campaigns:round-decide": seen("chuyenvien", one(Round, year=2021)),
    "campaigns:round-remove": seen("chuyenvien", one(Round, year=2021)),
    "campaigns:round-place": seen("chuyenvien canbo", _in_ward(Step.DECIDED)),
    "campaigns:round-grid": seen("chuyenvien canbo", lambda by: [
        *_in_ward(Step.REGISTER, "dang-ky")(by), *_in_ward(Step.MEETING, "hop")(by), *_in_ward(Step.MEETING, "ket-qua")(by),
    ]),
    "campaigns:rule-list": seen("chuyenvien canbo"),
    "campaigns:rule-add": seen("chuyenvien"),
    "campaigns:rule-edit": seen("chuyenvien", one(LocalRule)),
    "campaigns:rule-remove": seen("chuyenvien", one(LocalRule)),
    "campaigns:lane-list": seen("chuyenvien canbo"),
    "campaigns:lane-add": seen("chuyenvien", ward(2020)),
    "campaigns:lane-edit": seen("chuyenvien", one(LaneResult)),
    "campaigns:lane-remove": seen("chuyenvien", one(LaneResult)),
    "campaigns:village-result": seen("chuyenvien", lambda by: [(VillageResult.objects.all()[0].village_id, 2020)]),
    "campaigns:village-result-remove": seen("chuyenvien", one(VillageResult)),
    "campaigns:ledger": seen("chuyenvien canbo thanhtra", ward()),
    "campaigns:earlier-titles": seen("chuyenvien", lambda by: [(VillageResult.objects.all()[0].village_id,)]),
    "campaigns:earlier-titles-remove": seen("chuyenvien", lambda by: [(EarlierTitles.objects.all()[0].village_id,)]),
    "campaigns:eligible-list": seen("chuyenvien canbo"),
    "campaigns:commendation-list": seen("chuyenvien canbo"),
    "campaigns:commendation-detail": seen("chuyenvien thanhtra", one(Commendation)),
    "campaigns:commendation-add": seen("chuyenvien", ward()),
    "campaigns:commendation-edit": seen("chuyenvien", one(Commendation)),
    "campaigns:commendation-remove": seen("chuyenvien", one(Commendation)),
    "campaigns:movement": seen("chuyenvien canbo"),
    "campaigns:nomination-round-list": seen("chuyenvien canbo"),
    "campaigns:nomination-round-detail": seen("chuyenvien canbo thanhtra", one(NominationRound)),
    "campaigns:nomination-round-add": seen("chuyenvien"),
    "campaigns:nomination-round-edit": seen("chuyenvien", one(NominationRound)),
    "campaigns:nomination-round-remove": seen("chuyenvien", one(NominationRound)),
    "campaigns:nomination-round-places": seen("chuyenvien canbo", one(NominationRound)),
    "campaigns:nomination-round-nominations": seen("chuyenvien canbo", one(NominationRound)),
    "campaigns:nomination-round-commend": seen("chuyenvien", one(NominationRound)),
    "campaigns:nomination-add": seen("chuyenvien canbo", lambda by: [(NominationRound.objects.all()[0].pk, Locality.objects.get(code=WARD).pk)]),
    "campaigns:nomination-detail": seen("chuyenvien truongphong thanhtra", lambda by: [(row.pk,) for row in Nomination.objects.order_by("status", "pk")[::4]]),
    "campaigns:nomination-edit": seen("chuyenvien", one(Nomination)),
    "campaigns:nomination-remove": seen("chuyenvien", one(Nomination)),
    "campaigns:nomination-withdraw": seen("chuyenvien", one(Nomination)),
    "campaigns:nomination-assess": seen("chuyenvien", one(Nomination)),
    "campaigns:nomination-approve": seen("truongphong", one(Nomination)),
    "campaigns:nomination-refuse": seen("truongphong", one(Nomination)),
    "campaigns:nomination-reconsider": seen("truongphong", one(Nomination)),
    "campaigns:agency-year": seen("chuyenvien", one(Agency, 2020)),
    # --- The diary's own addresses ---
    "activities:activity-note": seen("canbo chuyenvien"),
    "activities:round-add": seen("canbo chuyenvien"),
    "activities:activity-file-add": seen("chuyenvien", one(Activity)),
    "activities:activity-file-remove": seen("chuyenvien", one(ActivityFile)),
    "heritage:festival-calendar": seen("chuyenvien canbo thanhtra"),
    # --- The heritage's own addresses ---
    "heritage:site-map": seen("chuyenvien canbo thanhtra"),
    "heritage:site-file-add": seen("chuyenvien canbo", one(Site, place__code=WARD)),
    "heritage:site-file-remove": seen("chuyenvien canbo", one(SiteFile)),
    "heritage:proposal-list": seen("chuyenvien canbo"),
    "heritage:proposal-detail": seen("chuyenvien canbo", one(SiteProposal)),
    "heritage:proposal-accept": seen("chuyenvien", one(SiteProposal)),
    "heritage:proposal-refuse": seen("chuyenvien", one(SiteProposal)),
    "heritage:intangible-file-add": seen("chuyenvien", one(IntangibleHeritage)),
    "heritage:intangible-file-remove": seen("chuyenvien", one(IntangibleFile)),
    "heritage:site-take-off": seen("chuyenvien", one(Site, removed_on=None)),
    "heritage:site-put-back": seen("chuyenvien", one(Site)),
    "sports:tournament-file-add": seen("chuyenvien", one(Tournament)),
    "sports:tournament-file-remove": seen("chuyenvien", one(TournamentFile)),
    "sports:roster": seen("chuyenvien", one(Tournament, is_higher_level=False)),
    "sports:results": seen("chuyenvien", one(Tournament, events__name__gt="")),
    "sports:table-rules": seen("chuyenvien", one(Tournament, is_higher_level=False)),
    "sports:draw-add": seen("chuyenvien", one(Tournament, 1, name="Giải đồng hạng")),
    "sports:draw-remove": seen("chuyenvien", one(Draw)),
    "sports:sport-year": seen("chuyenvien canbo thanhtra"),
    "sports:sport-year-edit": seen("chuyenvien canbo", lambda by: [(2020,)]),
    # --- What is asked ---
    "catalogue:indicator-list": seen("chuyenvien canbo"),
    "catalogue:version-list": seen("chuyenvien"),
    "catalogue:version-detail": seen("chuyenvien", lambda by: [(OPEN,)]),
    "catalogue:indicator-detail": seen("chuyenvien", lambda by: [(OPEN, CODE)]),
    # --- A sheet, in each of its states ---
    "entry:sheet-list": seen("canbo lanhdao thuanloc chuyenvien"),
    "entry:help": seen("canbo"),
    "entry:sheet": seen(ENTERING, sheets()),
    "entry:cell": seen("canbo bachong", sheets(also=(CODE,))),
    "entry:definitions": seen("canbo", sheets()),
    "entry:upload": seen(ENTERING, sheets()),
    "entry:upload-preview": seen("canbo", lambda by: [(row.pk,) for row in Upload.objects.order_by("pk")]),
    "entry:practice": seen("canbo", sheets()),
    "entry:practice-check": seen("canbo", sheets()),
    "entry:remarks": seen("canbo bachong", sheets()),
    "entry:check": seen(ENTERING, sheets()),
    "entry:record-approval": seen("canbo", sheets()),
    "entry:receipt": seen("bachong namhong trungluong", sheets()),
    "review:board": seen("chuyenvien truongphong thanhtra"),
    "review:period-board": seen("chuyenvien", periods(LAST)),
    "review:period-dates": seen("chuyenvien", periods(OPEN)),
    "review:sheet": seen("chuyenvien", sheets(*SHEETS.values())),
    "review:cell": seen("chuyenvien", sheets("18115", also=(CODE,))),
    "review:return": seen("chuyenvien", sheets("18118")),
    # --- Totals, words, editions in each of their states ---
    "rollup:table": seen("chuyenvien thanhtra"),
    "rollup:period-table": seen("chuyenvien", periods(LAST)),
    "rollup:targets": seen("chuyenvien", periods(LAST, OPEN)),
    "rollup:unit-targets": seen("chuyenvien", unit_targets(LAST, "18115")),
    "rollup:indicator": seen("chuyenvien", periods(LAST, OPEN, also=(CODE,))),
    "narrative:report": seen("chuyenvien thanhtra"),
    "narrative:period-report": seen("chuyenvien truongphong", periods(LAST)),
    "narrative:sentence-edit": seen("chuyenvien", periods(OPEN, also=("co-dong",))),
    "narrative:assignment": seen("chuyenvien", periods(OPEN, also=("han-che",))),
    "activities:task-progress": seen("canbo", one(Task, place__code=WARD)),
    "narrative:limit-add": seen("chuyenvien", periods(OPEN)),
    "narrative:limit-edit": seen("chuyenvien", one(Limit, period__code=LAST)),
    "narrative:explanation": seen("chuyenvien", warned(OPEN)),
    "editions:compare": seen("chuyenvien thanhtra", periods(OPEN)),
    "editions:reader-links": seen("chuyenvien", periods(OPEN)),
    "editions:reader-open": seen("khach", unopened(OPEN)),
    "narrative:figure-list": seen("chuyenvien", periods(LAST)),
    "editions:edition-list": seen("chuyenvien truongphong vanthu thanhtra"),
    "editions:period-list": seen("chuyenvien", periods(LAST, OPEN)),
    "editions:edition": seen("chuyenvien truongphong vanthu", edition(*EDITIONS, LAST)),
    "editions:layout": seen("chuyenvien", periods(LAST)),
    "editions:receive": seen("vanthu", edition(LAST)),
    "editions:verify": seen("khach vanthu"),
    "editions:return": seen("truongphong", edition("2017")),
    "editions:sign": seen("truongphong", edition("2017")),
    "editions:withdraw": seen("truongphong", edition("2018")),
    "editions:issue": seen("vanthu", edition("2018")),
    "editions:recall": seen("truongphong", edition(LAST)),
    "editions:correct": seen("chuyenvien", edition(LAST)),
}
# fmt: on

# The same addresses asked for something else: another view, a search, a page further on.
ASKED: dict[str, tuple[str, ...]] = {
    "rollup:table": ("xem=don-vi",),
    "campaigns:index": ("nam=2020",),
    "heritage:festival-calendar": ("nam=2020",),
    "campaigns:eligible-list": ("nam=2020",),
    "campaigns:movement": ("noi-dung=kinh-te", "noi-dung=gia-dinh&tu=2016&den=2021"),
    "heritage:site-list": ("q=den", "q=khong-co-dau", "page=2"),
    "catalogue:indicator-list": ("q=di+tich",),
    "accounts:account-list": ("q=mau",),
}

# Answers that are no page.
NOT_PAGES = {
    "editions:reader",  # looked at by test_reader, behind a link opened once
    "editions:bundle", "editions:reader-paper", "healthz", "campaigns:nomination-paper", "campaigns:nomination-round-paper", "activities:activity-file", "heritage:festival-calendar-file", "editions:preview", "editions:preview-word", "outgoing:preview", "outgoing:preview-word", "outgoing:file", "outgoing:signed-copy", "editions:signed-file", "editions:file", "entry:report-pdf", "entry:form-pdf",
    "heritage:intangible-file",
    "sports:result-sheet", "sports:tournament-file",
    "entry:blank-form-pdf", "entry:receipt-pdf", "entry:upload-file", "entry:practice-cell", "entry:attachment-file",
    "heritage:site-file", "heritage:site-file-small", "heritage:site-map-data", "heritage:site-pdf",
    "entry:workbook", *(f"{name}-book" for name in BOOKS),
    "campaigns:round-decision-pdf", "campaigns:round-decision-word", "campaigns:candidate-minutes-pdf",
}  # fmt: skip


def addresses(viewer: str) -> Iterator[str]:
    """Everything that this account looks at."""
    for name, page in PAGES.items():
        if viewer in page.by:
            for arguments in page.rows(viewer):
                address = reverse(name, args=arguments)
                yield address
                yield from (f"{address}?{query}" for query in ASKED.get(name, ()))


def viewers() -> list[str]:
    return sorted({who for page in PAGES.values() for who in page.by})


# --- Rows that the demo has none of -------------------------------------------------------------


def make_rest() -> None:
    place = Locality.objects.get(code=WARD)
    sheet = Submission.objects.get(period__code=OPEN, locality=place)
    uploads.bring(sheet)
    _talk_at(sheet)
    IntangibleFileFactory(heritage=IntangibleHeritage.objects.order_by("pk")[0])
    site = Site.objects.filter(place=place)[0]
    ConditionCheckFactory(site=site)
    SiteProposalFactory(site=site)
    DirectiveFactory(place=place)
    level = TournamentFactory(
        place=Locality.objects.get(pk=Office.objects.get().locality_id), name="Giải đồng hạng"
    )
    for team in TeamFactory.create_batch(2, tournament=level):
        ResultFactory(event=EventFactory(tournament=level), team=team)
    TournamentFileFactory(tournament=level)
    ActivityFileFactory(activity=Activity.objects.order_by("pk")[0])
    EarlierTitlesFactory(village=Locality.objects.filter(parent=place)[0])
    LocalRuleFactory(place=place)
    CandidateFactory(
        round=RoundFactory(place=place, year=2021, step=Step.MEETING),
        locality=place.children.order_by("pk")[0],
    )
    head, deputy = (User.objects.get(username=name) for name in ("truongphong", "phophong"))
    today = timezone.localdate()
    delegate(
        office=Office.objects.get(), kind=Delegation.Kind.DELEGATION, given_by=head,
        given_to=deputy, post="Phó Trưởng phòng", document="Giấy ủy quyền số 01/GUQ-VHTT",
        scope="Ký báo cáo năm", starts_on=today, ends_on=today + timedelta(days=30), by=head,
    )  # fmt: skip
    for code, steps in EDITIONS.items():
        _bring_edition(Period.objects.get(code=code), steps)
    _bring_papers(place)


def _talk_at(sheet: Submission) -> None:
    """All that may stand beside a cell, and a section's own words."""
    ward, office = (User.objects.get(username=name) for name in ("canbo", "chuyenvien"))
    at_cell = {"submission": sheet, "indicator": CODE}
    entry.add_comment(text="Số câu lạc bộ đã trừ câu lạc bộ giải thể chưa?", by=office, **at_cell)
    entry.add_comment(text="Đã trừ một câu lạc bộ.", by=ward, **at_cell)
    entry.flag(by=office, **at_cell)
    entry.save_source_note(text="Theo danh sách của từng tổ dân phố.", by=ward, **at_cell)
    entry.add_attachment(
        name="Danh sách câu lạc bộ.jpg",
        evidence=Evidence(JPEG, b"\xff\xd8\xff anh"),
        by=ward,
        **at_cell,
    )
    entry.save_remark(
        submission=sheet, kind=Remark.Kind.LIMITS, section=CODE.partition(".")[0],
        text="Một số câu lạc bộ sinh hoạt chưa đều.", by=ward,
    )  # fmt: skip


def _bring_papers(place: Locality) -> None:
    """A draft, one that was returned, one signed; in the ward one before its leader."""
    writer, head, entering = (
        User.objects.get(username=name) for name in ("chuyenvien", "truongphong", "canbo")
    )
    words = Wording(kind=Paper.Kind.PLAN, subject="Công tác tuyên truyền quý I", body="Nội dung.")
    begun = outgoing.start(keeper=Office.objects.get(), wordings=[words] * 3, by=writer)
    returned, signed = (outgoing.submit(paper=row, by=writer) for row in begun[1:])
    outgoing.return_draft(paper=returned, reason="Ghi rõ người chủ trì.", by=head)
    outgoing.sign(paper=signed, seen_hash=content_hash(content(signed)), by=head)
    [waiting] = outgoing.start(keeper=place, wordings=[words], by=entering)
    outgoing.submit(paper=waiting, by=entering)


def _bring_edition(period: Period, steps: int) -> None:
    """Draft, submitted, signed, recalled: as many steps of an edition's way."""
    writer, head, clerk = (
        User.objects.get(username=name) for name in ("chuyenvien", "truongphong", "vanthu")
    )
    row = editions.start(period=period, by=writer)
    if steps > 1:
        explain_warnings(period, writer, at=None)
        row = editions.submit(edition=row, by=writer)
    if steps > 2:
        row = editions.sign(edition=row, seen_hash=row.submitted_hash, by=head)
    if steps > 3:
        row = editions.issue(edition=row, by=clerk)
        editions.recall(edition=row, reason="Sai tên đơn vị.", by=head)
