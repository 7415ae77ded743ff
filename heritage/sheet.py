"""What is told of one site, line by line: on its page and on its sheet."""

from datetime import date
from decimal import Decimal

from heritage.models import ConditionCheck, Designation, Site
from heritage.positions import write_degrees
from heritage.queries import NOT_DESIGNATED
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure


def site_rows(site: Site) -> list[tuple[str, object]]:
    """Of a site read ``with_rank`` and ``with_state``."""
    return [
        ("Số hồ sơ", site.code),
        ("Loại hình", site.get_kind_display()),
        ("Xếp hạng", rank_name(site.rank)),
        ("Niên đại", site.era),
        ("Địa bàn", site.place),
        ("Địa chỉ", site.address),
        ("Vị trí", position(site)),
        ("Mô tả", site.summary),
        ("Khu vực bảo vệ I", _area(site.zone_one_area)),
        ("Khu vực bảo vệ II", _area(site.zone_two_area)),
        ("Ranh giới khu vực bảo vệ", site.zone_note),
        ("Ban quản lý, người trông coi", site.custodian),
        ("Tình trạng", ConditionCheck.State(site.state).label if site.state else ""),
        ("Ngày đưa vào danh mục", short_date(site.listed_on) if site.listed_on else ""),
        ("Ngày đưa ra khỏi danh mục", short_date(site.removed_on) if site.removed_on else ""),
    ]


def rank_name(rank: int) -> str:
    return str(Designation.Rank(rank).label) if rank else NOT_DESIGNATED


def position(site: Site) -> str:
    if site.latitude is None or site.longitude is None:
        return ""
    return f"vĩ độ {write_degrees(site.latitude)}, kinh độ {write_degrees(site.longitude)}"


def _area(square_metres: Decimal | None) -> str:
    return "" if square_metres is None else f"{write_figure(square_metres)} m²"


def column_text(column: str, value: object) -> str:
    """One column of a site as people read it."""
    match value:
        case None:
            return ""
        case Decimal() if column in {"latitude", "longitude"}:
            return write_degrees(value)
        case Decimal():
            return write_figure(value)
        case date():
            return short_date(value)
    text = str(value)
    return str(Site.Kind(text).label) if column == "kind" else text
