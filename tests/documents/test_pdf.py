"""The drawn PDF: what stands in it, what it tells readers, what it can never open."""

import gc
import io
import subprocess
import sys
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import chain

import pikepdf
import pytest
import time_machine

from documents import pdf as drawing
from documents.archive import Enclosure
from documents.layout_check.reading import read_paper
from documents.pdf import draw, picture_files, render_pdf
from documents.structure import (
    Annex,
    Bullet,
    Cell,
    Column,
    Letterhead,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Run,
    Table,
    paragraph,
    row,
)
from documents.wrapping import balanced_lines, width_mm
from tests.documents.samples import card_document, photo, rich_document, short_document

# All letters of the Vietnamese alphabet that carry a mark.
LETTERS = (
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
)


@pytest.fixture(scope="module")
def rich_pdf():
    return render_pdf(rich_document())


def words(pdf):
    pages = read_paper(pdf).pages
    lines = [line for page in pages for line in (*page.lines, *chain(*page.table_lines))]
    return " ".join(line.text for line in lines)


def test_the_same_document_gives_the_same_bytes():
    document = replace(short_document(), annexes=rich_document().annexes[-1:])

    assert render_pdf(document) == render_pdf(document)


def test_nothing_in_a_file_tells_when_it_was_drawn():
    document, enclosed = short_document(), (Enclosure("a.txt", "Chữ", b"a", "text/plain"),)

    def drawn(at):
        with time_machine.travel(at):
            return render_pdf(document, enclosed=enclosed)

    assert drawn("2021-01-05T08:00:00Z") == drawn("2033-07-09T21:30:00Z")


def test_every_part_stands_in_the_text(rich_pdf):
    text = words(rich_pdf)

    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/BC-PVHTT",
        "Hồng Lĩnh, ngày 05 tháng 01 năm 2021",
        "Phần II PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2021",
        "II. ĐÁNH GIÁ CHUNG",
        "đ) Thiết chế văn hóa",
        "PHÓ TRƯỞNG PHÒNG",
        "- Lưu: VT, VHTT.",
        "Phụ lục V GIẢI THI ĐẤU VÀ THÀNH TÍCH",
        "Thị xã đạt giải nhì toàn đoàn cấp tỉnh./.",
    ):
        assert part in text


def test_readers_get_title_language_tags_and_bookmarks(rich_pdf):
    with pikepdf.open(io.BytesIO(rich_pdf)) as paper, paper.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]

        assert str(paper.docinfo["/Title"]).startswith("Báo cáo Tổng kết công tác văn hóa")
        assert str(paper.Root.Lang) == "vi"
        assert paper.Root.MarkInfo.Marked
        assert paper.Root.ViewerPreferences.DisplayDocTitle
        assert str(outline.root[0].title).startswith("Báo cáo Tổng kết công tác")
        assert titles[0] == "Phần I. Kết quả thực hiện nhiệm vụ năm 2020"
        assert titles[-1] == "Phụ lục V. Giải thi đấu và thành tích"


def test_each_cell_is_read_with_the_head_of_its_column(rich_pdf):
    """Heads of two rows among them, below which the renderer's own links go to the wrong one."""
    with pikepdf.open(io.BytesIO(rich_pdf)) as paper:
        cells = [
            thing
            for thing in paper.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") in ("/TH", "/TD")
        ]
        assert {str(cell.A.Scope) for cell in cells if cell.S == "/TH"} == {"/Column"}
        assert not any("/Headers" in cell.A for cell in cells)


def test_annexes_lie_down_only_for_wide_tables(rich_pdf):
    with pikepdf.open(io.BytesIO(rich_pdf)) as paper:
        lying = [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in paper.pages]

    assert sum(lying) == 3
    assert lying[9:12] == [True] * 3


def test_all_vietnamese_letters_come_from_the_bundled_font():
    document = replace(short_document(), body=(Paragraph((
        Run(LETTERS), Run(LETTERS, bold=True), Run(LETTERS, italic=True),
        Run(LETTERS, bold=True, italic=True),
    )),), closing="")  # fmt: skip

    pdf = render_pdf(document)

    with pikepdf.open(io.BytesIO(pdf)) as paper:
        fonts = {
            str(thing.BaseFont)
            for thing in paper.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
        }
    assert all("Liberation-Serif-Two" in font for font in fonts)
    assert "".join(words(pdf).split()).count(LETTERS) == 4


@pytest.mark.parametrize(
    ("closing", "body", "end"),
    [
        ("Trên đây là báo cáo.", (paragraph("Chữ."),), "Trên đây là báo cáo./."),
        ("", (paragraph("Hết việc;"),), "Hết việc./."),
        ("", (Bullet((Run("Một, "), Run("hai", bold=True))),), "- Một, hai./."),
        ("", (Table((Column("STT"), Column("Tên")), (row("1", "a"),)),), "./."),
    ],
)
def test_the_text_ends_with_the_end_mark(closing, body, end):
    document = replace(short_document(), closing=closing, body=body)

    assert end in words(render_pdf(document))


def test_cells_stand_as_their_columns_say_and_totals_may_span():
    table = Table(
        (Column("STT"), Column("Tên"), Column("Số")),
        (Row((Cell("Tổng cộng", colspan=2), Cell("5")), RowKind.TOTAL),),
        note="Ghi chú: đến 14/12.",
    )

    text = words(render_pdf(replace(short_document(), annexes=(Annex("Biểu", (table,)),))))

    assert "Tổng cộng 5" in text
    assert "Ghi chú: đến 14/12." in text


# --- Files inside -----------------------------------------------------------------------------


def test_a_file_travels_inside_of_the_paper():
    document = short_document()
    enclosed = [
        Enclosure("so-lieu.xlsx", "Bảng tính", b"PK", "application/x-bang-tinh"),
        Enclosure("so-lieu.json", "Số liệu", b"{}", "application/json"),
    ]

    pdf = render_pdf(document, enclosed=enclosed)

    with pikepdf.open(io.BytesIO(pdf)) as paper:
        told = {
            name: (file.description, bytes(file.get_file().read_bytes()), file.get_file().mime_type)
            for name, file in paper.attachments.items()
        }
        assert told == {
            "so-lieu.json": ("Số liệu", b"{}", "application/json"),
            "so-lieu.xlsx": ("Bảng tính", b"PK", "application/x-bang-tinh"),
        }
        related = [(str(file.UF), str(file.AFRelationship)) for file in paper.Root.AF]
        assert related == [("so-lieu.json", "/Data"), ("so-lieu.xlsx", "/Data")]
        day = f"D:{document.issued_on:%Y%m%d}000000Z"
        assert {str(file.EF.F.Params.ModDate) for file in paper.Root.AF} == {day}


# --- Pictures ---------------------------------------------------------------------------------


def images(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        return [
            (int(image.Width), int(image.Height))
            for image in paper.objects
            if isinstance(image, pikepdf.Stream) and image.get("/Subtype") == "/Image"
        ]


def figures(pdf):
    """What is said of each picture to whoever cannot see it."""
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        return [
            str(thing.Alt)
            for thing in paper.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]


def test_a_photo_is_drawn_with_its_words():
    pdf = render_pdf(card_document())

    assert len(images(pdf)) == 1
    assert figures(pdf) == ["Cổng đền nhìn từ đường vào, hai bên là tường gạch."]
    assert "Bùi Cầm Hổ Cổng đền" in words(pdf)


def test_a_camera_s_photo_is_reduced_to_what_paper_shows():
    large = Picture(photo(size=(6000, 4000)), alt="Cổng đền")

    pdf = render_pdf(replace(card_document(), body=(large,)))

    [(width, height)] = images(pdf)
    assert width <= 130 / 25.4 * 200 + 1
    assert width / height == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_of_photo_is_drawn(kind):
    picture = Picture(photo(kind, size=(90, 60)), alt="Cổng đền")

    assert images(render_pdf(replace(short_document(), body=(picture,)))) == [(90, 60)]


def test_photos_may_stand_in_annexes_and_twice():
    picture = Picture(photo("PNG", size=(60, 40)), alt="Cổng đền")
    document = replace(
        short_document(), body=(picture, picture), annexes=(Annex("Ảnh", (picture,)),)
    )

    pdf = render_pdf(document)

    assert len(figures(pdf)) == 3
    assert render_pdf(document) == pdf
    assert words(pdf).endswith("./.")


def test_a_torn_photo_leaves_its_words():
    torn = Picture(photo()[:200], alt="Ảnh cổng đền")

    pdf = render_pdf(replace(short_document(), body=(torn,)))

    assert "Ảnh cổng đền" in words(pdf)


def test_a_paper_opens_its_own_pictures_only(attempts):
    picture = Picture(photo(), alt="Cổng đền")
    [address] = picture_files(replace(short_document(), body=(picture,)))

    pdf = draw(f'<html><body><img src="{address}" alt="Ảnh"></body></html>')

    assert address in attempts
    assert images(pdf) == []


def test_the_collector_is_as_it_was_after_drawing():
    gc.disable()
    try:
        render_pdf(short_document())
        assert not gc.isenabled()
    finally:
        gc.enable()
    render_pdf(short_document())
    assert gc.isenabled()


def test_pages_of_the_portal_start_without_the_engine():
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'vhtt_portal.settings';"
        "django.setup(); import documents.pdf; sys.exit('weasyprint' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- Names that do not fit --------------------------------------------------------------------


def test_a_long_name_breaks_into_even_lines():
    lines = balanced_lines("ỦY BAN NHÂN DÂN THỊ XÃ HỒNG LĨNH", room=70, size=12, style="Regular")

    assert lines == ["ỦY BAN NHÂN DÂN", "THỊ XÃ HỒNG LĨNH"]


@pytest.mark.parametrize(
    ("text", "size", "style", "millimetres"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "Bold", 88.3),
        ("Độc lập - Tự do - Hạnh phúc", 13, "Bold", 56.1),
        ("PHÒNG VĂN HÓA VÀ THÔNG TIN", 12, "Bold", 69.0),
    ],
)
def test_the_letterhead_fits_by_measure(text, size, style, millimetres):
    assert width_mm(text, size=size, style=style) == pytest.approx(millimetres, abs=0.7)


def test_a_thousand_words_are_broken_without_trying_every_way():
    lines = balanced_lines("văn hóa " * 500, room=160, size=14, style="Bold")

    assert " ".join(lines) == ("văn hóa " * 500).strip()


def test_nothing_to_write_is_one_empty_line():
    assert balanced_lines("", room=70, size=12, style="Bold") == [""]


# --- Hostile content --------------------------------------------------------------------------

HOSTILE = (
    '<script>alert(1)</script><img src="file:///etc/passwd"><b>đậm</b>',
    "</p></div><style>@page{margin:0}</style>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "&lt;b&gt; & \u202e đảo",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_wherever_it_stands(text):
    rich = short_document()
    document = replace(
        rich,
        letterhead=Letterhead((text,), (text,), text),
        symbol=text,
        place=text,
        kind=text,
        subject=(text,),
        addressees=(text,),
        legal_bases=(text,),
        body=(paragraph(text), Table((Column(text), Column("b")), (row(text, "1"),), title=text)),
        closing=text,
        signature=replace(rich.signature, capacity_lines=(text,), signer_name=text, note=text),
        distribution=(text,),
        annexes=(Annex(text, (paragraph(text),)),),
        title=text,
    )

    plain = words(render_pdf(document))

    assert text.split()[0].rstrip(".;") in plain
    with pikepdf.open(io.BytesIO(render_pdf(document))) as paper:
        assert float(paper.pages[0].MediaBox[2]) == pytest.approx(595.28, abs=0.1)


class Canary(BaseHTTPRequestHandler):
    hits: list[str]

    def do_GET(self):
        self.hits.append(self.path)
        self.send_response(302)
        self.send_header("Location", "file:///etc/passwd")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def canary():
    Canary.hits = []
    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    assert Canary.hits == []


@pytest.fixture
def attempts(monkeypatch):
    """Every address that a drawing asked for: the control that the traps were walked into."""
    asked: list[str] = []
    fetcher = drawing._closed_fetcher()
    honest = fetcher.fetch

    def watched(self, url, headers=None):
        asked.append(url)
        return honest(self, url, headers)

    monkeypatch.setattr(fetcher, "fetch", watched)
    return asked


TRAPS = (
    '<img src="{url}">',
    '<img srcset="{url} 2x" src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">a</a>',
    '<style>@import url("{url}");</style>',
    '<style>@font-face{{font-family:x;src:url("{url}")}} p{{font-family:x}}</style><p>x</p>',
    '<style>p{{background:url("{url}")}}</style><p>x</p>',
    '<style>li{{list-style-image:url("{url}")}}</style><ul><li>x</li></ul>',
    '<style>p::before{{content:url("{url}")}}</style><p>x</p>',
    '<style>@page{{background:url("{url}")}}</style>',
    "<p style='border-image:url(\"{url}\") 1'>x</p>",
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    '<base href="{url}/"><img src="x.png">',
)


@pytest.mark.parametrize("trap", TRAPS)
def test_no_address_is_ever_opened(trap, canary, attempts, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARYCANARY")
    addresses = [
        canary + "/a",
        secret.as_uri(),
        "FILE://" + str(secret),
        "//127.0.0.1/x",
        "/etc/passwd",
    ]

    for url in addresses:
        pdf = draw(f"<html><body>{trap.format(url=url)}</body></html>")
        assert b"CANARYCANARY" not in pdf
        with pikepdf.open(io.BytesIO(pdf)) as paper:
            assert len(paper.attachments) == 0

    assert len(attempts) >= 2


@pytest.mark.parametrize(
    "url",
    [
        "portal:fonts/../settings.py",
        "portal:fonts/LiberationSerif-Regular.ttf?x",
        "PORTAL:fonts/LiberationSerif-Regular.ttf",
        "data:text/plain,x",
        "file:///etc/passwd",
        "http://[::1]/",
        "https://2130706433/",
        "ftp://x/",
        "\\\\host\\share",
        "",
    ],
)
def test_the_fetcher_knows_its_fonts_and_nothing_else(url):
    with pytest.raises(ValueError, match="not allowed"):
        drawing.closed_fetcher(drawing.font_files()).fetch(url)


def test_the_fetcher_hands_out_the_bundled_fonts():
    fetcher = drawing.closed_fetcher(drawing.font_files())

    for name in drawing.FONT_FILES:
        assert fetcher.fetch(f"portal:fonts/{name}").read()[:4] == b"\x00\x01\x00\x00"


def test_a_missing_font_stops_the_drawing(monkeypatch, tmp_path):
    monkeypatch.setattr(drawing, "FONTS", tmp_path)

    with pytest.raises(FileNotFoundError):
        drawing.font_files()
