"""The sports registers, one beside the other."""

from accounts.models import User
from sports.models import Club, Tournament
from vhtt_portal.http import HtmxRequest
from vhtt_portal.pages import Tab, tabs_of

MOST_SUGGESTIONS = 60


def sports_tabs(request: HtmxRequest) -> list[Tab]:
    return tabs_of(
        request,
        ("Giải thi đấu", "sports:tournament-list"),
        ("Câu lạc bộ", "sports:club-list"),
        ("Công trình", "sports:facility-list"),
        ("Người tập", "sports:sport-year"),
    )


def known_sports(user: User) -> list[str]:
    """The sports that were written before, to choose from while typing. Two queries."""
    found: set[str] = set()
    for rows in (Tournament.objects.visible_to(user), Club.objects.visible_to(user)):
        names = rows.order_by("sport").values_list("sport", flat=True).distinct()
        found.update(names[:MOST_SUGGESTIONS])
    return sorted(found)
