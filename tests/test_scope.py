"""Nobody reads a byte of what lies outside their places, on any page, list, search or file.

Two offices with two wards each say everything with marks of their own (``scope_world``); each role
of the first asks for every address with every object there is.
"""

import io
import itertools
import re
import subprocess
import zipfile

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import Appointment, Delegation, User
from accounts.policy import policy
from activities.models import Activity, ActivityFile, Directive, Establishment, Inspection, Task
from campaigns.models import (
    Agency,
    Candidate,
    Commendation,
    LaneResult,
    LocalRule,
    Nomination,
    NominationRound,
    Round,
    VillageResult,
)
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
from reports.editions.models import Edition, ReaderLink
from reports.entry.models import Attachment, Period, Submission, Upload
from reports.narrative.models import Assignment, Comment, Limit, Passage
from sports.models import (
    Club,
    Draw,
    Event,
    Facility,
    Medal,
    Team,
    Tournament,
    TournamentFile,
)
from tests import scope_world
from tests.scope_world import marks, name

# The mark makes the test database even where these tests run alone.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Whose object an address names, by the beginning of its name; the longest one counts.
OBJECTS = {
    "accounts:account": User, "accounts:account-appointment-end": Appointment,
    "accounts:delegation": Delegation, "activities:activity": Activity,
    "activities:activity-file": ActivityFile,
    "activities:directive": Directive, "activities:establishment": Establishment,
    "activities:inspection": Inspection, "activities:task": Task, "campaigns:agency": Agency, "campaigns:commendation": Commendation,
    "campaigns:lane": LaneResult, "campaigns:nomination": Nomination,
    "campaigns:nomination-round": NominationRound,
    "campaigns:candidate": Candidate, "campaigns:round": Round, "campaigns:rule": LocalRule,
    "campaigns:village-result-remove": VillageResult, "editions:": Edition,
    "outgoing:": Paper,
    "editions:period-list": Period, "editions:preview": Period, "editions:preview-word": Period, "editions:layout": Period,
    "editions:start": Period, "editions:compare": Period, "editions:mark-read": Period,
    "editions:reader-links": Period, "editions:reader-link-close": ReaderLink,
    "entry:": Submission, "entry:attachment-": Attachment, "entry:attachment-add": Submission,
    "entry:upload-": Upload, "heritage:check": ConditionCheck, "heritage:designation": Designation, "heritage:festival": Festival,
    "heritage:festival-held": FestivalHeld, "heritage:proposal": SiteProposal, "heritage:site-file": SiteFile,
    "heritage:intangible": IntangibleHeritage,
    "heritage:artisan": Artisan, "heritage:artisan-title": ArtisanTitle,
    "heritage:intangible-file": IntangibleFile, "heritage:listing": Listing,
    "heritage:restoration": Restoration, "heritage:site": Site, "narrative:passage": Passage,
    "narrative:figure-list": Period, "narrative:passage-add": Period,
    "narrative:limit-": Period, "narrative:limit-edit": Limit, "narrative:limit-remove": Limit,
    "narrative:period-report": Period, "narrative:assignment": Period,
    "narrative:assignment-finish": Assignment, "narrative:comment-add": Period,
    "narrative:comment-resolve": Comment, "narrative:explanation": Period,
    "narrative:sentence-": Period, "narrative:sentences-take": Period, "review:": Submission,
    "review:period": Period, "rollup:": Period, "sports:medal": Medal,
    "sports:": Tournament, "sports:club": Club, "sports:draw-remove": Draw, "sports:event": Event,
    "sports:facility": Facility, "sports:team": Team, "sports:tournament-file": TournamentFile,
}  # fmt: skip
PARENTS = {
    "award_round_pk": NominationRound,
    "locality_pk": Locality, "office_pk": Office, "period_pk": Period,
    "place_pk": Locality, "village_pk": Locality,
}  # fmt: skip
# On whose page a part is added.
OWNERS = {
    ArtisanTitle: Artisan, IntangibleFile: IntangibleHeritage, Listing: IntangibleHeritage,
    ActivityFile: Activity,
    ConditionCheck: Site, Designation: Site, FestivalHeld: Festival, Restoration: Site,
    SiteFile: Site,
    Event: Tournament, Medal: Tournament, Team: Tournament, TournamentFile: Tournament,
}  # fmt: skip
WORDS = {
    "year": [2020], "file_format": ["pdf", "xlsx", "json"], "section": ["VH"], "order": [1],
    "template": ["ke-hoach-nam", "cong-van-don-doc"],
    "version": ["hai-co-quan"], "place": [1], "part": ["dang-ky", "ket-qua"], "key": ["0" * 64], "secret": ["khong-co"],
}  # fmt: skip
CODES = {
    "narrative:passage-add": ["van-hoa"], "narrative:sentences-take": ["van-hoa"],
    "narrative:assignment": ["van-hoa"], "narrative:comment-add": ["van-hoa"],
    "editions:reader-comment": ["van-hoa"], "narrative:sentence-edit": ["nguoi"], "narrative:sentence-restore": ["nguoi"],
}  # fmt: skip
# An office announces a round to the places that it collects from: they open it and answer in it.
ANNOUNCED = {
    "campaigns:nomination-round-detail", "campaigns:nomination-round-places",
    "campaigns:nomination-round-nominations", "campaigns:nomination-add",
    "campaigns:nomination-paper",
}  # fmt: skip
FIRST = {"A", "A1", "A2"}
SECOND = {"B", "B1", "B2"}
# Who of the first office may read the content of which homes.
READERS = {
    "A1.entry": {"A1"}, "A1.leader": {"A1"}, "A.specialist": FIRST, "A.head": FIRST,
    "A.clerk": FIRST, "A.inspector": FIRST, "A.administrator": set(), "both": FIRST | {"B1"},
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("scope")


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, folder):
    """The world's own files, in place of an empty folder for each test."""
    settings.MEDIA_ROOT = folder / "media"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, folder):
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder / "media"),
        transaction.atomic(),
    ):
        yield scope_world.build(folder)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level("CRITICAL", "django.request")  # thousands of refusals are meant


def walk(resolver, namespaces=()):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join([*namespaces, entry.name or ""]), entry
        else:
            inner = [*namespaces, entry.namespace] if entry.namespace else namespaces
            yield from walk(entry, inner)


ROUTES = {route: tuple(entry.pattern.converters) for route, entry in walk(get_resolver())}


def model_of(route):
    found = [stem for stem in OBJECTS if route.startswith(stem)]
    return OBJECTS[max(found, key=len)]


def values(world, route, parameter):
    """Every value that a part of an address may have, with whose it is."""
    if parameter == "code":
        return [(code, None) for code in CODES.get(route, ["VH.NGUOI", "VH.DITICH", "VH.PHONG"])]
    if parameter in WORDS:
        return [(value, None) for value in WORDS[parameter]]
    model = PARENTS.get(parameter) or model_of(route)
    if parameter == "owner_pk":
        model = OWNERS[model]
    # A ward answers in its office's period.
    return [
        (pk, None if parameter == "period_pk" else home) for pk, home in world.rows[model].items()
    ]


def addresses(world, route):
    """Every address of a route, with the homes whose objects it names."""
    parameters = ROUTES[route]
    choices = [values(world, route, parameter) for parameter in parameters]
    for chosen in itertools.product(*choices):
        path = reverse(route, args=[value for value, _ in chosen])
        yield path, {home for _, home in chosen if home}


def homes_open_to(who, route):
    """Whose objects this person may ask for here; of all others the second test asks."""
    mine = FIRST if who == "A.administrator" else READERS[who]
    return mine | {home[0] for home in mine} if route in ANNOUNCED else mine


def one_of_each(paths):
    """One address for each set of homes: a second row of the same homes is refused like the first."""
    return list({frozenset(homes): path for path, homes in paths}.values())


def enough(world, who, route, paths):
    """All of them, or two where the person's roles do not open the route at all."""
    return paths if policy()[route].admits(world.people[who].roles) else paths[:2]


def text_of(response):
    content = response.getvalue()
    match response.headers["Content-Type"].partition(";")[0]:
        case "application/pdf":
            read = subprocess.run(
                ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
            )
            return read.stdout.decode()
        case kind if "spreadsheet" in kind:
            package = zipfile.ZipFile(io.BytesIO(content))
            return " ".join(package.read(part).decode() for part in package.namelist())
    return content.decode(errors="replace")  # a photo is no text


def signed_in(world, who):
    client = Client()
    client.force_login(world.people[who])
    return client


def forbidden(who):
    """What this person may nowhere read."""
    readable = READERS[who]
    content = {mark for home in (FIRST | SECOND) - readable for mark in marks(home)}
    names = SECOND if who.startswith("A.") else SECOND | {"A2"}
    if who in {"both", "A.administrator"}:  # who keeps the account of both reads what he is
        names = names - {"A2", "B", "B1"}
    return content | {name(home) for home in names}


def lists(world, route):
    yield reverse(route)
    yield f"{reverse(route)}?q=zq"
    yield f"{reverse(route)}?q=zn"
    yield f"{reverse(route)}?nam=2020&xem=don-vi"


def test_every_address_with_an_object_is_tried(world):
    tried = {route for route, parts in ROUTES.items() if parts and list(addresses(world, route))}

    assert tried == {route for route, parts in ROUTES.items() if parts}


@pytest.mark.parametrize("who", READERS)
def test_no_page_and_no_file_shows_what_lies_outside_ones_places(world, who):
    client, told, leaks, faults = signed_in(world, who), set(), [], []
    unseen = re.compile("|".join(map(re.escape, sorted(forbidden(who)))))
    for route, parameters in ROUTES.items():
        if "GET" not in policy()[route].methods or policy()[route].is_public:
            continue
        open_to = homes_open_to(who, route)
        inside = [found for found in addresses(world, route) if found[1] <= open_to]
        paths = enough(world, who, route, one_of_each(inside))
        for path in paths if parameters else lists(world, route):
            response = client.get(path)
            if response.status_code >= 500:
                faults.append(path)
            text = text_of(response) if response.status_code == 200 else ""
            found = set(unseen.findall(text))
            told |= {mark for home in FIRST | SECOND for mark in marks(home) if mark in text}
            leaks += [(route, path, mark) for mark in sorted(found)]

    assert (leaks, faults) == ([], [])
    # The pages were not simply empty: whatever one may read was read somewhere.
    assert {mark for home in READERS[who] for mark in marks(home)} <= told


@pytest.mark.parametrize("who", READERS)
def test_an_object_outside_ones_places_is_not_there(world, who):
    client, wrong = signed_in(world, who), []
    for route, parameters in ROUTES.items():
        allowed = policy()[route]
        if not parameters or route.startswith("catalogue:"):
            continue
        expected = 404 if allowed.admits(world.people[who].roles) else 403
        open_to = homes_open_to(who, route)
        outside = [found for found in addresses(world, route) if not found[1] <= open_to]
        for path in enough(world, who, route, one_of_each(outside)):
            for method in sorted(allowed.methods):
                status = client.generic(method, path).status_code
                if status != expected:
                    wrong.append((route, method, path, status))

    assert wrong == []


@pytest.mark.parametrize("room", ["rollup", "narrative"])
def test_a_role_at_one_office_opens_nothing_at_another(world, room):
    """A specialist here and a clerk there: totals and drafts there are no clerk's."""
    client = signed_in(world, "lent")
    open_to_him = {"A": 200, "B": 404}

    for route in (f"{room}:period-table", f"{room}:period-report", f"{room}:targets"):
        if route in ROUTES:
            for path, (home,) in addresses(world, route):
                assert client.get(path).status_code == open_to_him[home], path
    first = {"rollup": "rollup:table", "narrative": "narrative:report"}[room]
    assert "2021" not in client.get(reverse(first)).content.decode()
