"""Two people, two buttons, one moment: exactly one wins and nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection

from documents.models import BookEntry
from reports.editions import actions
from reports.editions.content import content, content_hash
from reports.editions.formats import Format
from reports.editions.models import Edition, SealedFile
from reports.editions.queries import sealed_content
from reports.entry.models import Submission
from reports.narrative.queries import material
from reports.review.actions import return_for_correction
from tests.reports.editions.cast import SIGNING, cast, explain_warnings
from tests.reports.rollup.factories import FigureFactory, PeriodFactory, again, ward
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db(transaction=True)

Status = Edition.Status


def together(*acts):
    """All at once, each on a connection of its own; answers or refusals in order."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(timeout=10)
            return act()
        except RuleError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def people():
    return cast()


@pytest.fixture(autouse=True)
def _small_files(monkeypatch):
    monkeypatch.setattr(actions, "_draw", lambda *_: {name: name.encode() for name in Format})


def submitted(people, period):
    edition = actions.start(period=period, by=people.specialist, at=SIGNING)
    explain_warnings(period, people.specialist)
    return actions.submit(edition=edition, by=people.specialist, at=SIGNING)


def signed(people, period):
    edition, seen = submitted(people, period), content_hash(content(again(period)))
    return actions.sign(edition=edition, seen_hash=seen, by=people.head, at=SIGNING)


def test_head_and_deputy_sign_at_once_and_one_signature_stands(people):
    edition, seen = submitted(people, people.period), people.seen()

    answers = together(
        *(
            lambda user=user: actions.sign(
                edition=Edition.objects.get(pk=edition.pk), seen_hash=seen, by=user, at=SIGNING
            )
            for user in (people.head, people.deputy)
        )
    )

    assert sorted(isinstance(answer, RuleError) for answer in answers) == [False, True]
    edition.refresh_from_db()
    assert edition.status == Status.SIGNED
    assert (edition.signer_name == people.deputy.full_name) == (
        edition.capacity_lines[0] == "KT. TRƯỞNG PHÒNG"
    )


def test_a_double_click_issues_once(people):
    edition = signed(people, people.period)

    answers = together(
        *[
            lambda: actions.issue(
                edition=Edition.objects.get(pk=edition.pk), by=people.clerk, at=SIGNING
            )
        ]
        * 3
    )

    assert sum(isinstance(answer, Edition) for answer in answers) == 1
    assert list(BookEntry.objects.values_list("number", flat=True)) == [1]
    assert SealedFile.objects.count() == len(Format)


def test_papers_issued_at_once_get_numbers_without_gap(people):
    editions = [signed(people, people.period)]
    for code in ("2018", "2019"):
        period = PeriodFactory(
            office=people.period.office, code=code, form_version=people.period.form_version
        )
        FigureFactory(submission=ward(period), indicator=people.total)
        editions.append(signed(people, period))

    answers = together(
        *(
            lambda pk=edition.pk: actions.issue(
                edition=Edition.objects.get(pk=pk), by=people.clerk, at=SIGNING
            )
            for edition in editions
        )
    )

    assert sorted(answer.number for answer in answers) == [1, 2, 3]


def test_what_is_signed_is_what_stood_while_a_sheet_was_returned(people):
    edition, seen = submitted(people, people.period), people.seen()
    sheet = people.period.submissions.exclude(locality=people.period.office.locality).first()

    together(
        lambda: actions.sign(
            edition=Edition.objects.get(pk=edition.pk), seen_hash=seen, by=people.head, at=SIGNING
        ),
        lambda: return_for_correction(
            submission=Submission.objects.get(pk=sheet.pk),
            reason="Xem lại số giải.",
            by=people.specialist,
            at=SIGNING,
        ),
    )

    edition.refresh_from_db()
    sheet.refresh_from_db()
    if edition.status == Status.SIGNED:
        assert sheet.status == Submission.Status.ACCEPTED
        assert sealed_content(edition) == content(again(people.period))
    else:
        assert (edition.status, sheet.status) == (Status.SUBMITTED, Submission.Status.RETURNED)


def test_a_sheet_returned_while_its_report_is_being_signed_stays_accepted(people, monkeypatch):
    """The return has asked for the sheet before the seal is there, and gets it after."""
    edition, seen = submitted(people, people.period), people.seen()
    sheet = people.period.submissions.exclude(locality=people.period.office.locality).first()
    pool, returned = ThreadPoolExecutor(1), []

    def give_back():
        try:
            return_for_correction(
                submission=Submission.objects.get(pk=sheet.pk), reason="Xem lại số giải.",
                by=people.specialist, at=SIGNING,
            )  # fmt: skip
        except RuleError as refusal:
            return str(refusal)
        finally:
            connection.close()

    def slow_material(period):
        returned.append(pool.submit(give_back))
        sleep(0.5)
        return material(period)

    monkeypatch.setattr(actions, "material", slow_material)
    actions.sign(edition=edition, seen_hash=seen, by=people.head, at=SIGNING)

    assert "đã khóa vì báo cáo đã được ký" in returned[0].result(timeout=30)
    sheet.refresh_from_db()
    assert sheet.status == Submission.Status.ACCEPTED
