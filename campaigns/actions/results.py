"""What a round's decision writes into the registers, through their own verbs."""

from datetime import datetime

from audit.actions import Actor
from campaigns.actions.agency import record_agency_year
from campaigns.actions.lane import lanes
from campaigns.actions.place import record_place_result
from campaigns.actions.village import record_village_result
from campaigns.models import Agency, AgencyYear, Candidate, LaneResult, Round
from campaigns.titles import TitleKind
from localities.models import Locality
from vhtt_portal.rules import RuleError

_OUTCOMES = {
    Candidate.Outcome.PENDING: True,  # whoever was not taken out is recognised
    Candidate.Outcome.RECOGNISED: True,
    Candidate.Outcome.REFUSED: False,
    Candidate.Outcome.WITHDRAWN: None,
}


def write_registration(
    round_: Round, subject: Locality | Agency | LaneResult, *, is_registered: bool, by: Actor,
    at: datetime | None,
) -> None:  # fmt: skip
    """An agency's year tells that it registers; of others the round itself does."""
    if isinstance(subject, Agency):
        record_agency_year(
            agency=subject, year=round_.year, is_registered=is_registered, by=by, at=at
        )


def write_outcome(round_: Round, row: Candidate, *, by: Actor, at: datetime | None) -> None:
    """``round_`` bears its decision already. A refusal says which of them it concerns."""
    outcome = _OUTCOMES[Candidate.Outcome(row.outcome)]
    try:
        _write(round_, row, outcome=outcome, by=by, at=at)
    except RuleError as refusal:
        raise RuleError(f"{row}: {refusal}") from refusal


def clear_outcome(round_: Round, row: Candidate, *, by: Actor, at: datetime | None) -> None:
    _write(round_, row, outcome=None, by=by, at=at)


def _write(
    round_: Round, row: Candidate, *, outcome: bool | None, by: Actor, at: datetime | None
) -> None:
    if row.agency:
        _write_agency(row.agency, round_.year, outcome=outcome, by=by, at=at)
    elif row.lane:
        lanes.change(row.lane, version=None, is_recognised=outcome, by=by, at=at)
    elif row.locality:
        _write_locality(round_, row, row.locality, outcome=outcome, by=by, at=at)


def _write_agency(
    agency: Agency, year: int, *, outcome: bool | None, by: Actor, at: datetime | None
) -> None:
    """One that is not recognised this year has the standard if it had it the year before."""
    before = AgencyYear.objects.filter(agency=agency, year=year - 1, has_standard=True)
    record_agency_year(
        agency=agency, year=year, is_recognised=bool(outcome),
        has_standard=bool(outcome) or before.exists(), by=by, at=at,
    )  # fmt: skip


def _write_locality(
    round_: Round, row: Candidate, place: Locality, *, outcome: bool | None, by: Actor,
    at: datetime | None,
) -> None:  # fmt: skip
    year = round_.year
    match TitleKind(round_.kind):
        case TitleKind.FAMILY:
            counts = {True: row.proposed_count, False: 0, None: None}
            record_village_result(
                village=place, year=year, recognised_count=counts[outcome], by=by, at=at
            )
        case TitleKind.VILLAGE if outcome:
            record_village_result(
                village=place, year=year, is_recognised=True,
                decision_number=round_.decision_number, decided_on=round_.decided_on, by=by, at=at,
            )  # fmt: skip
        case TitleKind.VILLAGE:
            record_village_result(
                village=place, year=year, is_recognised=outcome, decision_number="",
                decided_on=None, by=by, at=at,
            )  # fmt: skip
        case TitleKind.EXEMPLARY:
            record_place_result(place=place, year=year, is_exemplary=outcome, by=by, at=at)
        case _:
            record_place_result(place=place, year=year, is_urban=outcome, by=by, at=at)
