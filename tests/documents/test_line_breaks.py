"""Lines break where they are full, never after their first word."""

from dataclasses import replace

from documents.layout_check.reading import read_paper
from documents.pdf import render_pdf
from documents.structure import Column, Table, bullet, row
from documents.wrapping import balanced_lines
from tests.documents.samples import short_document

SENTENCE = "Việc tu bổ, tôn tạo di tích trên địa bàn được thực hiện đúng quy định và kịp thời"


def lines(pdf):
    """Every line of the paper, cell by cell inside tables."""
    for page in read_paper(pdf).pages:
        for line in (*page.lines, *(line for cells in page.table_lines for line in cells)):
            yield line.text


def test_no_paragraph_leaves_its_dash_or_first_word_alone_on_a_line():
    # One of these is as long as a line exactly: where the renderer once broke too early.
    sentences = [SENTENCE[: 60 + length].rstrip() + "." for length in range(len(SENTENCE) - 60)]
    report = replace(short_document(), body=tuple(bullet(sentence) for sentence in sentences))

    drawn = list(lines(render_pdf(report)))

    assert len(drawn) > len(sentences)
    assert [line for line in drawn if line in {"-", "- Việc"}] == []


def test_no_cell_leaves_its_first_word_alone_on_a_line():
    # Column by column a little wider, until the text just fits one line.
    text = "Lớp tập huấn công nghệ thông tin"
    tables = tuple(
        Table(
            (Column("STT", 10), Column("Nội dung", share), Column("Ghi chú", 200 - share)),
            (row("1", text, "–"),),
        )
        for share in range(72, 82)
    )

    drawn = list(lines(render_pdf(replace(short_document(), body=tables))))

    assert text in drawn
    assert "Lớp" not in drawn


def test_a_year_stays_with_its_word():
    subject = "Tổng kết công tác văn hóa và thông tin năm 2020 và phương hướng, nhiệm vụ năm 2021"

    lines = balanced_lines(subject, room=120, size=14, style="Bold")

    assert lines == [
        "Tổng kết công tác văn hóa và thông tin", "năm 2020 và phương hướng, nhiệm vụ năm 2021",
    ]  # fmt: skip
