import pytest

from reports.editions import actions
from reports.editions.formats import Format
from tests.reports.editions.cast import SIGNING, cast, explain_warnings


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def submitted(people):
    edition = actions.start(period=people.period, by=people.specialist, at=SIGNING)
    explain_warnings(people.period, people.specialist)
    return actions.submit(edition=edition, by=people.specialist, at=SIGNING)


@pytest.fixture
def signed(people, submitted):
    return actions.sign(edition=submitted, seen_hash=people.seen(), by=people.head, at=SIGNING)


@pytest.fixture
def issued(people, signed):
    return actions.issue(edition=signed, by=people.clerk, at=SIGNING)


@pytest.fixture
def issued_quickly(people, signed, monkeypatch):
    """Issued with small files, for tests that do not read them."""
    monkeypatch.setattr(actions, "_draw", lambda *_: {name: name.encode() for name in Format})
    return actions.issue(edition=signed, by=people.clerk, at=SIGNING)
