"""What a village's yearly titles add up to: runs of years, and the giấy khen they allow.

Nghị định 122/2018/NĐ-CP: a village recognised five years running, a household three, gets a Giấy
khen. Each Giấy khen uses up its window of years; windows do not overlap: after 2020–2022 the next
one is 2023–2025. Nothing here knows a database.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

VILLAGE_YEARS, HOUSEHOLD_YEARS = 5, 3


@dataclass(frozen=True, slots=True, order=True)
class Years:
    """Years one after the other, both ends included."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def overlaps(self, other: "Years") -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Award:
    """A Giấy khen: the year in which it was given, and the window that it uses up."""

    year: int
    window: Years


@dataclass(frozen=True, slots=True)
class History:
    """Year by year: recognised, refused, or None and missing for not judged.

    ``before`` are years before the register, told at once; ``titles`` holds them as well.
    """

    titles: Mapping[int, bool | None]
    awards: tuple[Award, ...] = ()
    before: Years | None = None

    def runs(self) -> list[Years]:
        """All unbroken stretches of recognised years, the oldest first."""
        return list(_stretches(year for year, title in self.titles.items() if title))

    def run_to(self, year: int) -> Years | None:
        """The stretch of recognised years as it stood at this year's end, if it was recognised."""
        run = next((run for run in self.runs() if run.first <= year <= run.last), None)
        return run and Years(run.first, year)

    def open_run(self, year: int) -> Years | None:
        """The stretch that still goes on: one of a year not judged yet is that of the year before."""
        return self.run_to(year if self.titles.get(year) is not None else year - 1)

    def reached(self, year: int, length: int) -> bool:
        """Whether this year completed ``length`` years that no earlier Giấy khen has used up."""
        window = Years(year - length + 1, year)
        used = (award.window for award in self.awards if award.window.last < year)
        return self._recognised_in(window) and not any(map(window.overlaps, used))

    def eligibility(self, year: int, length: int) -> "Eligibility":
        """Whether a Giấy khen may be proposed for the ``length`` years that end with this one."""
        window = Years(year - length + 1, year)
        used = self.award_over(window)
        if used is None and self._recognised_in(window):
            words = f"Đạt {length} năm liên tục ({window}), chưa được tặng Giấy khen."
            return Eligibility(window, (words,))
        return Eligibility(None, tuple(self._reasons(year, length, used)))

    def award_over(self, window: Years) -> Award | None:
        """The last Giấy khen that used up a year of these."""
        used = [award for award in self.awards if award.window.overlaps(window)]
        return max(used, key=lambda award: award.window, default=None)

    def missing_in(self, window: Years) -> list[int]:
        return [year for year in window if not self.titles.get(year)]

    def _recognised_in(self, window: Years) -> bool:
        return not self.missing_in(window)

    def _reasons(self, year: int, length: int, used: Award | None) -> Iterator[str]:
        if used:
            after = used.window.last + 1
            yield (
                f"Đã được tặng Giấy khen năm {used.year} cho {used.window};"
                f" tính lại từ năm {after}."
            )
        title = self.titles.get(year)
        if title is None:
            yield f"Năm {year} chưa xét."
        elif not title:
            yield f"Năm {year} không được công nhận; tính lại từ năm {year + 1}."
            return
        yield from self._shortfall(year, length, used)

    def _shortfall(self, year: int, length: int, used: Award | None) -> Iterator[str]:
        run = self.open_run(year)
        if run is None:
            return
        first = max(run.first, used.window.last + 1) if used else run.first
        if first > run.last:
            return
        counted = Years(first, run.last)
        # Nothing lacks where the last year alone has not been judged: that has been told above.
        lacking = max(length - len(counted), 0)
        yield f"Đạt {_years(counted)}" + (f", còn thiếu {lacking} năm." if lacking else ".")
        before = self.titles.get(run.first - 1)
        if lacking and first == run.first and before is False:
            yield f"Năm {run.first - 1} không được công nhận."


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The window that a Giấy khen would take, or None; and why, in whole sentences."""

    window: Years | None
    reasons: tuple[str, ...]


def _years(run: Years) -> str:
    """ "4 năm liên tục (2018–2021)", but "1 năm (2021)"."""
    running = " liên tục" if len(run) > 1 else ""
    return f"{len(run)} năm{running} ({run})"


def _stretches(years: Iterable[int]) -> Iterator[Years]:
    ordered = sorted(years)
    while ordered:
        length = next(
            (at for at, year in enumerate(ordered) if year != ordered[0] + at), len(ordered)
        )
        yield Years(ordered[0], ordered[length - 1])
        ordered = ordered[length:]
