"""The movement's registers, one beside the other, and the years they know."""

from django.http import Http404

from vhtt_portal.http import HtmxRequest
from vhtt_portal.pages import Tab, tabs_of

_YEARS = range(1990, 2101)


def campaign_tabs(request: HtmxRequest) -> list[Tab]:
    return tabs_of(
        request,
        ("Đơn vị và khu dân cư", "campaigns:index"),
        ("Đợt xét", "campaigns:round-list"),
        ("Cơ quan, đơn vị", "campaigns:agency-list"),
        ("Giấy khen", "campaigns:commendation-list"),
        ("Đủ điều kiện đề nghị", "campaigns:eligible-list"),
        ("Khen thưởng", "campaigns:nomination-round-list"),
        ("Tổng kết nhiều năm", "campaigns:movement"),
        ("Quy định xét", "campaigns:rule-list"),
    )


def year_or_404(year: int) -> None:
    if year not in _YEARS:
        raise Http404
