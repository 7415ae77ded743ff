"""Lines break where they are full, never after their first word."""

import subprocess
from dataclasses import replace

from documents.pdf import render_pdf
from documents.structure import bullet
from tests.documents.samples import short_document

SENTENCE = "Việc tu bổ, tôn tạo di tích trên địa bàn được thực hiện đúng quy định và kịp thời"


def test_no_paragraph_leaves_its_dash_or_first_word_alone_on_a_line():
    # One of these is as long as a line exactly: where the renderer once broke too early.
    sentences = [SENTENCE[: 60 + length].rstrip() + "." for length in range(len(SENTENCE) - 60)]
    report = replace(short_document(), body=tuple(bullet(sentence) for sentence in sentences))

    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=render_pdf(report),
        capture_output=True,
        check=True,
    )

    lines = [line.strip() for line in read.stdout.decode().splitlines()]
    assert [line for line in lines if line in {"-", "- Việc"}] == []
