"""A festival calendar as an iCalendar file (RFC 5545), for the calendar of a phone or a computer."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils.text import capfirst

from heritage.queries import CalendarLine
from vhtt_portal import lunar

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# RFC 5545, 3.1: a line holds at most 75 octets, of which a continued one gives one to its blank.
_OCTETS = 75


def calendar_file(lines: Iterable[CalendarLine], *, name: str, host: str, at: datetime) -> bytes:
    """Days without hours; ``host`` makes the entries' marks the portal's own."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    content = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//vhtt-portal//lich le hoi//VI",
        "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(name)}",
    ]  # fmt: skip
    for line in lines:
        content += _event(line, host, stamp)
    content.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in content).encode()


def escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never through the middle of a letter."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])


def _event(line: CalendarLine, host: str, stamp: str) -> list[str]:
    festival = line.festival
    where = f"{festival.site}, {festival.place}" if festival.site else str(festival.place)
    said = [f"{lunar.in_words(line.starts_on)} âm lịch", festival.organiser]
    return [
        "BEGIN:VEVENT",
        f"UID:le-hoi-{festival.pk}-{_day(line.starts_on)}@{host}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(line.starts_on)}",
        # The day after the last one.
        f"DTEND;VALUE=DATE:{_day(line.ends_on + timedelta(days=1))}",
        f"SUMMARY:{escaped(capfirst(festival.name))}",
        f"LOCATION:{escaped(where)}",
        f"DESCRIPTION:{escaped('. '.join(part for part in said if part))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
