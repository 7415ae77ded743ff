"""What a new official reads prints well."""

import io

from django.urls import reverse
from pypdf import PdfReader

from reports.entry.models import Submission
from reports.entry.sheetform import sheet_form
from tests.browser.people import sign_in
from vhtt_portal.text import tidy

WARD = "18127"


def test_what_a_newcomer_reads_prints_well(live_demo, page):
    sign_in(page, "canbo")
    sheet = Submission.objects.get(period__code="2021", locality__code=WARD)

    page.goto(reverse("entry:help"))
    [paper] = printed(page)
    assert all(unspaced(words) in paper for words in ("Từ mở phiếu đến biên nhận", "Hỏi ai"))

    page.goto(reverse("entry:definitions", args=[sheet.pk]))
    words = "".join(printed(page))
    assert all(unspaced(each.example) in words for each in sheet_form(sheet).lines)


def printed(page):
    """The words of each page of paper, without the spaces, which no PDF keeps."""
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [unspaced(each.extract_text()) for each in paper.pages]


def unspaced(text):
    return "".join(tidy(text).split())
