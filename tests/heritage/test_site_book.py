"""A register in and out of Excel, through the pages: what is taken, what is asked, what is refused."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from heritage.models import Site
from tests.heritage.factories import SiteFactory
from tests.registers import text, trail

pytestmark = pytest.mark.django_db
BOOK, IMPORT = reverse("heritage:site-book"), reverse("heritage:site-import")
HEAD = ["Địa bàn", "Tên di tích", "Loại hình", "Ngày đưa vào danh mục"]


def workbook(*rows):
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    return saved(book)


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sent(client, content):
    """The preview of a file."""
    return client.post(IMPORT, {"file": SimpleUploadedFile("so.xlsx", content)})


def taken(client, preview, *left_out):
    """The person's yes, with the lines that they leave out."""
    sealed = re.search(r'name="read" value="([^"]+)"', preview.content.decode())[1]
    return client.post(IMPORT, {"read": sealed, "bo": left_out})


def numbers(response):
    """Would be written, unchanged, refused."""
    return [int(found) for found in re.findall(r"<dd>(\d+)</dd>", response.content.decode())]


def test_what_goes_out_comes_back_unchanged_and_what_is_edited_is_written(client, cast):
    first = SiteFactory(place=cast.ward, name="Đền Quản Sơn")
    SiteFactory(place=cast.neighbour, name="Chùa Long Đàm", kind=Site.Kind.SCENIC)
    client.force_login(cast.specialist)
    book = load_workbook(BytesIO(client.get(BOOK).content))

    assert numbers(sent(client, saved(book))) == [0, 2, 0]

    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[3]}
    row = next(
        r[0].row for r in page.iter_rows(min_row=4) if r[at["Tên di tích"] - 1].value == first.name
    )
    page.cell(row, at["Tên di tích"]).value = "Đền Quản Sơn Thượng"
    page.cell(row, at["Ngày đưa vào danh mục"]).value = "05/01/2019"
    preview = sent(client, saved(book))
    assert "<del>Đền Quản Sơn</del> → Đền Quản Sơn Thượng" in text(preview)
    assert Site.objects.get(pk=first.pk).name == "Đền Quản Sơn"  # nothing before the yes
    taken(client, preview)

    first.refresh_from_db()
    assert (first.name, str(first.listed_on)) == ("Đền Quản Sơn Thượng", "2019-01-05")
    assert [entry[0] for entry in trail()] == ["site.changed"]


def test_lines_of_ones_own_making_are_new_known_or_refused_in_words(client, cast):
    SiteFactory(place=cast.ward, name="Đền Cả")
    client.force_login(cast.specialist)

    preview = sent(
        client,
        workbook(
            ["phường Bắc Hồng", "den ca", "Di tích lịch sử", None],
            ["phường bac hong", "Chùa Mới", "danh lam thắng cảnh", "5/1/2020"],
            ["phường Xa Lạ", "Chùa Lạ", "Di tích lịch sử", None],
            ["phường Bắc Hồng", "Chùa Mới", "Di tích lịch sử", None],
            ["phường Bắc Hồng", "Chùa Sai", "Di tích lịch sử", "31/02/2020"],
            ["phường Bắc Hồng", "=1+1", "Di tích lịch sử", None],
        ),
    )

    assert numbers(preview) == [2, 0, 4]
    shown = text(preview)
    assert "Địa bàn: “phường Xa Lạ” không có trong danh sách." in shown
    assert "Trùng với dòng 3 của tệp." in shown
    assert "Hãy viết ngày theo kiểu ngày/tháng/năm" in shown
    assert "là công thức chưa được tính" in shown

    assert taken(client, preview, "2").status_code == 302  # the changed name is left out
    assert sorted(Site.objects.values_list("name", flat=True)) == ["Chùa Mới", "Đền Cả"]


def test_a_yes_sent_twice_writes_once_and_a_row_that_moved_meanwhile_is_refused(client, cast):
    site = SiteFactory(place=cast.ward, name="Đền Cả", address="Khối 1")
    client.force_login(cast.specialist)
    new = sent(client, workbook(["phường Bắc Hồng", "Chùa Mới", "Di tích lịch sử", None]))
    taken(client, new)
    taken(client, new)
    assert Site.objects.filter(name="Chùa Mới").count() == 1

    edit = sent(client, workbook(["phường Bắc Hồng", "Đền Cả", "Di tích khảo cổ", None]))
    Site.objects.filter(pk=site.pk).update(version=5, address="Khối 2")
    answer = taken(client, edit)

    assert answer.status_code == 422
    assert "Đã ghi 0 dòng vào sổ." in text(answer)
    assert "Dòng 2, Đền Cả" in text(answer)
    assert Site.objects.get(pk=site.pk).kind == Site.Kind.HISTORICAL


def test_nobody_reaches_another_places_rows_by_a_file(client, cast):
    foreign = SiteFactory(place=cast.neighbour, name="Chùa Long Đàm")
    client.force_login(cast.officer)
    content = client.get(BOOK).content
    assert "Chùa Long Đàm" not in str([*load_workbook(BytesIO(content)).worksheets[0].values])
    assert client.get(IMPORT).status_code == 403

    client.force_login(cast.specialist)
    book = load_workbook(BytesIO(workbook(["phường Bắc Hồng", "Đền Lạ", "Di tích lịch sử", None])))
    book.active["E1"], book.active["E2"] = "Mã trong sổ", f"{foreign.pk + 99}-1"
    assert "mà bạn được sửa" in text(sent(client, saved(book)))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK nothing", "không phải tệp .xlsx"),
        (b"a;b", "không phải tệp .xlsx"),
        (workbook()[:-40], "Tệp bị hỏng"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(client, cast, content, sentence):
    client.force_login(cast.specialist)

    answer = sent(client, content)

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_preview_that_was_tampered_with_or_is_old_is_asked_for_anew(client, cast, time_machine):
    time_machine.move_to("2026-11-20 08:00:00+07:00")
    client.force_login(cast.specialist)
    preview = sent(client, workbook(["phường Bắc Hồng", "Chùa Mới", "Di tích lịch sử", None]))
    answer = client.post(IMPORT, {"read": "abc:def:ghi"})
    assert answer.status_code == 422
    assert "Hãy gửi lại tệp" in text(answer)

    time_machine.move_to("2026-11-20 21:00:00+07:00")
    client.force_login(cast.specialist)
    assert "Hãy gửi lại tệp" in text(taken(client, preview))
    assert not Site.objects.exists()
