"""The diary's registers, one beside the other."""

from vhtt_portal.http import HtmxRequest
from vhtt_portal.pages import Tab, tabs_of


def diary_tabs(request: HtmxRequest) -> list[Tab]:
    return tabs_of(
        request,
        ("Hoạt động", "activities:activity-list"),
        ("Kiểm tra", "activities:inspection-list"),
        ("Cơ sở", "activities:establishment-list"),
        ("Nhiệm vụ", "activities:task-list"),
        ("Văn bản chỉ đạo", "activities:directive-list"),
    )
