"""Evidence at a cell: who may add it, where it lies, how it is handed out, how it goes."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.urls import reverse

from audit.queries import history
from reports.entry import actions
from reports.entry.models import Attachment
from reports.entry.talk import cell_steps, marks
from tests.reports.entry.samples import fill
from tests.vhtt_portal.files.evidence import files
from vhtt_portal.files.evidence.content import JPEG, PDF, Evidence
from vhtt_portal.rules import RuleError


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def add(sheet, by, content=b"\xff\xd8\xff anh", name="Ảnh pa nô.jpg", kind=JPEG):
    return actions.add_attachment(
        submission=sheet, indicator="VH.PANO", name=name, evidence=Evidence(kind, content), by=by
    )


def send(client, sheet, content, name="Ảnh pa nô.jpg", code="VH.PANO"):
    url = reverse("entry:attachment-add", args=[sheet.pk, code])
    return client.post(url, {"file": SimpleUploadedFile(name, content)}, follow=True)


def on_disk(settings):
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_a_photo_is_sent_kept_without_its_secrets_and_handed_out(office, sheet, as_, settings):
    client = as_(office.entry)
    photo = files.photo("JPEG")

    page = send(client, sheet, photo).content.decode()

    row = Attachment.objects.get()
    assert "Đã lưu tệp minh chứng." in page
    assert f'href="{reverse("entry:attachment-file", args=[row.pk])}"' in page
    assert (row.name, row.type, row.by) == ("Ảnh pa nô.jpg", JPEG, office.entry)
    answer = client.get(reverse("entry:attachment-file", args=[row.pk]))
    content = answer.getvalue()
    assert files.CANARY not in content
    assert on_disk(settings) == [Path(row.file.path)]
    assert Path(row.file.path).read_bytes() == content
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Disposition"] == (
        "inline; filename=\"anh pa no.jpg\"; filename*=UTF-8''%E1%BA%A2nh%20pa%20n%C3%B4.jpg"
    )
    assert "no-store" in answer.headers["Cache-Control"]
    assert marks(sheet)["VH.PANO"].attachment_count == 1
    assert cell_steps(sheet, "VH.PANO")[0].text == "Thêm tệp minh chứng: Ảnh pa nô.jpg"


def test_a_paper_is_saved_and_never_shown_in_the_page(office, sheet, as_):
    row = add(sheet, office.entry, b"%PDF-", "Biên bản.pdf", PDF)

    answer = as_(office.entry).get(reverse("entry:attachment-file", args=[row.pk]))

    assert answer.getvalue() == b"%PDF-"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="bien ban.pdf"')


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"GIF89a" + bytes(50), "Chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF."),
        (b"\xff\xd8\xff" + bytes(50), "Tệp bị hỏng"),
        (b"", "Tệp này trống."),
        (bytes(10 * 1024 * 1024 + 1), "Tệp lớn hơn 10 MB."),
    ],
    ids=["gif", "torn", "empty", "large"],
)
def test_a_refused_file_leaves_nothing_behind(office, sheet, as_, settings, content, sentence):
    answer = send(as_(office.entry), sheet, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Attachment.objects.exists()
    assert on_disk(settings) == []


def test_the_same_file_twice_is_one_and_a_sixth_is_refused(office, sheet, settings):
    first = add(sheet, office.entry, b"0")
    assert add(sheet, office.entry, b"0") == first
    for number in range(1, actions.MOST_FILES):
        add(sheet, office.entry, str(number).encode())

    with pytest.raises(RuleError, match="đã có 5 tệp"):
        add(sheet, office.entry, b"sixth")

    assert len(on_disk(settings)) == Attachment.objects.count() == 5


def test_a_file_whose_row_is_not_written_is_taken_back(office, sheet, settings, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(Attachment, "save", fail)
    with pytest.raises(DatabaseError):
        add(sheet, office.entry)

    assert on_disk(settings) == []


def test_a_removed_file_leaves_the_disk_once_that_is_certain(
    office, sheet, as_, settings, django_capture_on_commit_callbacks
):
    row = add(sheet, office.entry)
    client = as_(office.leader)
    url = reverse("entry:attachment-remove", args=[row.pk])

    with django_capture_on_commit_callbacks() as waiting:
        answer = client.post(url)
        assert on_disk(settings)
    for act in waiting:
        act()

    assert answer.url.endswith(f"/{sheet.pk}/o/VH.PANO/#minh-chung")
    assert not Attachment.objects.exists()
    assert on_disk(settings) == []
    assert client.post(url).status_code == 404
    actions.remove_attachment(attachment=row, by=office.leader)
    assert [entry.verb for entry in history(sheet)][:2] == [
        "attachment.removed",
        "attachment.added",
    ]


def test_a_sent_sheets_evidence_is_read_and_no_longer_changed(office, sheet, as_):
    row = add(sheet, office.entry)
    fill(sheet, office.entry, DC_HO="1.000", VH_HO="900")
    actions.approve(submission=sheet, by=office.leader)
    actions.send(submission=sheet, by=office.entry)
    client = as_(office.entry)

    for answer in (
        send(client, sheet, files.photo("JPEG")),
        client.post(reverse("entry:attachment-remove", args=[row.pk]), follow=True),
    ):
        page = answer.content.decode()
        assert "Phiếu đang ở trạng thái" in page
        assert row.name in page
        assert 'type="file"' not in page
    assert Attachment.objects.get() == row


def test_the_office_reads_evidence_and_a_neighbour_finds_none(office, sheet, as_, settings):
    row = add(sheet, office.entry)
    url = reverse("entry:attachment-file", args=[row.pk])

    office_page = as_(office.specialist).get(reverse("review:cell", args=[sheet.pk, "VH.PANO"]))
    assert url in office_page.content.decode()
    assert 'type="file"' not in office_page.content.decode()
    assert as_(office.specialist).get(url).getvalue() == b"\xff\xd8\xff anh"
    for who in (office.neighbour, office.stranger):
        client = as_(who)
        assert client.get(url).status_code == 404
        assert client.post(reverse("entry:attachment-remove", args=[row.pk])).status_code == 404
        assert send(client, sheet, files.photo("JPEG")).status_code == 404
    assert Attachment.objects.get() == row


def test_the_folder_of_files_has_no_address(office, sheet, as_):
    row = add(sheet, office.entry)
    client = as_(office.entry)

    for address in (f"/media/{row.file.name}", f"/{row.file.name}", f"/static/{row.file.name}"):
        assert client.get(address).status_code == 404
    assert "pa" not in row.file.name
