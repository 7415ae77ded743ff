"""XS-2, for prose without tags: what is kept reads and writes itself again, and runs nowhere."""

import html
from random import Random

import pytest
from django.template.loader import render_to_string

from documents.structure import Run
from reports.narrative import chips
from reports.narrative.engine import written
from reports.narrative.wording import Facts
from tests.reports.rollup.samples import form, indicator, line
from vhtt_portal.rules import RuleError
from vhtt_portal.text import DASH, paragraphs, tidy_lines

# What texts are made of: words, marks of the prose, marks of HTML, odd blanks and letters.
PIECES = (
    "Số hộ ", "hoà", "hòa", "- ", "\n", "\n\n\n", "\r\n", "\t", "  ", "{", "}", "{TT.A}",
    "{Chỉ tiêu TT.A}", "{TT.A:change}", "{Chỉ tiêu TT.B: so với năm trước}", "{place}", "[[", "]]",
    ":", "1.234", "98,08%", "<b>", "</b>", "<script>alert(1)</script>", "&lt;", "&", '"', "'",
    "<!--", "-->", "<svg/onload=x()>", "e\u0301", "\u200b", "\u202e", "\x00", "\ufeff", "Ð", "…",
)  # fmt: skip


def prose(chance: Random) -> str:
    return "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 14)))


def again(text: str) -> str:
    """Written anew from its paragraphs."""
    return "\n".join(f"{DASH}{words}" if bullet else words for bullet, words in paragraphs(text))


@pytest.mark.programme("XS-2")
def test_what_is_kept_reads_and_writes_itself_again(volume, seed, say):
    chance, texts = Random(seed), volume(short=2_000, full=100_000)
    of_form, kept, refused, shown = form(indicator("TT.A"), indicator("TT.B")), 0, 0, 0
    now = {each.code: each for each in (line("TT.A", 5), line("TT.B", 7))}
    facts = Facts(
        lines=now, places={}, previous={}, targets={}, next_targets={}, lists={},
        words={"place": "thị xã"},
    )  # fmt: skip

    for number in range(texts):
        text = tidy_lines(prose(chance))
        assert tidy_lines(text) == text
        read = paragraphs(text)
        assert paragraphs(again(text)) == read
        try:
            stored = chips.kept(text, of_form)
        except RuleError:
            refused += 1
            continue
        kept += 1
        assert chips.kept(stored, of_form) == stored
        typed = chips.typed(stored, of_form)
        assert chips.kept(typed, of_form) == stored
        assert chips.typed(chips.kept(typed, of_form), of_form) == typed
        said = written(1, 1, stored, facts)
        assert written(1, 1, stored, facts) == said
        if number % 50 == 0:
            shown += _is_shown_as_text(said)

    assert kept * 5 > texts
    assert refused * 20 > texts
    say(
        f"{texts} đoạn: {kept} nhận, {refused} từ chối; đọc rồi viết lại giống hệt; {shown} đoạn vẽ ra"
    )


def _is_shown_as_text(said) -> bool:
    """On paper as HTML no word of it becomes an element."""
    runs = [Run(run.text) for each in said.lines for run in each.runs]
    context = {"blocks": [{"shape": "paragraph", "label": "", "runs": runs}]}
    drawn = render_to_string("documents/_blocks.html", context)
    for run in runs:
        assert html.escape(run.text) in drawn or not set("<>&\"'") & set(run.text)
        assert not any(tag in drawn for tag in ("<script", "<svg", "<b>"))
    return True
