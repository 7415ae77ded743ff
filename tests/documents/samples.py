"""Papers to draw and to measure: one rich enough to show every element of the layout."""

import io
from dataclasses import replace
from datetime import date, datetime
from itertools import cycle
from zoneinfo import ZoneInfo

from PIL import Image

from documents.issuer import Issuer, of_place
from documents.papers import decision, details, minutes, proposal, unnumbered
from documents.structure import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    HeaderCell,
    Heading,
    Letterhead,
    Level,
    OfficialDocument,
    Paragraph,
    Part,
    Picture,
    Row,
    RowKind,
    Run,
    SignatureBlock,
    Table,
    article,
    bullet,
    paragraph,
    row,
)
from localities.models import Locality, LocalityKind

WARDS = ("Bắc Hồng", "Nam Hồng", "Trung Lương", "Đức Thuận", "Đậu Liêu", "Thuận Lộc")
FIELDS = (
    "Công tác tham mưu, quản lý, chỉ đạo",
    "Lĩnh vực văn hóa",
    "Lĩnh vực thể dục, thể thao",
    "Lĩnh vực du lịch",
    "Công tác gia đình",
    "Phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa”",
    "Lĩnh vực thông tin và truyền thông",
)
SENTENCES = (
    (
        "Trong năm, các phường, xã đã tổ chức tuyên truyền sâu rộng các ngày lễ lớn của quê hương,"
        " đất nước bằng nhiều hình thức, bảo đảm thiết thực, tiết kiệm và phù hợp với điều kiện phòng,"
        " chống dịch bệnh trên địa bàn."
    ),
    (
        "Toàn thị xã có 51/52 thôn, tổ dân phố được công nhận danh hiệu văn hóa, đạt 98,08%; tỷ lệ"
        " gia đình văn hóa đạt 94%, vượt chỉ tiêu đề ra từ đầu năm."
    ),
    (
        "Công tác kiểm tra các cơ sở kinh doanh dịch vụ văn hóa được duy trì thường xuyên: đã kiểm tra"
        " 13 cơ sở, lập biên bản nhắc nhở 5 cơ sở."
    ),
)


def rich_document() -> OfficialDocument:
    """Two parts, every level of heading, five annexes: about fifteen pages."""
    return OfficialDocument(
        letterhead=Letterhead(
            parent_body=("Ủy ban nhân dân thị xã Hồng Lĩnh",),
            issuing_body=("Phòng Văn hóa và Thông tin",),
            name="Phòng Văn hóa và Thông tin thị xã Hồng Lĩnh",
        ),
        number=5,
        symbol="BC-PVHTT",
        place="Hồng Lĩnh",
        issued_on=date(2021, 1, 5),
        kind="BÁO CÁO",
        subject=(
            "Tổng kết công tác văn hóa và thông tin năm 2020,",
            "phương hướng, nhiệm vụ năm 2021",
        ),
        addressees=("Ủy ban nhân dân thị xã Hồng Lĩnh", "Sở Văn hóa, Thể thao và Du lịch Hà Tĩnh"),
        legal_bases=(
            (
                "Căn cứ Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ quy định về"
                " chế độ báo cáo của cơ quan hành chính nhà nước"
            ),
            "Căn cứ Kế hoạch công tác năm 2020 của Ủy ban nhân dân thị xã Hồng Lĩnh",
        ),
        body=(*_results(), *_directions()),
        closing="Trên đây là báo cáo kết quả công tác năm 2020 và phương hướng, nhiệm vụ năm 2021"
        " của Phòng Văn hóa và Thông tin thị xã Hồng Lĩnh.",
        signature=SignatureBlock(("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "Nguyễn Thị Minh Hạnh"),
        distribution=(
            "Như trên",
            "Chủ tịch, các Phó Chủ tịch UBND thị xã",
            "Ủy ban nhân dân các phường, xã",
            "Lưu: VT, VHTT",
        ),
        annexes=(
            Annex("Tổng hợp số liệu theo phường, xã", (ward_table(40),)),
            Annex("So sánh với năm trước và chỉ tiêu", (comparison_table(30),)),
            Annex(
                "Danh hiệu thôn, tổ dân phố",
                (paragraph("Danh hiệu được công nhận trong năm."), titles_table(52)),
            ),
            Annex("Danh mục di tích", (sites_table(23),)),
            Annex(
                "Giải thi đấu và thành tích",
                (tournaments_table(), paragraph("Thị xã đạt giải nhì toàn đoàn cấp tỉnh.")),
            ),
        ),
    )


def short_document() -> OfficialDocument:
    """One page and no annex."""
    rich = rich_document()
    return replace(rich, body=rich.body[1:6], annexes=())


def _results() -> tuple[Block, ...]:
    sentences = cycle(SENTENCES)
    blocks: list[Block] = [Part("Kết quả thực hiện nhiệm vụ năm 2020")]
    for section in ("Những kết quả chủ yếu", "Đánh giá chung"):
        blocks.append(Heading(Level.SECTION, section))
        for field in FIELDS:
            blocks.append(Heading(Level.CLAUSE, field))
            blocks += [paragraph(next(sentences)) for _ in range(2)]
            blocks += [bullet(next(sentences)) for _ in range(3)]
        blocks.append(comparison_table(6, title="Một số chỉ tiêu chủ yếu"))
    blocks.append(Heading(Level.SECTION, "Hạn chế, nguyên nhân"))
    blocks.append(Heading(Level.CLAUSE, "Hạn chế"))
    blocks += [
        Heading(Level.POINT, "Thiết chế văn hóa ở một số tổ dân phố còn thiếu, xuống cấp;")
        for _ in range(6)
    ]
    blocks.append(Heading(Level.CLAUSE, "Nguyên nhân"))
    blocks.append(
        Paragraph((Run("Nguyên nhân chủ quan: ", italic=True), Run(SENTENCES[0]), Run(" ")))
    )
    return tuple(blocks)


def _directions() -> tuple[Block, ...]:
    blocks: list[Block] = [Part("Phương hướng, nhiệm vụ năm 2021")]
    blocks += [Heading(Level.SECTION, "Phương hướng chung"), paragraph(SENTENCES[0])]
    blocks.append(Heading(Level.SECTION, "Nhiệm vụ cụ thể"))
    for field in FIELDS:
        blocks += [Heading(Level.CLAUSE, field), paragraph(SENTENCES[2]), bullet(SENTENCES[1])]
    return tuple(blocks)


def ward_table(count: int) -> Table:
    """Nine columns under a head of two rows: a landscape page."""
    head = (
        (
            HeaderCell("STT", rowspan=2),
            HeaderCell("Chỉ tiêu", rowspan=2),
            HeaderCell("Phường, xã", colspan=6),
            HeaderCell("Toàn thị xã", rowspan=2),
        ),
        tuple(HeaderCell(ward) for ward in WARDS),
    )
    rows = [Row((Cell("A. Văn hóa", colspan=9),), RowKind.GROUP)]
    rows += [
        row(str(place), f"Chỉ tiêu thứ {place} của biểu tổng hợp", *["1.234"] * 6, "7.404")
        for place in range(1, count + 1)
    ]
    rows.append(
        Row((Cell("Tổng cộng", colspan=2), *(Cell("49.360"),) * 6, Cell("296.160")), RowKind.TOTAL)
    )
    columns = (
        Column("STT", 4, Align.CENTER),
        Column("Chỉ tiêu", 22),
        *(Column(ward, 8, Align.RIGHT) for ward in WARDS),
        Column("Toàn thị xã", 9, Align.RIGHT),
    )
    return Table(columns, tuple(rows), header=head, note="Ghi chú: số liệu đến ngày 14/12/2020.")


def comparison_table(count: int, title: str = "") -> Table:
    columns = (
        Column("STT", 4, Align.CENTER),
        Column("Chỉ tiêu", 24),
        Column("Đơn vị tính", 8, Align.CENTER),
        Column("Năm 2019", 9, Align.RIGHT),
        Column("Năm 2020", 9, Align.RIGHT),
        Column("So sánh", 9, Align.RIGHT),
    )
    rows = tuple(
        row(str(place), "Tỷ lệ gia đình văn hóa trên tổng số hộ", "%", "93,5", "94", "0,5")
        for place in range(1, count + 1)
    )
    return Table(columns, rows, title=title)


def titles_table(count: int) -> Table:
    columns = (
        Column("STT", 4, Align.CENTER),
        Column("Thôn, tổ dân phố", 20),
        Column("Phường, xã", 12),
        Column("Danh hiệu", 16),
    )
    wards = cycle(WARDS)
    rows = tuple(
        row(str(place), f"Tổ dân phố {place}", f"phường {next(wards)}", "Tổ dân phố văn hóa")
        for place in range(1, count + 1)
    )
    return Table(columns, rows)


def sites_table(count: int) -> Table:
    columns = (
        Column("STT", 4, Align.CENTER),
        Column("Tên di tích", 20),
        Column("Địa điểm", 14),
        Column("Xếp hạng", 10),
        Column("Quyết định", 16),
    )
    rows = tuple(
        row(str(place), "Đền thờ Đô đài Ngự sử Bùi Cầm Hổ", "phường Đậu Liêu", "Quốc gia", "—")
        for place in range(1, count + 1)
    )
    return Table(columns, rows)


def tournaments_table() -> Table:
    columns = (
        Column("STT", 4, Align.CENTER),
        Column("Giải", 24),
        Column("Số đoàn", 8, Align.RIGHT),
    )
    names = ("Giải kéo co", "Giải bóng đá thiếu niên", "Giải bóng chuyền doanh nhân")
    return Table(columns, tuple(row(str(n), name, "11") for n, name in enumerate(names, start=1)))


# --- Other kinds ------------------------------------------------------------------------------


def ward_issuer() -> Issuer:
    town = LocalityKind(name="thị xã")
    ward = LocalityKind(name="phường", recipients="Thường trực Đảng ủy, HĐND phường")
    above = Locality(kind=town, name="Hồng Lĩnh", full_name="thị xã Hồng Lĩnh")
    return of_place(Locality(kind=ward, name="Bắc Hồng", full_name="phường Bắc Hồng", parent=above))


def decision_document() -> OfficialDocument:
    """The head of a ward recognises its cultured hamlets; the list is annexed."""
    issuer = ward_issuer().in_person()
    return decision(
        issuer=issuer,
        about="công nhận danh hiệu “Tổ dân phố văn hóa” năm 2020",
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            (
                "Căn cứ Nghị định số 122/2018/NĐ-CP ngày 17 tháng 9 năm 2018 của Chính phủ quy định"
                " về xét tặng danh hiệu “Gia đình văn hóa”; “Thôn văn hóa”, “Làng văn hóa”, “Ấp văn"
                " hóa”, “Bản văn hóa”, “Tổ dân phố văn hóa”"
            ),
            "Theo đề nghị của công chức Văn hóa - Xã hội phường",
        ),
        body=(
            article(
                "Công nhận danh hiệu “Tổ dân phố văn hóa” năm 2020 đối với 12 tổ dân phố trên địa bàn"
                " phường Bắc Hồng (có danh sách tại Phụ lục kèm theo)."
            ),
            paragraph(
                "Các tổ dân phố được công nhận được tặng Giấy công nhận kèm theo tiền thưởng theo quy"
                " định của pháp luật về thi đua, khen thưởng."
            ),
            article("Quyết định này có hiệu lực kể từ ngày ký."),
            article(
                "Văn phòng Ủy ban nhân dân phường, công chức Văn hóa - Xã hội phường và các tổ dân phố"
                " có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
            ),
        ),
        signature=issuer.signature("Trần Văn Bình", "Chủ tịch"),
        recipients=("Phòng Văn hóa và Thông tin thị xã",),
        annexes=(Annex("Danh sách tổ dân phố văn hóa năm 2020", (titles_table(12),)),),
        number=128,
        issued_on=date(2020, 11, 16),
    )


def proposal_document() -> OfficialDocument:
    """A ward asks the office above to have its hamlets recognised."""
    issuer = ward_issuer()
    return proposal(
        issuer=issuer,
        addressee="Ủy ban nhân dân thị xã Hồng Lĩnh",
        about="đề nghị tặng Giấy khen “Tổ dân phố văn hóa” giai đoạn 2016 - 2020",
        bases=(
            (
                "Căn cứ Nghị định số 122/2018/NĐ-CP ngày 17 tháng 9 năm 2018 của Chính phủ quy định về"
                " xét tặng danh hiệu “Gia đình văn hóa”, “Tổ dân phố văn hóa”"
            ),
            "Căn cứ kết quả họp xét của Ủy ban nhân dân phường ngày 12 tháng 11 năm 2020",
        ),
        body=(
            paragraph(SENTENCES[0]),
            paragraph(
                "Ủy ban nhân dân phường Bắc Hồng đề nghị tặng Giấy khen cho 04 tổ dân phố được công"
                " nhận danh hiệu “Tổ dân phố văn hóa” 5 năm liên tục (danh sách tại Phụ lục kèm theo)."
            ),
        ),
        signature=issuer.signature("Lê Thị Hòa", "Phó Chủ tịch", is_deputy=True),
        annexes=(Annex("Danh sách đề nghị tặng Giấy khen", (titles_table(4),)),),
    )


def minutes_document() -> OfficialDocument:
    """A meeting that votes on the hamlets; it bears no number."""
    return minutes(
        issuer=ward_issuer(),
        about="Họp xét danh hiệu “Tổ dân phố văn hóa” năm 2020",
        venue="Phòng họp Ủy ban nhân dân phường Bắc Hồng",
        began_at=datetime(2020, 11, 12, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        ended_at=datetime(2020, 11, 12, 10, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        present=("Ủy ban Mặt trận Tổ quốc phường: bà Phan Thị Lan", "Tổ trưởng các tổ dân phố"),
        chair=("Trần Văn Bình", "Chủ tịch Ủy ban nhân dân phường"),
        secretary=("Nguyễn Thị Thu", "công chức Văn hóa - Xã hội"),
        body=(
            paragraph(SENTENCES[1]),
            paragraph("Kết quả bỏ phiếu: 12/12 tổ dân phố đạt từ 90% số phiếu đồng ý trở lên."),
        ),
    )


def card_document() -> OfficialDocument:
    """What is known of a monument, with its photo: no document of the outgoing book."""
    issuer = ward_issuer()
    return unnumbered(
        issuer=issuer,
        kind="PHIẾU DI TÍCH",
        subject="Đền thờ Đô đài Ngự sử Bùi Cầm Hổ",
        body=(
            Picture(
                photo(),
                alt="Cổng đền nhìn từ đường vào, hai bên là tường gạch.",
                caption="Cổng đền",
            ),
            details(
                (
                    ("Loại hình", "Di tích lịch sử"),
                    ("Xếp hạng", "Di tích quốc gia"),
                    ("Quyết định", "Số 97/QĐ ngày 21 tháng 01 năm 1992"),
                    ("Ghi chú", ""),
                )
            ),
        ),
        signature=issuer.signature("Trần Văn Bình", "Chủ tịch"),
        preparer=SignatureBlock(("NGƯỜI LẬP PHIẾU",), "Nguyễn Thị Thu"),
        issued_on=date(2020, 11, 16),
    )


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (900, 600)) -> bytes:
    """A made picture: a photograph of nothing."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()
