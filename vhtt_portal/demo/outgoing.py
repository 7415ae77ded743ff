"""Outgoing papers of the demo: one issued, one before the head, a ward's plan still being written."""

from datetime import date, timedelta

from documents.outgoing import actions
from documents.outgoing.actions import Wording
from documents.outgoing.content import content, content_hash
from vhtt_portal.demo.cast import Cast, at, read_data

# The ward whose people have accounts shown on the sign-in page.
_WARD = "18127"


def play_papers(cast: Cast, today: date) -> None:
    given = read_data("papers.toml")
    office, writer, head = cast.office, cast.specialist, cast.head
    day = today - timedelta(days=10)
    [notice] = actions.start(
        keeper=office, wordings=[Wording(**given["notice"], signer=head)], by=writer, at=at(day, 10)
    )
    notice = actions.submit(paper=notice, by=writer, at=at(day, 11))
    seen = content_hash(content(notice))
    notice = actions.sign(paper=notice, seen_hash=seen, by=head, at=at(day, 14))
    actions.issue(paper=notice, by=cast.clerk, issued_on=day, at=at(day, 15))
    day = today - timedelta(days=1)
    reminder = Wording(**given["reminder"], signer=head, due_on=today)
    [paper] = actions.start(keeper=office, wordings=[reminder], by=writer, at=at(day, 15))
    actions.submit(paper=paper, by=writer, at=at(day, 16))
    plan = Wording(**given["plan"], signer=cast.leaders[_WARD], due_on=today + timedelta(days=20))
    ward = cast.wards[_WARD]
    actions.start(keeper=ward, wordings=[plan], by=cast.entering[_WARD], at=at(day, 9))
