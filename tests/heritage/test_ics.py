"""The calendar file, read back by the letter of RFC 5545."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from heritage.ics import calendar_file, escaped, folded
from heritage.queries import CalendarLine
from tests.accounts.factories import PlaceFactory
from tests.heritage.factories import FestivalFactory, SiteFactory

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"))


def unfolded(content):
    return content.replace("\r\n ", "")


def unescaped(text):
    """3.3.11: letter by letter, as a reader does."""
    found, letters = "", iter(text)
    for letter in letters:
        found += next(letters).replace("n", "\n") if letter == "\\" else letter
    return found


@given(TEXT)
def test_text_comes_back_as_it_was(text):
    line = folded(f"SUMMARY:{escaped(text)}")

    assert all(len(piece.encode()) <= 75 for piece in line.split("\r\n"))
    assert "\n" not in line.replace("\r\n", "")
    assert unescaped(unfolded(line).removeprefix("SUMMARY:")) == text


def test_a_festival_is_an_entry_of_whole_days():
    place = PlaceFactory.build(full_name="phường Trung Lương")
    festival = FestivalFactory.build(
        pk=7, place=place, name="lễ hội đua thuyền; bơi chải", organiser="UBND phường",
        site=SiteFactory.build(name="Đền Cả"),
    )  # fmt: skip
    line = CalendarLine(festival, date(2020, 1, 30), date(2020, 1, 31), None)

    content = calendar_file(
        [line], name="Lịch", host="vhtt.vn", at=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    )

    assert unfolded(content.decode()).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//vhtt-portal//lich le hoi//VI",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Lịch",
        "BEGIN:VEVENT",
        "UID:le-hoi-7-20200130@vhtt.vn",
        "DTSTAMP:20200102T030405Z",
        "DTSTART;VALUE=DATE:20200130",
        "DTEND;VALUE=DATE:20200201",
        "SUMMARY:Lễ hội đua thuyền\\; bơi chải",
        "LOCATION:Đền Cả\\, phường Trung Lương",
        "DESCRIPTION:mồng 6 tháng Giêng âm lịch. UBND phường",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
