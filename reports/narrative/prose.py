"""How a passage's plain text reads: paragraphs, and dash paragraphs."""

from vhtt_portal.text import tidy

DASH = "- "


def paragraphs(text: str) -> list[tuple[bool, str]]:
    """The lines as (is a dash paragraph, its words); empty lines are nothing."""
    lines = [tidy(line) for line in text.split("\n")]
    return [(line.startswith(DASH), line.removeprefix(DASH).strip()) for line in lines if line]
