"""The official document as data: it counts by itself."""

from dataclasses import replace
from datetime import date

import pytest

from documents.numerals import ordinal_words, point_letter, roman
from documents.structure import (
    Annex,
    Column,
    Heading,
    Level,
    Part,
    Picture,
    Table,
    article,
    numbered,
    paragraph,
    row,
)
from tests.documents.samples import decision_document, minutes_document, photo, short_document


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX")]
)
def test_parts_count_in_roman_numerals(number, numeral):
    assert roman(number) == numeral


def test_points_run_in_the_order_of_the_vietnamese_alphabet():
    assert [point_letter(n) for n in range(1, 12)] == list("abcdđeghikl")


def test_points_beyond_the_alphabet_double_their_letter():
    assert [point_letter(n) for n in (23, 24, 25)] == ["y", "aa", "bb"]


def test_parts_count_in_words_up_to_ten():
    assert [ordinal_words(n) for n in (1, 4, 10, 11)] == ["thứ nhất", "thứ tư", "thứ mười", "XI"]


def test_a_number_starts_again_below_a_higher_heading():
    section, clause, point = (
        Heading(level, "Tên") for level in (Level.SECTION, Level.CLAUSE, Level.POINT)
    )
    blocks = (
        Part("Một"), section, clause, point, point, clause, point, section, clause,
        Part("Hai"), section, paragraph("Chữ."),
    )  # fmt: skip

    labels = [label for label, _ in numbered(blocks)]

    assert labels == [
        "Phần I", "I.", "1.", "a)", "b)", "2.", "a)", "II.", "1.",
        "Phần II", "I.", "",
    ]  # fmt: skip


def test_articles_count_through_and_their_clauses_anew():
    clause = Heading(Level.CLAUSE, "Tên")
    blocks = (article("Một."), clause, clause, Part("Hai"), article("Hai."), clause)

    labels = [label for label, _ in numbered(blocks)]

    assert labels == ["Điều 1.", "1.", "2.", "Phần I", "Điều 2.", "1."]


def test_parts_may_be_counted_in_words():
    document = replace(short_document(), body=(Part("Kết quả"),), parts_in_words=True)

    assert next(document.numbered_body())[0] == "Phần thứ nhất"


def test_a_single_annex_bears_no_number():
    annex = Annex("Biểu", (paragraph("Chữ."),))

    one = replace(short_document(), annexes=(annex,))
    two = replace(short_document(), annexes=(annex, annex))

    assert [label for label, _ in one.numbered_annexes()] == ["Phụ lục"]
    assert [label for label, _ in two.numbered_annexes()] == ["Phụ lục I", "Phụ lục II"]


@pytest.mark.parametrize(("columns", "is_landscape"), [(7, False), (8, True)])
def test_an_annex_lies_down_when_a_table_has_more_than_seven_columns(columns, is_landscape):
    table = Table(tuple(Column(str(n)) for n in range(columns)), (row(*"x" * columns),))

    assert Annex("Biểu", (table,)).is_landscape is is_landscape


def test_a_number_below_ten_has_a_leading_zero():
    document = replace(short_document(), number=5, symbol="BC-PVHTT")

    assert document.number_text == "05/BC-PVHTT"


def test_a_draft_leaves_number_and_day_blank():
    document = replace(short_document(), number=None, issued_on=None)

    assert document.number_text == "\u00a0" * 8 + "/BC-PVHTT"
    assert document.place_and_date == "Hồng Lĩnh, ngày … tháng … năm …"


def test_the_annexes_say_what_they_belong_to():
    document = replace(short_document(), number=12, issued_on=date(2020, 12, 15))

    assert document.attached_to == (
        "(Kèm theo Báo cáo số 12/BC-PVHTT ngày 15 tháng 12 năm 2020"
        " của Phòng Văn hóa và Thông tin thị xã Hồng Lĩnh)"
    )


def test_the_title_of_the_file_is_kind_and_subject():
    document = replace(short_document(), kind="BÁO CÁO", subject=("Tổng kết", "năm 2020"))

    assert document.full_title == "Báo cáo Tổng kết năm 2020"


def test_the_annex_of_a_decision_names_whoever_made_it():
    assert decision_document().attached_to == (
        "(Kèm theo Quyết định số 128/QĐ-UBND ngày 16 tháng 11 năm 2020"
        " của Chủ tịch Ủy ban nhân dân phường Bắc Hồng)"
    )


def test_minutes_without_a_number_are_known_by_their_day():
    paper = minutes_document()

    assert (paper.number_text, paper.place_and_date) == ("", "")
    assert paper.attached_to == (
        "(Kèm theo Biên bản ngày 12 tháng 11 năm 2020 của Ủy ban nhân dân phường Bắc Hồng)"
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_a_photo(kind):
    assert Picture(photo(kind), alt="Cổng đền").media_type == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    ("image", "alt", "refusal"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Cổng đền", "is a photo"),
        (b"%PDF-1.7", "Cổng đền", "is a photo"),
        (b"", "Cổng đền", "is a photo"),
        (photo(), "", "says in words"),
    ],
)
def test_what_is_no_photo_or_says_nothing_is_refused(image, alt, refusal):
    with pytest.raises(ValueError, match=refusal):
        Picture(image, alt)
