"""What limits and targets not reached put under the report's headings. Pure.

A target that was not reached is told from the figures, a named limit in its own words. Both stand
under the limits, causes under the causes, and what is to be done about them under the directions
of their field.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reports.catalogue.form import FormIndicator, OutlineSentence, ReportForm
from reports.catalogue.models import OutlineNode
from reports.catalogue.templates import TargetSlot, parse, slots
from reports.narrative.engine import Added
from reports.narrative.models import Limit
from reports.narrative.wording import Facts
from reports.rollup.lines import Line
from reports.rollup.queries import Comparison, unmet
from vhtt_portal.text import fold, inside_sentence

Kind = OutlineNode.Kind
_FOLLOW_UP = "ton-tai-nam-truoc"


def added_sentences(
    form: ReportForm,
    facts: Facts,
    limits: Sequence[Limit],
    before: Sequence[Limit],
    reworded: Iterable[str],
) -> dict[str, list[Added]]:
    """By the code of their heading; ``before`` are the limits that last year's report named.

    ``reworded``: the codes of sentences that the office says in its own words.
    """
    homes = _Homes(form)
    said_otherwise = set(reworded)
    unmet = [line for line in facts.lines.values() if _is_told(line, facts, said_otherwise)]
    found: dict[str, list[Added]] = defaultdict(list)
    found[homes.limits] += [
        *_follow_up(before, limits),
        *(_not_reached(line, facts) for line in unmet),
    ]
    found[homes.limits] += [_typed(f"han-che-{row.pk}", row.text) for row in limits]
    found[homes.causes] += _once((f"nguyen-nhan-{row.pk}", row.cause) for row in limits)
    told = _told_aims(form) if unmet else set()
    for line in unmet:
        if line.code not in told:
            found[homes.directions(line.indicator.section)].append(_aim(line, facts))
    for row in limits:
        if row.remedy:
            remedy = _typed(f"khac-phuc-{row.pk}", row.remedy)
            found[homes.directions(row.section)].append(remedy)
    return found


def limits_heading(form: ReportForm) -> str:
    """The code of the heading under which limits are written; "" where there is none."""
    return _Homes(form).limits


def missed_targets(compared: Comparison) -> list[FormIndicator]:
    """The lines of which the draft says that their target was not reached."""
    return [
        found.line.indicator
        for found in unmet(compared)
        if not (found.line.is_partial or found.line.indicator.sensitive)
    ]


def not_reached(code: str) -> str:
    """The code of the sentence that tells that a line's target was not reached."""
    return f"chua-dat-{code}"


def aimed_at(code: str) -> str:
    """The code of the sentence that aims at a line's next target."""
    return f"phan-dau-{code}"


class _Homes:
    """Under which heading each kind of sentence stands; "" where the outline has none."""

    def __init__(self, form: ReportForm) -> None:
        written = [heading for heading in form.headings if heading.prose]
        first: dict[str, str] = {}
        for heading in written:
            first.setdefault(heading.kind, heading.code)
        self.limits = first.get(Kind.LIMITS, "")
        self.causes = first.get(Kind.CAUSES, "")
        self._general = first.get(Kind.DIRECTIONS, "")
        self._by_section = {
            heading.section: heading.code
            for heading in reversed(written)
            if heading.kind == Kind.DIRECTIONS
        }

    def directions(self, section: str) -> str:
        return self._by_section.get(section, self._general)


def _is_told(line: Line, facts: Facts, reworded: set[str]) -> bool:
    """Half a total is below every target, which says nothing; of sensitive lines less is better."""
    if line.code not in facts.targets or line.indicator.sensitive:
        return False
    return not line.is_partial or not_reached(line.code) in reworded


def _not_reached(line: Line, facts: Facts) -> Added:
    said = f"{line.indicator.name} mới đạt {_slot(line)}, {{{line.code}:target}}."
    return _of_figures(not_reached(line.code), said, line, facts)


def _aim(line: Line, facts: Facts) -> Added:
    said = f"Phấn đấu {inside_sentence(line.indicator.name)} đạt {{target:{line.code}}}[[ (năm {{year}}: {_slot(line)})]]."
    return _of_figures(aimed_at(line.code), said, line, facts)


def _of_figures(code: str, template: str, line: Line, facts: Facts) -> Added:
    """Said as long as the line's total is below its target."""
    below = f"{line.code} < {facts.targets[line.code].value}"
    return Added(OutlineSentence(0, code, template, below))


def _slot(line: Line) -> str:
    if line.indicator.is_ratio:
        return f"{{{line.code}:percent}}"
    return f"{{{line.code}:{'of' if line.indicator.is_yes_no else 'unit'}}}"


def _typed(code: str, words: str) -> Added:
    return Added(OutlineSentence(0, code, f"{words.rstrip(' .;')}.", ""), is_typed=True)


def _once(said: Iterable[tuple[str, str]]) -> Iterator[Added]:
    """Several limits may have one cause."""
    told: set[str] = set()
    for code, words in said:
        if words and fold(words.rstrip(" .;")) not in told:
            told.add(fold(words.rstrip(" .;")))
            yield _typed(code, words)


def _told_aims(form: ReportForm) -> set[str]:
    """The lines whose next target the outline's own sentences tell."""
    templates = (sentence.template for heading in form.headings for sentence in heading.sentences)
    found = (slot for template in templates for slot in slots(parse(template)))
    return {slot.code for slot in found if isinstance(slot, TargetSlot)}


def _follow_up(before: Sequence[Limit], limits: Sequence[Limit]) -> Iterator[Added]:
    """How far last year's limits were mended; nothing as long as nobody has told of any."""
    if all(row.state == Limit.State.OPEN for row in before):
        return
    again = {row.carried_from_id for row in limits}
    left = [row for row in before if row.state != Limit.State.MENDED]
    named = [inside_sentence(row.text.rstrip(" .;")) for row in left if row.pk not in again]
    said = _mended(before, len(before) - len(left)) + _left(len(left), named)
    yield Added(OutlineSentence(0, _FOLLOW_UP, f"{said}.", ""), is_typed=True)


def _mended(before: Sequence[Limit], mended: int) -> str:
    done = f"{mended} hạn chế đã được khắc phục" if mended else "chưa có hạn chế nào khắc phục xong"
    return f"Trong {len(before)} hạn chế nêu trong báo cáo {before[0].period.inside}, {done}"


def _left(count: int, named: Sequence[str]) -> str:
    """What this report names again in its own place is counted here, and not said twice."""
    if not count:
        return ""
    said = f"; còn {count} hạn chế tiếp tục khắc phục"
    if len(named) < count:
        said += f", trong đó {count - len(named)} hạn chế nêu lại dưới đây"
    return f"{said}: {'; '.join(named)}" if named else said
