"""Two offices with two wards each; everything that each of the six says carries its own mark."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import models

from accounts.actions import create_account, delegate
from accounts.models import Appointment, Delegation, Role, User
from campaigns.titles import TitleKind
from documents.outgoing import actions as outgoing
from documents.outgoing.actions import Wording
from localities.models import Locality, Office
from reports.editions import actions as editions
from reports.editions.content import content, content_hash
from reports.editions.revisions.actions import make_link
from reports.entry import actions as entry
from reports.entry.actions import Dates
from reports.entry.models import Attachment, Remark, Submission
from reports.narrative import actions as narrative
from reports.review import actions as review
from reports.rollup.actions import set_target
from tests.activities import factories as activities
from tests.campaigns import factories as campaigns
from tests.heritage import factories as heritage
from tests.reports.editions.cast import explain_warnings
from tests.sports import factories as sports
from tests.story import playing
from tests.story.elsewhere import KINDS, hamlets, place
from vhtt_portal.files.evidence.content import JPEG, Evidence
from vhtt_portal.files.workbook.content import ReadCell, ReadSheet, ReadWorkbook

_NEXT_YEAR = Dates(
    starts_on=date(2020, 12, 15), ends_on=date(2021, 12, 14), cut_off_on=date(2021, 12, 14),
    due_on=date(2021, 12, 17), last_new_on=date(2021, 12, 25), last_edit_on=date(2021, 12, 31),
)  # fmt: skip
LATER = datetime(2020, 12, 12, 2, 0, tzinfo=UTC)
# Figure by home: what stands in the one typed line of each sheet.
FIGURES = {
    "A1": "911.111", "A2": "922.222", "B1": "933.333", "B2": "944.444", "A": "955.555",
    "B": "966.666",
}  # fmt: skip

FORM = """
code = "hai-co-quan"
name = "Biểu mẫu thử"
year_from = 2020
subject = "Công tác năm {year} của {place}"
units = ["người", "di tích"]

[[sections]]
code = "VH"
name = "Văn hóa"

[[indicators]]
code = "VH.NGUOI"
name = "Người"
unit = "người"
places = "sum"
time = "stock"
required = true

[[indicators]]
code = "VH.DITICH"
name = "Di tích kiểm kê"
unit = "di tích"
places = "sum"
time = "stock"
register = "heritage.sites_inventory"

[[indicators]]
code = "VH.PHONG"
name = "Người của cơ quan"
unit = "người"
places = "office"
time = "stock"
required = true

[[outline]]
code = "ket-qua"
level = "part"
kind = "results"
title = "Kết quả năm {year}"

[[outline]]
code = "van-hoa"
parent = "ket-qua"
section = "VH"
level = "heading"
kind = "results"
title = "Văn hóa"
prose = true

[[sentences]]
code = "nguoi"
node = "van-hoa"
template = "Có {VH.NGUOI:unit}; nhiều nhất {VH.NGUOI:best}; cơ quan có {VH.PHONG:unit}; gồm {list:heritage.sites_inventory}."

[[annexes]]
kind = "totals"
title = "Số liệu năm {year}"

[[annexes]]
kind = "sites"
title = "Di tích"

[[annexes]]
kind = "tournaments"
title = "Giải thi đấu"

[[annexes]]
kind = "village-titles"
title = "Danh hiệu"
"""


def word(home: str) -> str:
    """The mark in what a place says: no other text of the portal holds it."""
    return f"zq{home.lower()}q"


def name(home: str) -> str:
    """The mark in names of places and people, which an administrator may read."""
    return f"Zn{home.lower()}n"


def marks(home: str) -> set[str]:
    return {word(home), FIGURES[home]}


@dataclass
class World:
    """Who there is, and whose each row is: ``rows[model][pk]`` names one of the six homes."""

    people: dict[str, User] = field(default_factory=dict)
    rows: dict[type[models.Model], dict[int, str]] = field(default_factory=dict)

    def note(self, home: str, *found: models.Model) -> None:
        for row in found:
            self.rows.setdefault(type(row), {})[row.pk] = home


def build(folder: Path) -> World:
    world = World()
    years = {}
    for code, number in (("A", 1), ("B", 2)):
        file = folder / code
        file.mkdir()
        years[code] = playing.opened(file, office_file=_office(code, number), form_file=FORM)
        _people(world, code, years[code])
        _play(world, code, years[code])
    # The first page shows the newest period: it has to be the other office's.
    entry.open_period(
        office=years["B"].office, code="2021", name="Năm 2021",
        form_version=years["B"].period.form_version, dates=_NEXT_YEAR, by=playing.COMMAND,
    )  # fmt: skip
    both = world.people["both"] = _person("both", Role.SPECIALIST, years["A"].office.locality)
    Appointment.objects.create(
        user=both, role=Role.WARD_ENTRY, locality=years["B"].units[0], starts_on=date(2020, 1, 2)
    )
    lent = world.people["lent"] = _person("lent", Role.SPECIALIST, years["A"].office.locality)
    Appointment.objects.create(
        user=lent, role=Role.CLERK, locality=years["B"].office.locality, starts_on=date(2020, 1, 2)
    )
    # Leave to sign ended the sessions of whoever got it.
    world.people = {who: User.objects.get(pk=user.pk) for who, user in world.people.items()}
    return world


def _office(code: str, number: int) -> str:
    district = f"9{number}0x"
    office = f"""
[office]
code = "co-quan-{code.lower()}"
name = "Phòng {name(code)}"
locality = "{district}"
parent_body = "ỦY BAN NHÂN DÂN {name(code)}"
issuing_body = "PHÒNG {name(code)}"
symbol = "BC-{name(code)}"
place_name = "{name(code)}"
head_post = "Trưởng phòng"
archive_line = "VT"
units_word = "xã"
villages_word = "ấp"
recipients = ["Sở {word(code)}"]
"""
    kinds = KINDS.partition("[[place]]")[0]
    seat = f"""
[[place]]
code = "{district}"
kind = "huyen"
name = "{name(code)}"
valid_from = 1992-01-01
"""
    return office + kinds + seat + "".join(
        place(f"9{number}x{ward}", "xa", name(f"{code}{ward}"), district,
              hamlets("ap", [name(f"{code}{ward}")]))
        for ward in (1, 2)
    )  # fmt: skip


def _person(username: str, role: Role, at: Locality, **more) -> User:
    user = create_account(
        username=f"nguoi-{username}", full_name=f"Người {username}", password=playing.PASSWORD,
        role=role, locality=at, starts_on=playing.HIRED.date(), must_change_password=False,
        by=playing.COMMAND, at=playing.HIRED, **more,
    )  # fmt: skip
    return User.objects.get(pk=user.pk)


def _people(world: World, code: str, year: playing.Year) -> None:
    seat = year.office.locality
    known = {
        code: {"specialist": year.specialist, "head": year.head, "clerk": year.clerk,
               "deputy": year.deputy}
    }  # fmt: skip
    known[code]["inspector"] = _person(f"thanh-tra-{code}".lower(), Role.INSPECTOR, seat)
    known[code]["administrator"] = _person(f"quan-tri-{code}".lower(), Role.ADMINISTRATOR, seat)
    for number, unit in enumerate(year.units, start=1):
        leader = _person(f"lanh-dao-{code}{number}".lower(), Role.WARD_LEADER, unit)
        known[f"{code}{number}"] = {"entry": year.entering[unit.pk], "leader": leader}
    for home, people in known.items():
        for role, user in people.items():
            User.objects.filter(pk=user.pk).update(full_name=f"Ng {name(home)} {role}")
            user.full_name = f"Ng {name(home)} {role}"
            world.people[f"{home}.{role}"] = user
            world.note(home, user, *user.appointments.all())


def _play(world: World, code: str, year: playing.Year) -> None:
    world.note(code, year.office, year.office.locality, year.period)
    for number, unit in enumerate(year.units, start=1):
        home = f"{code}{number}"
        village = Locality.objects.get(parent=unit)
        world.note(home, unit, village)
        _registers(world, home, unit, village)
        world.note(home, _unit_sheet(world, home, year, unit))
        world.note(home, *_outgoing(word(home), unit, year.entering[unit.pk]))
    _registers(world, code, year.office.locality, None)
    world.note(code, *_nominations(world, code, year))
    world.note(code, *_outgoing(word(code), year.office, year.specialist))
    own = playing.entered(year, year.office.locality, {"VH.PHONG": FIGURES[code]})
    world.note(code, playing.accepted(year, playing.sent(year, own)))
    world.note(code, *_paper(code, year))


def _unit_sheet(world: World, home: str, year: playing.Year, unit: Locality) -> Submission:
    """Sent, asked about, sent again and accepted, with everything said that can be said."""
    by, leader = world.people[f"{home}.entry"], world.people[f"{home}.leader"]
    set_target(
        office=year.office, locality=unit, period_code=year.period.code,
        indicator_code="VH.NGUOI", value=int(FIGURES[home].replace(".", "")), by=year.specialist,
        at=playing.NOW,
    )  # fmt: skip
    row = playing.entered(year, unit, {"VH.NGUOI": FIGURES[home]})
    for kind in Remark.Kind:
        entry.save_remark(submission=row, kind=kind, text=word(home), by=by, at=playing.NOW)
    world.note(home, _beside_a_cell(row, home, by))
    said = ReadCell(1, 1, f"Tệp {word(home)}")
    world.note(home, entry.receive_upload(
        submission=row, name=f"{word(home)}.xlsx", content=word(home).encode(),
        book=ReadWorkbook((ReadSheet("Biểu", (said,)),)), by=by, at=playing.NOW,
    ))  # fmt: skip
    _handed_in(row, by, leader)
    review.return_for_correction(
        submission=row, reason=f"Hỏi {word(home)}", by=year.head, at=playing.NOW
    )
    entry.explain(
        submission=row, indicator="VH.NGUOI", note=f"Rõ {word(home)}", by=by, at=playing.NOW
    )
    _handed_in(row, by, leader)
    return playing.accepted(year, row)


def _beside_a_cell(row: Submission, home: str, by: User) -> Attachment:
    at_cell = {"submission": row, "indicator": "VH.NGUOI", "by": by, "at": playing.NOW}
    entry.save_remark(
        submission=row, section="VH", kind=Remark.Kind.RESULTS, text=word(home), by=by,
        at=playing.NOW,
    )  # fmt: skip
    entry.add_comment(text=f"Hỏi {word(home)}", **at_cell)
    entry.save_source_note(text=f"Sổ {word(home)}", **at_cell)
    return entry.add_attachment(
        name=f"{word(home)}.jpg", evidence=Evidence(JPEG, word(home).encode()), **at_cell
    )


def _handed_in(row: Submission, by: User, leader: User) -> None:
    entry.approve(submission=row, by=leader, at=playing.NOW)
    entry.send(submission=row, by=by, at=playing.NOW)


def _paper(code: str, year: playing.Year) -> list[models.Model]:
    """Targets, the office's own words, a signed and issued report, leave to sign."""
    period = playing.fresh(year.period)
    set_target(
        office=year.office, period_code="2021", indicator_code="VH.PHONG",
        value=int(FIGURES[code].replace(".", "")), by=year.specialist, at=LATER,
    )  # fmt: skip
    passage = narrative.add_passage(
        period=period, node_code="van-hoa", text=f"Lời {word(code)}", by=year.specialist, at=LATER
    )
    given = narrative.assign(
        period=period, node_code="van-hoa", assignee=year.specialist, due_on=LATER.date(),
        by=year.head, at=LATER,
    )  # fmt: skip
    comment = narrative.add_comment(
        period=period, node_code="van-hoa", text=f"Ý {word(code)}", by=year.head, at=LATER
    )
    limit = narrative.add_limit(
        period=period, said=narrative.Wording(f"Thiếu {word(code)}"), by=year.specialist, at=LATER
    )
    link = make_link(
        period=period, name=f"Ông {word(code)}", post="Phó Chủ tịch", last_day=LATER.date(),
        by=year.specialist, at=LATER,
    ).link  # fmt: skip
    edition = editions.start(period=period, by=year.specialist, at=LATER)
    explain_warnings(period, year.specialist, at=LATER)
    editions.submit(edition=edition, by=year.specialist, at=LATER)
    seen = content_hash(content(playing.fresh(period)))
    editions.sign(edition=edition, seen_hash=seen, by=year.head, at=LATER)
    editions.issue(edition=edition, by=year.clerk, at=LATER)
    leave = delegate(
        office=year.office, kind=Delegation.Kind.DELEGATION, given_by=year.head,
        given_to=year.specialist, post="Chuyên viên", document=f"Giấy {name(code)}",
        scope="Báo cáo", starts_on=date(2020, 12, 1), ends_on=date(2099, 1, 1), by=year.head,
        at=LATER,
    )  # fmt: skip
    return [passage, edition, leave, given, comment, limit, link]


def _outgoing(said: str, keeper: Office | Locality, by: User) -> list[models.Model]:
    """A paper that is still being written."""
    wording = Wording(
        kind="KẾ HOẠCH", subject=f"Việc {said}", body=said, recipients=said, legal_bases=said
    )
    return outgoing.start(keeper=keeper, wordings=[wording], by=by, at=playing.NOW)


def _nominations(world: World, code: str, year: playing.Year) -> list[models.Model]:
    """A round of the office, and in it whom each of its places put forward."""
    round_ = campaigns.NominationRoundFactory(
        office=year.office, title=f"Đợt {name(code)}", legal_basis=f"Kế hoạch {name(code)}"
    )
    for number, unit in enumerate(year.units, start=1):
        said = word(f"{code}{number}")
        row = campaigns.NominationFactory(
            round=round_, place=unit, name=f"Bà {said}", post=said, achievements=said,
            kind="individual", status="approved",
        )  # fmt: skip
        campaigns.AssessmentFactory(nomination=row, opinion=said, assessor=year.specialist)
        world.note(f"{code}{number}", row)
    return [round_]


def _registers(world: World, home: str, at: Locality, village: Locality | None) -> None:
    said = word(home)
    site = heritage.SiteFactory(
        place=at, name=f"Đền {said}", address=said, summary=said, custodian=said,
        latitude=18, longitude=105,
    )  # fmt: skip
    festival = heritage.FestivalFactory(
        place=at, name=f"Hội {said}", calendar="lunar", day=6, month=1, site=site, organiser=said
    )
    craft = heritage.IntangibleHeritageFactory(place=at, name=f"Nghề {said}", holders=said)
    artisan = heritage.ArtisanFactory(place=at, name=f"Thợ {said}", heritage=craft)
    tournament = sports.TournamentFactory(
        place=at, name=f"Giải {said}", is_higher_level=True, team_standing=said
    )
    establishment = activities.EstablishmentFactory(place=at, name=f"Quán {said}")
    done = activities.ActivityFactory(place=at, name=f"Đợt {said}", note=said)
    agency = campaigns.AgencyFactory(place=at, name=f"Trường {said}")
    world.note(
        home, site, festival, craft, artisan, tournament, establishment, agency, done,
        heritage.SiteFactory(place=at, name=f"Miếu {said}", removed_on=date(2019, 1, 1)),
        heritage.DesignationFactory(
            site=heritage.SiteFactory(place=at, name=f"Chùa {said}"), decision_number=said
        ),
        heritage.ConditionCheckFactory(site=site, seen=said, asked=said, checked_by=said),
        heritage.SiteFileFactory(site=site, name=f"{said}.jpg", caption=said),
        heritage.SiteProposalFactory(
            site=site, wanted={"address": ["", said]}, note=said,
            proposed_by=world.people[f"{home}.{'entry' if village else 'specialist'}"],
        ),
        heritage.RestorationFactory(site=site, content=said),
        heritage.FestivalFactory(place=at, name=f"Lễ {said}", timing=said),
        heritage.FestivalHeldFactory(festival=festival, not_held_because=said, note=said),
        heritage.ListingFactory(heritage=craft, decision_number=said),
        heritage.IntangibleFileFactory(heritage=craft, name=f"{said}.jpg", caption=said),
        heritage.ArtisanTitleFactory(artisan=artisan, decision_number=said),
        sports.MedalFactory(tournament=tournament, event=said),
        sports.TournamentFileFactory(tournament=tournament, name=f"{said}.jpg", caption=said),
        sports.ClubFactory(place=at, name=f"Câu lạc bộ {said}", sport=said),
        sports.FacilityFactory(place=at, name=f"Sân {said}", managed_by=said),
        *_cup(at, said),
        activities.ActivityFileFactory(activity=done, name=f"{said}.jpg", caption=said),
        activities.InspectionFactory(place=at, establishment=establishment, note=said),
        activities.DirectiveFactory(place=at, subject=f"Kế hoạch {said}"),
        activities.TaskFactory(place=at, content=f"Làm {said}", document_number=said),
        campaigns.AgencyYearFactory(agency=agency),
        campaigns.LaneResultFactory(place=at, name=f"Ngõ {said}"),
        campaigns.CommendationFactory(
            place=at, kind="other", recipient=f"Bà {said}", last_year=None
        ),
    )  # fmt: skip
    sports.SportYearFactory(place=at, regular_practitioners=int(FIGURES[home].replace(".", "")))
    campaigns.PlaceResultFactory(place=at, good_deeds=int(FIGURES[home].replace(".", "")))
    # A ward reads by what rule of the place above it is judged: only wards' rules bear a mark.
    world.note(home, campaigns.LocalRuleFactory(place=at, name=said if village else ""))
    round_ = campaigns.RoundFactory(place=at, kind=TitleKind.AGENCY)
    candidate = campaigns.CandidateFactory(
        round=round_, locality=None, agency=agency, outcome="refused", reason=said
    )
    world.note(home, round_, candidate)
    if village:
        result = campaigns.VillageResultFactory(
            village=village, decision_number=said, decided_on=date(2020, 11, 1)
        )
        campaigns.EarlierTitlesFactory(village=village)
        world.note(home, result)


def _cup(at: Locality, said: str) -> list[models.Model]:
    """A tournament of the place's own, down to the lots that were drawn."""
    cup = sports.TournamentFactory(place=at, name=f"Cúp {said}", sport=said)
    team = sports.TeamFactory(tournament=cup, name=f"Đoàn {said}", athletes=said)
    event = sports.EventFactory(tournament=cup, name=f"Đơn {said}")
    sports.ResultFactory(event=event, team=team, holder=said)
    draw = sports.DrawFactory(tournament=cup, drawn_by=said)
    return [cup, team, event, draw]
