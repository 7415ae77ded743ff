"""The portal's screens in front of an office that calls everything otherwise."""

import re

import pytest
from django.urls import reverse

from accounts.policy import policy
from tests.story import elsewhere
from tests.story.playing import accepted, entered, opened, sent
from tests.story.test_second_office import foreign_words
from tests.test_access import PLAIN

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Not the office's pages: the sign-in page shows the demo, and healthz is for machines.
ELSEWHERE = {"accounts:sign-in", "accounts:sign-out", "healthz"}
ANSWERS = {"VH.HO": "100", "VH.HO_VANHOA": "90"}


# Where titles stand under the names that decrees and plans of the State give them.
LAWS_OWN_WORDS = ("/quy-dinh/", "/tong-ket/")


def text_of(response):
    if not response.headers["Content-Type"].startswith("text/"):
        return ""  # a workbook, a picture, a paper: other tests read those
    return " ".join(re.sub(r"<[^>]+>", " ", response.getvalue().decode()).split())


def opened_pages(client, user, urls):
    client.force_login(user)
    answers = {url: client.get(url) for url in urls}
    return {url: text_of(answer) for url, answer in answers.items() if answer.status_code == 200}


def plain_addresses():
    return [
        reverse(name) for name in PLAIN if name not in ELSEWHERE and "GET" in policy()[name].methods
    ]


def deeper_addresses(period, sheets):
    """What lies behind the lists: the period's pages, each sheet, one line."""
    routes = [
        *((f"review:{name}", [period.pk]) for name in ("period-board", "period-dates")),
        *((f"rollup:{name}", [period.pk]) for name in ("period-table", "targets")),
        ("rollup:indicator", [period.pk, "VH.HO"]),
        ("narrative:period-report", [period.pk]),
        ("editions:period-list", [period.pk]),
        ("catalogue:indicator-detail", [period.form_version.code, "VH.HO"]),
        ("catalogue:version-detail", [period.form_version.code]),
    ]
    for sheet in sheets:
        routes += [
            (name, [sheet.pk])
            for name in (
                "entry:sheet", "entry:check", "entry:remarks", "entry:receipt",
                "entry:record-approval", "review:sheet", "review:return",
            )
        ]  # fmt: skip
    return [reverse(name, args=arguments) for name, arguments in routes]


@pytest.fixture(params=["district", "commune"])
def year(request, tmp_path):
    file = getattr(elsewhere, f"{request.param}_file")()
    year = opened(tmp_path, office_file=file, form_file=elsewhere.COMMUNE_FORM)
    first, second, third = year.units[:3]
    year.sheets = [
        accepted(year, sent(year, entered(year, first, ANSWERS))),
        sent(year, entered(year, second, ANSWERS)),
        entered(year, third, ANSWERS),
    ]
    return year


def test_no_screen_uses_another_offices_words(client, year):
    urls = [*plain_addresses(), *deeper_addresses(year.period, year.sheets)]
    first, _, third = (year.entering[sheet.locality_id] for sheet in year.sheets)
    people = (year.specialist, year.head, year.clerk, first, third)
    pages = {
        (user.username, url): text
        for user in people
        for url, text in opened_pages(client, user, urls).items()
    }

    assert len(pages) > 60
    found = {
        (who, url): words
        for (who, url), text in pages.items()
        if not url.endswith(LAWS_OWN_WORDS) and (words := foreign_words(text))
    }
    assert found == {}


def test_a_stranger_finds_nothing_of_the_other_office(client, tmp_path, year):
    folder = tmp_path / "khac"
    folder.mkdir()
    other_file = elsewhere.commune_file().replace('"xa-an-binh"', '"xa-khac"')
    other_file = other_file.replace('locality = "79x01"', 'locality = "79x77"')
    other_file += elsewhere.place("79x77", "xa", "Xa Lạ", "790x", elsewhere.hamlets("ap"))
    stranger = opened(folder, office_file=other_file, form_file=elsewhere.COMMUNE_FORM)
    client.force_login(stranger.head)

    statuses = {
        url: client.get(url).status_code
        for url in deeper_addresses(year.period, year.sheets)
        if "/danh-muc/" not in url
    }

    assert set(statuses.values()) <= {403, 404}
