"""The heritage registers, one beside the other."""

from vhtt_portal.http import HtmxRequest
from vhtt_portal.pages import Tab, tabs_of


def heritage_tabs(request: HtmxRequest) -> list[Tab]:
    return tabs_of(
        request,
        ("Di tích", "heritage:site-list"),
        ("Bản đồ di tích", "heritage:site-map"),
        ("Đề nghị về di tích", "heritage:proposal-list"),
        ("Lễ hội", "heritage:festival-list"),
        ("Lịch lễ hội", "heritage:festival-calendar"),
        ("Di sản phi vật thể", "heritage:intangible-list"),
        ("Nghệ nhân", "heritage:artisan-list"),
    )
