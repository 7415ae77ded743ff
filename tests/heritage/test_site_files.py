"""Photos of a site: on its page, small, and on its sheet."""

import shutil
import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from audit.row_history import row_history
from documents.layout_check import check_layout
from heritage import actions
from tests.heritage.factories import (
    ConditionCheckFactory,
    DesignationFactory,
    RestorationFactory,
    SiteFactory,
    SiteFileFactory,
)
from tests.registers import own_queries, text
from tests.vhtt_portal.files.evidence.files import photo, picture
from vhtt_portal.files import kept

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"heritage:{name}", args=args)


@pytest.fixture
def office(cast):
    """With all that a letterhead prints."""
    cast.office.parent_body = "ỦY BAN NHÂN DÂN THỊ XÃ HỒNG LĨNH"
    cast.office.issuing_body = "PHÒNG VĂN HÓA VÀ THÔNG TIN"
    cast.office.place_name, cast.office.head_post = "Hồng Lĩnh", "Trưởng phòng"
    cast.office.save()
    return cast.office


def sent(client, site, content, name="anh.jpg", caption="Cổng đền"):
    upload = SimpleUploadedFile(name, content)
    return client.post(page("site-file-add", site.pk), {"file": upload, "caption": caption})


def test_a_ward_sends_a_photo_which_stands_small_on_the_page(client, cast):
    site = SiteFactory(place=cast.ward)
    client.force_login(cast.officer)
    assert sent(client, site, photo("JPEG", size=(2000, 1500))).status_code == 302

    file = site.files.get()
    shown = text(client.get(site.get_absolute_url()))
    assert f'src="{page("site-file-small", file.pk)}" alt="Cổng đền"' in shown
    small = Image.open(BytesIO(client.get(page("site-file-small", file.pk)).content))
    # Upright: the phone was held on its side.
    assert (small.format, small.size) == ("JPEG", (480, 640))
    whole = Image.open(BytesIO(client.get(page("site-file", file.pk)).getvalue()))
    assert whole.size == (1500, 2000)
    assert row_history(site)[0].text == "Thêm tệp anh.jpg"

    actions.site_files.remove(file, reason="Nhầm ảnh", by=cast.officer)
    assert not site.files.exists()


@pytest.mark.django_db(transaction=True)
def test_a_photo_that_is_taken_away_leaves_nothing_behind(client, cast, settings):
    site = SiteFactory(place=cast.ward)
    client.force_login(cast.officer)
    sent(client, site, picture("PNG", "RGBA"), name="anh.png")
    assert len([*settings.MEDIA_ROOT.joinpath("sites").iterdir()]) == 2

    actions.site_files.remove(site.files.get(), reason="Nhầm ảnh", by=cast.officer)

    assert [*settings.MEDIA_ROOT.joinpath("sites").iterdir()] == []


def test_what_one_sees_through_is_white_on_the_small_picture(client, cast):
    site = SiteFactory(place=cast.ward)
    client.force_login(cast.officer)
    out = BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")

    sent(client, site, out.getvalue(), name="anh.png")

    small = Image.open(BytesIO(kept.small_picture(site.files.get()).content))
    assert small.getpixel((5, 5)) == (255, 255, 255)


def test_a_paper_has_no_small_picture(client, cast):
    file = SiteFileFactory(site__place=cast.ward, type="application/pdf", name="a.pdf")
    client.force_login(cast.officer)

    assert client.get(page("site-file-small", file.pk)).status_code == 404
    assert "<img" not in client.get(file.site.get_absolute_url()).content.decode().split("</h1>")[1]


def test_a_site_does_without_a_photo_that_is_gone_from_the_disk(
    client, cast, office, settings, caplog
):
    site = SiteFactory(place=cast.ward)
    client.force_login(cast.specialist)
    sent(client, site, photo("JPEG"))
    shutil.rmtree(settings.MEDIA_ROOT)
    file = site.files.get()

    assert client.get(site.get_absolute_url()).status_code == 200
    assert client.get(page("site-pdf", site.pk)).status_code == 200
    for name in ("site-file", "site-file-small"):
        assert client.get(page(name, file.pk)).status_code == 404
    assert f"A kept file is gone: {file.file.name}" in caplog.messages


def test_the_photos_of_the_neighbours_are_not_there(client, cast):
    file = SiteFileFactory(site__place=cast.neighbour)
    client.force_login(cast.officer)

    for name in ("site-file", "site-file-small", "site-file-remove"):
        assert client.get(page(name, file.pk)).status_code == 404
    assert client.get(page("site-pdf", file.site.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_much_there_is_to_tell(client, cast, rows):
    site = SiteFactory(place=cast.ward)
    for number in range(rows):
        SiteFileFactory(site=site)
        ConditionCheckFactory(site=site, checked_on=date(2020, 1, 1 + number))
        RestorationFactory(site=site)
        DesignationFactory(site=site, rank=1 + number)
    client.force_login(cast.officer)

    # the site, whether one may write about it, five lists of what belongs to it
    assert own_queries(client, "heritage", page("site-detail", site.pk)) == 7


def test_the_sheet_prints_the_photo_in_the_official_layout(client, cast, office):
    site = SiteFactory(
        place=cast.ward, name="Đền thờ Đô đài Ngự sử Bùi Cầm Hổ", address="Khối 3",
        latitude=Decimal("18.5411"), longitude=Decimal("105.7044"), zone_one_area=1250,
        summary="Đền ba gian, mái ngói.\nCòn giữ bảy sắc phong.",
    )  # fmt: skip
    DesignationFactory(site=site)
    DesignationFactory(
        site=site, rank=2, revoked_on=date(2021, 2, 3), revocation_number="9/QĐ-BVHTTDL"
    )
    ConditionCheckFactory(site=site, asked="Lợp lại mái")
    RestorationFactory(site=site)
    SiteFileFactory(site=site, caption="Cổng đền nhìn từ đường vào")
    client.force_login(cast.officer)

    pdf = client.get(page("site-pdf", site.pk)).content

    assert [str(found) for found in check_layout(pdf) if not found.ok] == []
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    told = " ".join(told.stdout.decode().split())
    for words in ("PHIẾU DI TÍCH", "vĩ độ 18,5411", "1.250 m²", "Cổng đền nhìn từ đường vào",
                  "Cấp tỉnh", "9/QĐ-BVHTTDL", "Mái dột", "bảy sắc phong"):  # fmt: skip
        assert words in told
    images = subprocess.run(["pdfimages", "-list", "-"], input=pdf, capture_output=True, check=True)
    assert "300" in images.stdout.decode()


def test_a_bare_site_has_a_sheet_as_well(client, cast, office):
    site = SiteFactory(place=cast.village)
    client.force_login(cast.inspector)

    pdf = client.get(page("site-pdf", site.pk)).content

    assert [str(found) for found in check_layout(pdf) if not found.ok] == []
