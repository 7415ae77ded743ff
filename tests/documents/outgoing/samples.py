"""A paper of each template, of an office and of a ward, with its blanks filled in; no rows."""

from datetime import date, time

from documents.outgoing.content import compose, content
from documents.outgoing.lines import BLANK, tidy_body
from documents.outgoing.models import Paper
from documents.outgoing.templates import Occasion, Outstanding, filled, templates, words
from localities.models import Locality, LocalityKind, Office

WORDS = (
    "công chức Văn hóa - Xã hội", "ngày 20 tháng 3 năm 2021", "công tác văn hóa cơ sở",
    "tổ chức tuyên truyền các ngày lễ lớn trên hệ thống truyền thanh, bảo đảm thiết thực, tiết kiệm",
)  # fmt: skip
_TOWN = Locality(
    kind=LocalityKind(name="thị xã"), name="Hồng Lĩnh", full_name="thị xã Hồng Lĩnh",
    parent=Locality(kind=LocalityKind(name="tỉnh"), name="Hà Tĩnh", full_name="tỉnh Hà Tĩnh"),
)  # fmt: skip


def office():
    return Office(
        locality=_TOWN, name="Phòng Văn hóa và Thông tin", parent_body="UBND THỊ XÃ HỒNG LĨNH",
        issuing_body="PHÒNG VĂN HÓA VÀ THÔNG TIN", symbol="BC-PVHTT", place_name="Hồng Lĩnh",
        head_post="Trưởng phòng", archive_line="VT, VHTT", units_word="phường, xã",
    )  # fmt: skip


def ward():
    kind = LocalityKind(
        name="phường", recipients="Thường trực Đảng ủy, HĐND phường", archive_line="VT, VHXH"
    )
    return Locality(kind=kind, name="Đậu Liêu", full_name="phường Đậu Liêu", parent=_TOWN)


def papers(code, keeper):
    """Unsaved, as they would be begun from the template."""
    names = words(
        keeper,
        2021,
        occasion=Occasion(date(2021, 12, 28), time(8), "Hội trường tầng 2", "Trưởng phòng"),
        outstanding=Outstanding(
            "năm 2021", "17/12/2021",
            ("Ủy ban nhân dân phường Đậu Liêu", "Ủy ban nhân dân xã Thuận Lộc"),
        ),
    )  # fmt: skip
    for template in templates()[code].papers:
        text = filled(template, names)
        is_office = isinstance(keeper, Office)
        paper = Paper(
            office=keeper if is_office else None, place=_TOWN if is_office else keeper,
            kind=text.kind, is_in_person=text.is_in_person,
            **{
                name: _without_blanks(getattr(text, name))
                for name in ("subject", "addressees", "legal_bases", "recipients")
            },
        )  # fmt: skip
        paper.body = tidy_body(_without_blanks(text.body))
        yield paper


def documents(code, keeper, *, is_draft=False):
    for paper in papers(code, keeper):
        said = content(paper)
        if is_draft:
            yield compose(said, signature=paper.issuer.signature("", ""))
        else:
            head = paper.issuer.signature("Lê Văn Mẫu", "Phó Chủ tịch", is_deputy=True)
            if paper.office:
                head = paper.issuer.signature("Nguyễn Văn Mẫu", "Trưởng phòng")
            yield compose(said, signature=head, number=5, issued_on=date(2021, 1, 5))


def _without_blanks(text):
    lines = []
    for place, line in enumerate(text.split("\n")):
        filling = str(90 + place) if line.startswith("|") else WORDS[place % len(WORDS)]
        lines.append(line.replace(BLANK, filling))
    return "\n".join(lines)
