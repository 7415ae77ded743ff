"""The rules by which titles are judged: those of the decrees, and what places laid down."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.scope import writes
from accounts.views.rows import RowPages
from campaigns import actions
from campaigns.forms import LocalRuleForm
from campaigns.models import LocalRule
from campaigns.tables import LocalRuleTable, RuleTable
from campaigns.titles import shipped
from campaigns.views.tabs import campaign_tabs
from vhtt_portal import pages
from vhtt_portal.tables import part_table

rule_pages = RowPages(
    actions.local_rules, LocalRuleForm, "campaigns:rule", "quy định của địa phương"
)
_YEARS_BACK = 15


@require_safe
def rule_list(request: PortalRequest) -> HttpResponse:
    this_year = timezone.localdate().year
    years = list(range(this_year + 1, this_year - _YEARS_BACK, -1))
    asked = pages.search_of(request).year
    year = asked if asked in years else this_year
    local = LocalRule.objects.visible_to(request.user).select_related("place").in_order()
    mine = part_table(LocalRuleTable, local, stem="campaigns:rule", editable=writes(request.user))
    pages.turn_pages(request, mine)
    decrees = RuleTable([rule for rule in shipped() if rule.holds_in(year)])
    decrees.label, mine.label = f"Quy định chung năm {year}", "Quy định riêng của địa phương"
    shown = {
        "year": year, "years": years, "tabs": campaign_tabs(request), "decrees": decrees,
        "local": mine, "add": reverse("campaigns:rule-add") if writes(request.user) else "",
    }  # fmt: skip
    return render(request, "campaigns/rules.html", shown)
