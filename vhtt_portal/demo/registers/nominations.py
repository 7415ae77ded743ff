"""The demo's round of nominations, with some at each step of their way."""

from datetime import date
from typing import Any

from campaigns import actions
from campaigns.models import Nomination, NominationRound
from localities.models import Locality
from vhtt_portal.demo.cast import Cast, at, read_data
from vhtt_portal.demo.figures import GIVEN

_YEAR = GIVEN + 1
_ASSESSED = {"assessed", "approved", "refused"}


class Nominations:
    """The review of twenty years, put forward in the year after."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.data = read_data("nominations.toml")

    def keep(self) -> None:
        round_ = actions.nomination_rounds.add(
            office=self.cast.office, due_on=date(_YEAR, 4, 30), by=self.cast.specialist,
            at=at(date(_YEAR, 1, 12), 9), **self.data["round"],
        )  # fmt: skip
        for given in self.data["nomination"]:
            self._play(round_, given)

    def _play(self, round_: NominationRound, given: dict[str, Any]) -> None:
        row = self._put_forward(round_, given)
        state = given["state"]
        if state in _ASSESSED:
            actions.assess(
                nomination=row, is_for=state != "refused", opinion="Đã đối chiếu hồ sơ (minh họa).",
                by=self.cast.specialist, at=at(date(_YEAR, 5, 12), 9),
            )  # fmt: skip
        self._decide(row, state, given.get("reason", ""))

    def _put_forward(self, round_: NominationRound, given: dict[str, Any]) -> Nomination:
        ward, village = given["ward"], given.get("village")
        five: dict[str, Any] = {}
        if village:
            five = {"village": Locality.objects.get(code=village), "window_end": GIVEN}
        return actions.nominate(
            round_=round_, place=self.cast.wards[ward], kind=given["kind"],
            name=given.get("name", ""), post=given.get("post", ""),
            achievements=given["achievements"], by=self.cast.entering[ward],
            at=at(date(_YEAR, 4, 20), 9), **five,
        )  # fmt: skip

    def _decide(self, row: Nomination, state: str, reason: str) -> None:
        head, day = self.cast.head, at(date(_YEAR, 5, 20), 9)
        if state == "approved":
            actions.approve_nomination(nomination=row, version=None, by=head, at=day)
        elif state == "refused":
            actions.refuse_nomination(nomination=row, reason=reason, version=None, by=head, at=day)
        elif state == "withdrawn":
            by = self.cast.entering[row.place.code]
            actions.withdraw_nomination(nomination=row, reason=reason, version=None, by=by, at=day)
