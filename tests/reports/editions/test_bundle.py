"""An issued report in one archive: it opens without the portal, and an empty portal redraws it."""

import io
import json
import subprocess
import zipfile
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.urls import reverse

from audit.chain import sha256
from audit.models import AuditEntry
from reports.catalogue.models import FormVersion
from reports.editions import actions
from reports.editions.bundle import bundle, check
from reports.editions.models import Edition, SealedFile
from reports.entry.models import Figure
from tests.reports.editions.cast import SIGNING
from vhtt_portal.rules import RuleError


@pytest.fixture
def archive(issued):
    return bundle(Edition.objects.with_page_relations().get(pk=issued.pk))


def changed(archive, name, content, *, with_sums=False):
    """The archive with another file in place of one, its hash mended or not."""
    old, made = zipfile.ZipFile(io.BytesIO(archive)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for known in old.namelist():
            data = content if known == name else old.read(known)
            if known == "SHA256SUMS" and with_sums:
                lines = (line.split("  ") for line in data.decode().splitlines())
                data = "".join(
                    f"{sha256(content) if file == name else was}  {file}\n" for was, file in lines
                ).encode()
            new.writestr(known, data)
    return made.getvalue()


@pytest.mark.drawing
def test_the_archive_opens_without_the_portal_and_says_what_it_holds(archive, issued, tmp_path):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        opened.extractall(tmp_path)

    found = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert found.returncode == 0, found.stdout
    assert (tmp_path / "bao-cao.pdf").read_bytes() == bytes(
        SealedFile.objects.get(format="pdf").content
    )
    assert (tmp_path / "noi-dung.json").read_text() == issued.snapshot
    index = (tmp_path / "muc-luc.html").read_text()
    assert "số 01/BC-PVHTT" in index
    assert all(
        f'href="{name.name}"' in index
        for name in tmp_path.iterdir()
        if name.name not in {"muc-luc.html", "SHA256SUMS"}
    )


@pytest.mark.drawing
def test_the_catalogue_and_the_trail_in_it_can_be_read_back(archive, issued):
    opened = zipfile.ZipFile(io.BytesIO(archive))

    rows = [row.object for row in serializers.deserialize("json", opened.read("danh-muc.json"))]
    trail = [json.loads(line) for line in opened.read("nhat-ky.jsonl").decode().splitlines()]

    assert [row.code for row in rows if isinstance(row, FormVersion)] == [
        issued.period.form_version.code
    ]
    assert [entry["verb"] for entry in trail if entry["target_type"] == "editions.edition"] == [
        "edition.started", "edition.submit", "edition.sign", "edition.issue",
    ]  # fmt: skip
    assert all(AuditEntry.objects.get(pk=entry["number"]).hash == entry["hash"] for entry in trail)


@pytest.mark.drawing
def test_an_empty_portal_draws_the_same_files_from_it(archive, django_assert_num_queries):
    with django_assert_num_queries(0):
        redrawn = check(archive)

    assert {row.name: row.is_same for row in redrawn} == {
        "bao-cao.pdf": True, "bao-cao.docx": True, "bao-cao.xlsx": True, "bao-cao.json": True,
    }  # fmt: skip


@pytest.mark.drawing
def test_it_stays_the_same_until_more_happens_to_the_edition(archive, issued, people):
    Figure.objects.filter(indicator=people.total).update(value=9)
    assert bundle(Edition.objects.with_page_relations().get(pk=issued.pk)) == archive

    actions.recall(edition=issued, reason="Sai tên đơn vị.", by=people.head, at=SIGNING)

    again = bundle(Edition.objects.with_page_relations().get(pk=issued.pk))
    assert "Trạng thái khi lập hồ sơ: đã thu hồi" in " ".join(
        zipfile.ZipFile(io.BytesIO(again)).read("muc-luc.html").decode().split()
    )
    check(again)


@pytest.mark.drawing
def test_whatever_was_changed_in_it_is_named(archive):
    told = json.loads(zipfile.ZipFile(io.BytesIO(archive)).read("noi-dung.json"))
    told["accepted"] = 99
    content = json.dumps(told).encode()
    trail = zipfile.ZipFile(io.BytesIO(archive)).read("nhat-ky.jsonl").replace(b"Ch", b"Th")
    figures = zipfile.ZipFile(io.BytesIO(archive)).read("bao-cao.json").replace(b": 6,", b": 7,")

    for damaged, why in (
        (archive[: len(archive) // 2], "đã hỏng"),
        (b"PK", "đã hỏng"),
        (changed(archive, "bao-cao.pdf", b"%PDF"), "Tệp bao-cao.pdf trong bộ hồ sơ đã bị sửa"),
        (changed(archive, "noi-dung.json", content, with_sums=True), "không phải nội dung đã ký"),
        (changed(archive, "nhat-ky.jsonl", trail, with_sums=True), "Bản ghi nhật ký số"),
        (changed(archive, "bao-cao.json", figures, with_sums=True), "không giống tệp đã ban hành"),
    ):
        with pytest.raises(RuleError, match=why):
            check(damaged)


@pytest.mark.drawing
def test_it_is_downloaded_and_checked_by_commands(client, people, issued, archive, tmp_path):
    client.force_login(people.clerk)
    answer = client.get(reverse("editions:bundle", args=[issued.pk]))
    assert (answer.content, answer.headers["Content-Type"]) == (archive, "application/zip")

    path, out = tmp_path / "ho-so.zip", StringIO()
    call_command("export_bundle", office=people.period.office.code, period="2020", output=path)
    assert path.read_bytes() == archive
    call_command("check_bundle", path, stdout=out)
    assert "bao-cao.pdf: vẽ lại từ nội dung đã ký, giống từng byte." in out.getvalue()
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("check_bundle", tmp_path / "khong-co.zip")


def test_a_report_that_is_not_issued_has_none(client, people, signed):
    client.force_login(people.clerk)

    assert client.get(reverse("editions:bundle", args=[signed.pk])).status_code == 404
    with pytest.raises(CommandError, match="chưa ban hành nên chưa có bộ hồ sơ"):
        call_command(
            "export_bundle", office=people.period.office.code, period="2020", output="a.zip"
        )
