"""Vietnamese text: one stored form, one search key, one order."""

import unicodedata
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vhtt_portal.text import fold, inside_sentence, sort_key, tidy, tidy_lines

# Every vowel letter with every tone, in dictionary order.
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang huyền hỏi ngã sắc nặng
VOWELS = "aăâeêioôơuưy"
SYLLABLES = st.sampled_from(
    [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)]
)
NAMES = st.lists(
    st.builds(
        lambda start, vowel, end: start + vowel + end,
        st.sampled_from(["", "b", "đ", "Đ", "ngh", "tr", "Q"]),
        SYLLABLES,
        st.sampled_from(["", "n", "ng", "ch"]),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Hồng  Lĩnh ", "Hồng Lĩnh"),
        (unicodedata.normalize("NFD", "Đậu Liêu"), "Đậu Liêu"),
        ("Việ\u0323t".replace("ệ", "ê"), "Việt"),  # half decomposed, as old Office leaves it
        ("\u00d0ậu Liêu", "Đậu Liêu"),  # Eth
        ("\u0189ậu Liêu", "Đậu Liêu"),  # African D
        ("Bắc\u00a0Hồng", "Bắc Hồng"),
        ("Bắc\u200b \ufeffHồng\u00ad", "Bắc Hồng"),
        ("\u202eđảo\u202c", "đảo"),
        ("a\x00b", "ab"),
        ("a\tb\nc", "a b c"),
        ("“Gia đình văn hóa” – VH", "“Gia đình văn hóa” – VH"),
        ("", ""),
    ],
)
def test_text_is_stored_in_one_form(typed, stored):
    assert tidy(typed) == stored


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00",
        "\x7f",
        "\x9f",
        "\u061c",
        "\u200d",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\uffff",
        "\U000e0041",
    ],
)
def test_what_nobody_sees_is_not_stored(hidden):
    assert tidy(f"Đề{hidden}n Ca{hidden}\u0309") == "Đền Cả"


def test_lines_are_kept_and_empty_ones_thinned():
    assert tidy_lines("  một \r\n\n\n\nhai\u200b\n") == "một\n\nhai"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đình Tân Hòa", "dinh tan hoa"),
        ("Đình Tân Hoà", "dinh tan hoa"),
        ("ĐỨC THUẬN", "duc thuan"),
        ("Nguyễn Thị Thúy", "nguyen thi thuy"),
        ("Nguyễn Thị Thuý", "nguyen thi thuy"),
        ("\u00d0ường", "duong"),
        ("Tổ dân phố 10", "to dan pho 10"),
    ],
)
def test_text_is_found_without_marks(text, key):
    assert fold(text) == key


@given(NAMES, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.sampled_from([str.upper, str]))
def test_however_a_name_is_written_it_has_one_search_key(name, form, case):
    written = unicodedata.normalize(form, case(name))

    assert fold(written) == fold(name)
    assert fold(name).isascii()


@given(st.text())
def test_tidying_and_folding_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)


@given(NAMES, st.sampled_from(["NFC", "NFD"]))
def test_composition_does_not_change_the_order(name, form):
    assert sort_key(unicodedata.normalize(form, name)) == sort_key(name)


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "i", "o", "ô", "ơ", "u", "ư", "x", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["mâ", "mầ", "mẩ", "mẫ", "mấ", "mậ"],
        ["Tổ dân phố 1", "Tổ dân phố 2", "Tổ dân phố 10"],
        ["Phường 2", "Phường 10"],
        ["Bắc Hồng", "Đậu Liêu", "Đức Thuận", "Nam Hồng", "Thuận Lộc", "Trung Lương"],
        ["Dân", "Đan", "Đàn", "Đán"],
        # letters decide before tones, over the whole name
        ["Hà An", "Ha Ba", "Hà Ba"],
        ["Lê", "Lệ", "Lên"],
        ["Thôn Ân Phú", "Thôn Bắc", "Thôn Ươm"],
    ],
)
def test_names_are_in_dictionary_order(ordered):
    keys = [sort_key(name) for name in ordered]

    assert keys == sorted(keys)
    assert all(first < second for first, second in pairwise(keys))


@given(SYLLABLES, SYLLABLES)
def test_tones_break_ties_only(first, second):
    def parts(syllable):
        marks = unicodedata.normalize("NFD", syllable)
        tone = next((mark for mark in marks if mark in TONES[1:]), "")
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark != tone))
        return VOWELS.index(letter), TONES.index(tone)

    by_key = sort_key(first) < sort_key(second)

    assert by_key == (parts(first) < parts(second))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_in_names_go_by_value(first, second):
    assert (sort_key(f"Tổ {first}") < sort_key(f"Tổ {second}")) == (first < second)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Sửa nhà văn hóa", "sửa nhà văn hóa"),
        ("UBND phường rà soát", "UBND phường rà soát"),
        ("Trung Lương chưa có sân tập", "Trung Lương chưa có sân tập"),
        ("Đền xuống cấp", "đền xuống cấp"),
        ("", ""),
    ],
)
def test_a_text_inside_a_sentence_keeps_the_capitals_of_names(text, inside):
    assert inside_sentence(text) == inside
