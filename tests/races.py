"""Two acts at one moment, over and over: both with pauses between any two of their statements."""

import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import connection

from vhtt_portal.rules import RuleError

Act = Callable[[], Any]
WON, LOST = True, False
ONE_WINS = frozenset({(WON, LOST), (LOST, WON)})
# The second may also be too late; the first never is.
FIRST_ALWAYS = frozenset({(WON, WON), (WON, LOST)})
SECOND_ALWAYS = frozenset({(WON, WON), (LOST, WON)})
BOTH = frozenset({(WON, WON)})


@dataclass(frozen=True)
class Race:
    """``acts`` makes two from the world as it stands; ``allowed`` says who may have won.

    ``fault`` looks at what was left behind and answers what is wrong with it, or nothing.
    """

    name: str
    acts: Callable[[], tuple[Act, Act]]
    allowed: Collection[tuple[bool, bool]]
    fault: Callable[[tuple[bool, bool]], str] = lambda won: ""


def paused(chance: Random, act: Act) -> Act:
    """Waits before the act and before some of its statements, so that the two cross anywhere."""

    def pause(execute, sql, params, many, context):
        if chance.random() < 0.08:
            time.sleep(chance.random() * 0.004)
        return execute(sql, params, many, context)

    late = chance.random() * 0.012

    def run():
        time.sleep(late)
        with connection.execute_wrapper(pause):
            try:
                act()
            except RuleError:
                return LOST
            return WON

    return run


def run(
    races: Collection[Race], together, set_up: Callable[[Race], None], *, each: int, seed: int
) -> tuple[Counter, list[str]]:
    """How often each race ended how, and what was wrong."""
    chance, ends, faults = Random(seed), Counter(), []
    for race in races:
        for number in range(each):
            set_up(race)
            acts = [paused(Random(chance.random()), act) for act in race.acts()]
            won = tuple(together(acts))
            ends[race.name, won] += 1
            if won not in race.allowed:
                faults.append(f"{race.name} {number}: thắng {won}")
            elif told := race.fault(won):
                faults.append(f"{race.name} {number}: {told}")
    return ends, faults


def told(ends: Counter) -> str:
    """ "ký/trả lại 105:95+0" for each race: how often the first won, the second, and both."""
    return "; ".join(
        f"{name} {ends[name, (WON, LOST)]}:{ends[name, (LOST, WON)]}+{ends[name, (WON, WON)]}"
        for name in dict.fromkeys(name for name, _ in ends)
    )
