"""The movement's registers, one beside the other, and the years they know."""

from django.http import Http404

from campaigns.titles import YEARS
from vhtt_portal.http import HtmxRequest
from vhtt_portal.pages import Tab, tabs_of


def campaign_tabs(request: HtmxRequest) -> list[Tab]:
    return tabs_of(
        request,
        ("Khu dân cư", "campaigns:index"),
        ("Ngõ phố", "campaigns:lane-list"),
        ("Đợt xét", "campaigns:round-list"),
        ("Cơ quan, đơn vị", "campaigns:agency-list"),
        ("Giấy khen", "campaigns:commendation-list"),
        ("Đủ điều kiện đề nghị", "campaigns:eligible-list"),
        ("Khen thưởng", "campaigns:nomination-round-list"),
        ("Tổng kết nhiều năm", "campaigns:movement"),
        ("Quy định xét", "campaigns:rule-list"),
    )


def year_or_404(year: int) -> None:
    if year not in YEARS:
        raise Http404
