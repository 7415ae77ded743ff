"""One report that went the whole way: issued with small files, a signed copy handed in."""

from reports.editions import actions
from reports.editions.formats import Format
from reports.editions.models import Edition
from tests.reports.editions.cast import SIGNING, Cast, explain_warnings


def small_files(monkeypatch) -> None:
    monkeypatch.setattr(actions, "_draw", lambda *_: {name: name.encode() for name in Format})


def submitted(people: Cast) -> Edition:
    edition = actions.start(period=people.period, by=people.specialist, at=SIGNING)
    explain_warnings(people.period, people.specialist)
    return actions.submit(edition=edition, by=people.specialist, at=SIGNING)


def issued(people: Cast, edition: Edition | None = None) -> Edition:
    """With a copy that came back signed; the check of its signature is tried elsewhere."""
    edition = edition or submitted(people)
    edition = actions.sign(edition=edition, seen_hash=people.seen(), by=people.head, at=SIGNING)
    edition = actions.issue(edition=edition, by=people.clerk, at=SIGNING)
    before = Format.PDF.encode()
    actions._keep_signed(
        edition=edition, content=before + b", signed", found=[], known=len(before),
        by=people.clerk, at=SIGNING,
    )  # fmt: skip
    return edition
