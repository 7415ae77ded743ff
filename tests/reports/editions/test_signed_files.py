"""The issued PDF as it comes back digitally signed, and what any file is found to be."""

import subprocess
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from audit.models import AuditEntry
from documents import signatures
from documents.token_signing import Role
from reports.editions import actions
from reports.editions.models import SealedFile, SignedFile
from reports.editions.verifying import UNKNOWN, verify
from reports.entry.workflow import NO_ROLE
from tests.documents.signing_outside import (
    authority,
    changed_after,
    handwriting,
    seal,
    signed,
    signed_over_a_change,
    stamped,
)
from tests.reports.editions.cast import SIGNING
from vhtt_portal.rules import RuleError

# What a file holds is decided by no database; that it stays is tried with the other seals.
pytestmark = pytest.mark.any_database

HEAD, AGENCY = "Lê Văn Trưởng", "Phòng Văn hóa và Thông tin"


@pytest.fixture
def pdf(issued):
    return bytes(SealedFile.objects.get(edition=issued, format="pdf").content)


def receive(people, issued, content, by=None):
    return actions.receive_signed(
        edition=issued, content=content, by=by or people.clerk, at=SIGNING
    )


def test_the_persons_signature_and_then_the_agencys_come_back(
    people, issued, pdf, settings, tmp_path
):
    settings.SIGNATURE_ROOTS = tmp_path
    (tmp_path / "goc.pem").write_bytes(authority().pem)
    by_head = signed(pdf, HEAD, certify=True)
    receive(people, issued, by_head)
    by_both = signed(by_head, AGENCY)
    copy = receive(people, issued, by_both)

    assert [(row["name"], row["issuer"], row["is_trusted"]) for row in copy.signatures] == [
        (HEAD, "Tổ chức chứng thực thử nghiệm", True),
        (AGENCY, "Tổ chức chứng thực thử nghiệm", True),
    ]
    assert [bytes(row.content) for row in SignedFile.objects.all()] == [by_head, by_both]
    entry = AuditEntry.objects.filter(verb="edition.signed_file").latest("pk")
    assert entry.changes["signatures"] == [None, f"{HEAD}, {AGENCY}"]


def test_what_the_portals_own_command_signed_comes_back_and_nothing_after_it(people, issued, pdf):
    by_head = stamped(pdf, HEAD, Role.PERSON, handwriting())
    receive(people, issued, by_head)
    by_both = stamped(by_head, AGENCY, Role.AGENCY, seal())
    copy = receive(people, issued, by_both)

    assert [row["name"] for row in copy.signatures] == [HEAD, AGENCY]
    for later in (changed_after(by_both), signed(by_both, HEAD)):
        with pytest.raises(RuleError, match="còn bị thay đổi sau khi ban hành"):
            receive(people, issued, later)
    assert SignedFile.objects.count() == 2


def test_another_reader_finds_both_signatures_whole(pdf, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(signed(signed(pdf, HEAD), AGENCY))

    told = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout

    assert told.count("Signature is Valid") == 2
    assert told.count("Total document signed") == 1


def test_without_roots_nobody_is_vouched_for(people, issued, pdf, settings, tmp_path):
    settings.SIGNATURE_ROOTS = tmp_path

    copy = receive(people, issued, signed(pdf, HEAD))

    assert [(row["name"], row["is_trusted"]) for row in copy.signatures] == [(HEAD, False)]


def flipped(content):
    return content[:-2000] + bytes([content[-2000] ^ 1]) + content[-1999:]


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (lambda pdf: pdf, "chính là tệp cổng đang giữ"),
        (lambda pdf: pdf + b"\n% them", signatures.NO_SIGNATURE),
        (lambda pdf: signed_over_a_change(pdf, HEAD), signatures.OTHER_CHANGE),
        (lambda pdf: changed_after(signed(pdf, HEAD)), signatures.OTHER_CHANGE),
        (lambda pdf: signed(pdf, HEAD) + b"\n% them", signatures.WRITTEN_AFTER),
        (lambda pdf: signed(changed_after(pdf), HEAD), signatures.OTHER_CHANGE),
        (lambda pdf: signed(pdf[:500] + b" " + pdf[501:], HEAD), "không phải bản PDF mới nhất"),
        (lambda pdf: b"khong phai PDF", "không phải bản PDF mới nhất"),
    ],
)
def test_whatever_else_came_to_the_file_is_refused_and_nothing_kept(
    people, issued, pdf, made, refusal
):
    with pytest.raises(RuleError) as refused:
        receive(people, issued, made(pdf))

    assert refusal in str(refused.value)
    assert not SignedFile.objects.exists()


def test_a_signature_that_was_touched_is_refused(people, issued, pdf):
    once = signed(pdf, HEAD)
    start = once.index(b"/Contents <") + 2000
    touched = once[:start] + bytes([once[start] ^ 1]) + once[start + 1 :]

    with pytest.raises(RuleError):
        receive(people, issued, touched)

    assert not SignedFile.objects.exists()


def test_only_the_clerk_and_only_what_is_in_force(people, issued, pdf):
    content = signed(pdf, HEAD)

    with pytest.raises(RuleError, match=NO_ROLE):
        receive(people, issued, content, by=people.specialist)
    actions.recall(edition=issued, reason="Sai số.", by=people.head, at=SIGNING)
    with pytest.raises(RuleError, match="Đã thu hồi"):
        receive(people, issued, content)


def test_a_second_copy_goes_on_from_the_first(people, issued, pdf):
    first, other = signed(pdf, HEAD), signed(pdf, AGENCY)
    receive(people, issued, first)

    with pytest.raises(RuleError, match="không phải bản PDF mới nhất"):
        receive(people, issued, other)


# --- What any file is -------------------------------------------------------------------------


def test_each_file_is_known_for_what_it_is(people, issued, pdf):
    once = signed(pdf, HEAD)
    receive(people, issued, once)
    twice = signed(once, AGENCY)

    found = {what: verify(content) for what, content in
             {"pdf": pdf, "once": once, "twice": twice}.items()}  # fmt: skip
    assert {what: (row.document, row.what, row.is_kept) for what, row in found.items()} == {
        "pdf": (issued, "tệp PDF của bản ban hành", True),
        "once": (issued, "bản ký số", True),
        "twice": (issued, "bản có thêm chữ ký số", False),
    }
    assert [row.name for row in found["twice"].signatures] == [HEAD, AGENCY]
    for sealed in SealedFile.objects.all():
        assert verify(bytes(sealed.content)).document == issued


def test_what_is_not_the_portals_is_told(issued, pdf):
    for content in (b"khac", flipped(pdf), pdf[:-1]):
        with pytest.raises(RuleError, match=UNKNOWN[:40]):
            verify(content)
    with pytest.raises(RuleError, match="còn bị thay đổi sau khi ban hành"):
        verify(signed_over_a_change(pdf, HEAD))


def test_the_command_and_the_page_say_so(client, people, issued, pdf, tmp_path):
    path, other, out = tmp_path / "a.pdf", tmp_path / "b.pdf", StringIO()
    path.write_bytes(signed(pdf, HEAD))
    other.write_bytes(flipped(pdf))

    call_command("verify_edition", str(path), stdout=out)
    assert "số 01/BC-PVHTT, ngày 28/12/2020" in out.getvalue()
    assert f"Chữ ký số: {HEAD}" in out.getvalue()
    assert "chữ ký số chưa được nhận" in out.getvalue()
    with pytest.raises(CommandError, match="không phải tệp do cổng ban hành"):
        call_command("verify_edition", str(other))
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("verify_edition", str(tmp_path / "c.pdf"))

    def ask(content):  # nobody is signed in
        file = SimpleUploadedFile("bao-cao.pdf", content)
        return client.post(reverse("editions:verify"), {"file": file})

    told = ask(pdf).content.decode()
    assert "Nguyên vẹn" in told
    strange = ask(path.read_bytes()).content.decode()
    assert "chữ ký số chưa được cơ quan nhận" in strange
    assert "Nguyên vẹn" not in strange
    assert "01/BC-PVHTT" in told
    refused = ask(flipped(pdf))
    assert refused.status_code == 422
    assert "không phải tệp do cổng ban hành" in refused.content.decode()
    assert not SignedFile.objects.exists()


def test_the_clerk_hands_it_in_on_the_page_and_takes_it_out_again(client, people, issued, pdf):
    client.force_login(people.clerk)
    address = reverse("editions:receive", args=[issued.pk])
    content = signed(pdf, HEAD)

    refused = client.post(address, {"file": SimpleUploadedFile("a.pdf", pdf)})
    assert refused.status_code == 422
    assert "chính là tệp cổng đang giữ" in refused.content.decode()
    done = client.post(address, {"file": SimpleUploadedFile("a.pdf", content)}, follow=True)

    assert "Đã nhận bản ký số." in done.content.decode()
    assert HEAD in done.content.decode()
    assert "edition.signed_file" not in done.content.decode()
    assert client.get(reverse("editions:signed-file", args=[issued.pk, 1])).content == content
