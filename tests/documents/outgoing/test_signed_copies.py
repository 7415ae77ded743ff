"""An issued paper comes back digitally signed, is kept beside its files and named when it is shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEntry
from documents.outgoing import actions
from documents.outgoing.models import PaperCopy, PaperFile
from documents.outgoing.workflow import NO_ROLE
from documents.token_signing import Role
from reports.editions.verifying import verify
from tests.documents.outgoing import factories
from tests.documents.signing_outside import changed_after, handwriting, seal, signed, stamped
from vhtt_portal.rules import RuleError

# What a file holds is decided by no database; that it stays is tried with the other seals.
pytestmark = pytest.mark.any_database

HEAD, AGENCY = "Lê Văn Trưởng", "Phòng Văn hóa và Thông tin"


@pytest.fixture
def people(db):
    return factories.cast()


@pytest.fixture
def paper(people):
    return factories.issued(people)


@pytest.fixture
def pdf(paper):
    return bytes(PaperFile.objects.get(paper=paper, format="pdf").content)


def test_the_persons_signature_and_the_agencys_seal_come_back(people, paper, pdf):
    by_head = stamped(pdf, HEAD, Role.PERSON, handwriting())
    by_both = stamped(by_head, AGENCY, Role.AGENCY, seal())
    assert verify(by_head).what == "bản có thêm chữ ký số"
    for content in (by_head, by_both):
        actions.receive_signed(paper=paper, content=content, by=people.clerk)

    assert [bytes(copy.content) for copy in PaperCopy.objects.all()] == [by_head, by_both]
    verdict = verify(by_both)
    assert (verdict.document, verdict.what, verdict.is_kept) == (paper, "bản ký số", True)
    assert [each.name for each in verdict.signatures] == [HEAD, AGENCY]
    entry = AuditEntry.objects.filter(verb="paper.signed_file").latest("pk")
    assert entry.changes["signatures"] == [None, f"{HEAD}, {AGENCY}"]


def test_what_else_came_to_it_is_refused_and_nothing_kept(people, paper, pdf):
    for content, refusal in (
        (pdf, "chính là tệp cổng đang giữ"),
        (changed_after(signed(pdf, HEAD)), "còn bị thay đổi sau khi ban hành"),
        (b"khong phai PDF", "không phải bản PDF mới nhất"),
    ):
        with pytest.raises(RuleError, match=refusal):
            actions.receive_signed(paper=paper, content=content, by=people.clerk)
    with pytest.raises(RuleError, match=NO_ROLE):
        actions.receive_signed(paper=paper, content=signed(pdf, HEAD), by=people.specialist)
    assert not PaperCopy.objects.exists()


def test_a_wards_own_paper_is_handed_in_by_the_ward_and_read_by_the_office(client, people):
    paper = factories.issued(people, at_ward=True)
    pdf = bytes(PaperFile.objects.get(paper=paper, format="pdf").content)
    content = signed(pdf, "Trần Thị Lãnh Đạo")
    address = reverse("outgoing:receive", args=[paper.pk])

    client.force_login(people.entry)
    done = client.post(address, {"file": SimpleUploadedFile("a.pdf", content)}, follow=True)
    assert "Đã nhận bản ký số." in done.content.decode()
    assert "Trần Thị Lãnh Đạo" in done.content.decode()

    client.force_login(people.specialist)
    assert "Nhận bản ký số</a>" not in client.get(paper.get_absolute_url()).content.decode()
    taken = client.get(reverse("outgoing:signed-copy", args=[paper.pk, 1]))
    assert taken.content == content
    assert "-ky-so-1.pdf" in taken.headers["Content-Disposition"]
