"""Lines of a sheet as HTML, quickly: a template drawn once for each line, its values joined in.

Drawing 120 lines by template at each request costs several times what the page may (see
``tests/bench``), so ``entry/_line.html`` is drawn once per line of a form with marks in the places
of the values; a request only joins escaped values into those places, and a line that says the same
as at the last request is not even joined again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import escape
from types import MappingProxyType

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from reports.catalogue.form import FormIndicator
from reports.catalogue.rules import State as RuleState
from reports.entry.answers import Answer, Relation, State, shown_as
from reports.entry.lines import Cell, Line, SheetSection, Source
from reports.entry.models import Figure
from reports.entry.talk import Mark
from vhtt_portal.numbers import write_figure

# Private-use characters around a value's name; no text of a catalogue holds them.
_OPEN, _SHUT = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(.*?){_SHUT}")
_VALUES = (
    "base", "said", "beside", "mark", "last_year", "typed", "stand", "yes", "no", "value", "not_applicable", "no_data",
    "reason", "shown", "change", "saving", "tone", "title", "remarks", "given",
)  # fmt: skip
# What may change in a line while its page stays open.
_MOVING = ("shown", "change", "saving", "tone", "title", "remarks")
_TENTH = Decimal("0.1")
# Ten times as much and more: such a percentage says nothing that the number does not.
_NO_PERCENT = Decimal(1000)
_STATES = tuple((state.value, state.label) for state in Figure.State)
_STATE_WORDS = dict(_STATES)
write = lru_cache(maxsize=16_384)(write_figure)
safe = lru_cache(maxsize=16_384)(escape)


@dataclass(frozen=True, slots=True)
class Refused:
    """What a person typed into a line and what was wrong with it: it stays in its fields."""

    text: str
    state: str
    reason: str
    note: str
    sentence: str
    theirs: Cell | None = None  # what somebody else has answered meanwhile


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A drawn line with gaps, as a pattern for ``%``, and the names of the values for them."""

    pattern: str
    names: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        return self.pattern % tuple([values[name] for name in self.names])


def draw_section(
    section: SheetSection,
    *,
    base: str,
    csrf_token: str,
    key: str,
    may_edit: bool,
    has_words: bool,
    refused: Mapping[str, Refused],
    marks: Mapping[str, Mark],
    given: Mapping[str, str],
) -> SafeString:
    """One field of work with its lines. ``base`` is the sheet's own address, where it is saved.

    ``given`` is what the place is to reach, in words, by line.
    """
    today = timezone.localdate()
    drawn = []
    for line in section.lines:
        refusal = refused.get(line.code)
        # What was refused may be of any length: it is not kept.
        drawn_line = _kept_line if refusal is None else _line
        aim = given.get(line.code, "")
        drawn.append(drawn_line(line, base, today, marks.get(line.code), refusal, aim=aim))
    has_blanks = section.answered_count < section.answerable_count
    frame = _frame(section.code, section.name, may_edit, has_words, has_blanks)
    values = {"base": base, "csrf_token": csrf_token, "key": key, "lines": "\n".join(drawn)}
    return mark_safe(frame.filled(values))  # noqa: S308 - drawn templates, every value escaped


@lru_cache(maxsize=512)
def _frame(code: str, name: str, may_edit: bool, has_words: bool, has_blanks: bool) -> Skeleton:  # noqa: FBT001 - a cache's key
    content = {
        "section": {"code": code, "name": name},
        "may_edit": may_edit,
        "has_words": has_words,
        "has_blanks": has_blanks,
        "values": _marks("base", "csrf_token", "key", "lines"),
    }
    return _with_gaps("entry/_section.html", content)


def _line(
    line: Line, base: str, today: date, mark: Mark | None, refused: Refused | None, *, aim: str
) -> str:
    values = _values(line, refused, today)
    values["base"] = base
    values["given"] = _given().filled({"aim": escape(aim)}) if aim else ""
    values["said"], values["beside"] = _beside(mark) if mark else ("", "")
    return _skeleton(line.indicator, line.is_editable).filled(values)


# Some sixty sheets: between two looks at a sheet few of its lines change.
_kept_line = lru_cache(maxsize=8192)(_line)


def piece(line: Line, refused: Refused | None = None) -> dict[str, str]:
    """What a page that is open already has to change in a line: pieces of HTML by name."""
    values = _values(line, refused, timezone.localdate())
    values |= _saving(line, None, timezone.localdate())  # what was not taken the page knows itself
    found = {name: values[name] for name in _MOVING}
    return found | {"was": _was(line), "version": str(line.version), "mark": _mark(line)}


def slug(code: str) -> str:
    """A line's code as it may stand in an element's id."""
    return code.replace(".", "-")


@lru_cache(maxsize=2048)
def _skeleton(indicator: FormIndicator, is_editable: bool) -> Skeleton:  # noqa: FBT001 - a cache's key
    marks = _marks(*_VALUES)
    content = {
        "line": marks,
        "indicator": indicator,
        "slug": slug(indicator.code),
        "is_editable": is_editable,
        "states": [(code, label, marks[code]) for code, label in _STATES],
        "inputmode": "decimal" if indicator.decimals else "numeric",
        "parts": " ".join(indicator.parts),
    }
    return _with_gaps("entry/_line.html", content)


def _marks(*names: str) -> dict[str, object]:
    return {name: mark_safe(f"{_OPEN}{name}{_SHUT}") for name in names}  # noqa: S308 - constants


def _with_gaps(template: str, content: Mapping[str, object]) -> Skeleton:
    """A drawn template, cut where its marks stand."""
    pieces = _MARK.split(_without_indent(render_to_string(template, dict(content))))
    texts = (text.replace("%", "%%") for text in pieces[::2])
    return Skeleton("%s".join(texts), tuple(pieces[1::2]))


def _without_indent(html: str) -> str:
    """The template is indented for its readers; 120 copies of that would be sent each time."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r">\s*\n\s*<", "><", html)).strip()


def _values(line: Line, refused: Refused | None, today: date) -> dict[str, str]:
    indicator = line.indicator
    typed, state, reason = _answered(line)
    mark = _mark(line)
    values = {
        "last_year": safe(last_year(line)),
        "mark": f' data-mark="{mark}"' if mark else "",
        "stand": _stand(line, shown_as(state, typed, reason)) if line.version else "",
        "shown": safe(shown(line)),
        "change": _change(line),
        "remarks": _remarks(line, refused),
    }
    values |= _saving(line, refused, today)
    if refused is not None:
        typed, state, reason = refused.text, refused.state, refused.reason
    values |= _CHOICES[state, typed if indicator.is_yes_no else ""]
    # What was refused may be of any length: it is not kept.
    values["typed"] = (safe if refused is None else escape)(typed)
    values["reason"] = "" if state != State.NO_DATA else _reason_field(indicator, reason)
    return values


def _answered(line: Line) -> tuple[str, str, str]:
    """What stands in a line's fields: its text, its way of answering, its reason."""
    if line.is_counted or line.cell is None:
        return "", State.VALUE.value, ""
    answer = line.cell.answer
    return answer.typed(yes_no=line.indicator.is_yes_no), answer.state.value, answer.reason


def _was(line: Line) -> str:
    typed, state, reason = _answered(line)
    return shown_as(state, typed, reason)


@lru_cache(maxsize=1)
def _given() -> Skeleton:
    return _with_gaps("entry/_given.html", _marks("aim"))


def _stand(line: Line, was: str) -> str:
    """Said for answered lines only: of a hundred empty ones it is said by silence."""
    return _stand_of(line.code).filled({"was": safe(f"{line.version} {was}")})


@lru_cache(maxsize=2048)
def _stand_of(code: str) -> Skeleton:
    return _with_gaps("entry/_stand.html", {"code": code} | _marks("was"))


def _mark(line: Line) -> str:
    """Whether somebody has to look at the line before the sheet can go."""
    if line.faults:
        return "fault"
    return "warning" if line.is_unexplained else ""


def _reason_field(indicator: FormIndicator, reason: str) -> str:
    """Why there is no figure; asked only where there is none."""
    return _reason_of(indicator.code, indicator.name).filled({"reason": escape(reason)})


@lru_cache(maxsize=2048)
def _reason_of(code: str, name: str) -> Skeleton:
    return _with_gaps("entry/_reason.html", {"code": code, "name": name} | _marks("reason"))


class _Choices(dict[tuple[str, str], Mapping[str, str]]):
    """Which options of a line's lists are chosen, by its state and, for yes or no, its answer."""

    def __missing__(self, key: tuple[str, str]) -> Mapping[str, str]:
        state, answer = key
        chosen = {name: " selected" if name == state else "" for name, _ in _STATES}
        chosen["yes"] = " selected" if answer == "có" else ""
        chosen["no"] = " selected" if answer == "không" else ""
        if len(self) < len(_STATES) * 3:
            self[key] = MappingProxyType(chosen)
        return chosen


_CHOICES = _Choices()


def last_year(line: Line) -> str:
    """Last year's answer in words."""
    if line.previous is not None and not line.indicator.is_computed:
        return _written(line.previous, line)
    if line.previous_value is None:
        return "—"
    return write(line.previous_value) + ("%" if line.indicator.is_ratio else "")


def shown(line: Line) -> str:
    """This year's figure in words, whoever gives it."""
    if line.cell is not None and not line.is_counted and not line.indicator.is_computed:
        return _written(line.cell.answer, line)
    if line.value is None:
        return "chưa tính được" if line.indicator.is_computed else "chưa có"
    if line.indicator.is_yes_no:
        return "có" if line.value else "không"
    return write(line.value) + ("%" if line.indicator.is_ratio else "")


def _written(answer: Answer, line: Line) -> str:
    is_plain = answer.state == State.VALUE and answer.relation == Relation.EXACT
    if is_plain and not line.indicator.is_yes_no:
        return write(answer.value)
    return answer.written(yes_no=line.indicator.is_yes_no)


def _change(line: Line) -> str:
    change = line.change
    if change is None or line.indicator.is_yes_no:
        return '<span class="absent">—</span>'
    direction = "same" if not change else "up" if change > 0 else "down"
    sign = {"up": "+", "down": "−", "same": ""}[direction]
    unit = " điểm" if line.indicator.is_ratio else ""
    text = f'<span class="{direction}">{sign}{write(abs(change))}{unit}</span>'
    if change and line.previous_value and not line.indicator.is_ratio:
        percent = (abs(change) * 100 / line.previous_value).quantize(_TENTH, ROUND_HALF_UP)
        if percent < _NO_PERCENT:
            text += f' <span class="nowrap">({sign}{write(percent)}%)</span>'
    return text


def _beside(mark: Mark) -> tuple[str, str]:
    """What stands beside the cell, as its link shows it and as it says it."""
    words = []
    if mark.comment_count:
        words.append(f"{mark.comment_count} lời")
    if mark.attachment_count:
        words.append(f"{mark.attachment_count} tệp")
    if mark.is_flagged:
        words.append("đang theo dõi")
    said = f' data-count="{mark.comment_count}"' if mark.comment_count else ""
    said += " data-flag" if mark.is_flagged else ""
    return said, f" ({', '.join(words)})" if words else ""


def _saving(line: Line, refused: Refused | None, today: date) -> Mapping[str, str]:
    if refused is not None:
        return {"saving": "Chưa lưu", "tone": "failed", "title": ""}
    if line.is_counted:
        return {"saving": "Từ sổ theo dõi", "tone": "", "title": ""}
    if line.cell is None:
        absent = "Tự tính" if line.indicator.is_computed else "Chưa nhập"
        return {"saving": absent, "tone": "", "title": ""}
    title = f"{line.cell.set_by_name}, {_at(line.cell.set_at, None)}"
    word = "Từ tệp" if line.cell.source == Source.IMPORT else "Đã lưu"
    return {
        "saving": f"{word} {_at(line.cell.set_at, today)}",
        "tone": "saved",
        "title": safe(title),
    }


def saved_at(moment: datetime) -> str:
    """ "lúc 10:32" today, otherwise "ngày 05/01/2026"."""
    today = timezone.localdate()
    written = _at(moment, today)
    return f"lúc {written}" if timezone.localdate(moment) == today else f"ngày {written}"


@lru_cache(maxsize=16_384)
def _at(moment: datetime, today: date | None) -> str:
    local = timezone.localtime(moment)
    if local.date() == today:
        return f"{local.hour:02d}:{local.minute:02d}"
    return f"{local.day:02d}/{local.month:02d}/{local.year}"


def _remarks(line: Line, refused: Refused | None) -> str:
    if refused is None and not (line.findings or line.note or line.has_moved or line.claim):
        return ""  # as for nearly every line of a page
    words = Words(
        refused=refused,
        faults=tuple(fault.sentence for fault in line.faults),
        warnings=line.asked_about,
        stuck=_stuck(line),
        moved_to=write(line.live) if line.has_moved else "",
        note=refused.note if refused else line.note,
        may_explain=line.may_explain and bool(line.asked_about or line.note),
    )
    if words == _NO_WORDS:
        return ""
    return _drawn(line, words)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands under a line: refusals, rules, a register that moved, the person's own word."""

    refused: Refused | None = None
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()
    moved_to: str = ""
    note: str = ""
    may_explain: bool = False


_NO_WORDS = Words()


def _drawn(line: Line, words: Words) -> str:
    parts = []
    if words.refused is not None:
        parts.append(_refusal(line, words.refused))
    parts += [_remark("error", sentence) for sentence in words.faults]
    parts += [_remark("warning", sentence) for sentence in words.warnings]
    parts += [_remark("note", sentence) for sentence in words.stuck]
    if words.moved_to:
        sentence = f"Sổ theo dõi hiện đếm được {words.moved_to}, khác với số đã gửi."
        parts.append(_remark("warning", sentence))
    if words.may_explain:
        parts.append(_explain_field(line.code).filled({"note": escape(words.note)}))
    elif words.note:
        parts.append(_remark("note", f"Giải trình: {words.note}"))
    return "\n".join(parts)


def _remark(tone: str, text: str) -> str:
    return _remark_of(tone).filled({"text": escape(text)})


@lru_cache(maxsize=8)
def _remark_of(tone: str) -> Skeleton:
    return _with_gaps("_remark.html", {"tone": tone, **_marks("text")})


@lru_cache(maxsize=2048)
def _explain_field(code: str) -> Skeleton:
    return _with_gaps("entry/_explain.html", {"code": code, "slug": slug(code)} | _marks("note"))


def _refusal(line: Line, refused: Refused) -> str:
    sentence = _remark("error", refused.sentence)
    choice = "" if refused.theirs is None else _choice(line, refused, refused.theirs)
    return f'<div class="refusal">{sentence}{choice}</div>'


def _choice(line: Line, refused: Refused, theirs: Cell) -> str:
    """Both answers with their people and times: which of the two stays."""
    yes_no = line.indicator.is_yes_no
    content = {
        "code": line.code,
        "mine": _in_words(refused),
        "theirs": theirs.answer.written(yes_no=yes_no),
        "name": theirs.set_by_name,
        "at": _at(theirs.set_at, timezone.localdate()),
    }
    return _without_indent(render_to_string("entry/_choice.html", content))


def _in_words(refused: Refused) -> str:
    """An answer that was never read, as it was typed."""
    if refused.state == State.VALUE:
        return refused.text or "để trống"
    words = _STATE_WORDS.get(refused.state, "")
    return f"{words}: {refused.reason}" if refused.reason else words


def _stuck(line: Line) -> tuple[str, ...]:
    """Comparisons between figures that could not be made although this figure is there."""
    if line.value is None:
        return ()
    return tuple(
        finding.sentence
        for finding in line.findings
        if finding.state == RuleState.NOT_RUNNABLE and finding.rule.right
    )


def draw_remarks(line: Line) -> SafeString:
    """The words under a line, alone."""
    return mark_safe(_remarks(line, None))  # noqa: S308 - drawn by a template
