"""A place proposes about its sites, the office decides."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import Role
from audit.locking import StaleError
from heritage import actions
from heritage.models import Site, SiteProposal
from tests.accounts.factories import AppointmentFactory
from tests.heritage.factories import SiteFactory, SiteProposalFactory
from tests.registers import new_key, own_queries, person, send, text, trail
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db
State = SiteProposal.State


def page(name, *args):
    return reverse(f"heritage:{name}", args=args)


def change(cast, site, key=None, **fields):
    return actions.propose_site(place=site.place, site=site, by=cast.officer, key=key, **fields)


def test_a_ward_proposes_a_new_site_and_the_office_writes_it(client, cast):
    response = send(
        client, cast.officer, page("site-add"), place=cast.ward.pk, name="Miếu Cổ",
        kind="historical", latitude="18°32'28\"N", longitude="105,7044", note="Dân mới báo",
    )  # fmt: skip
    proposal = SiteProposal.objects.get()
    assert response.url == proposal.get_absolute_url()
    assert not Site.objects.exists()
    assert trail()[-1] == (
        "site_proposal.added",
        "phường Bắc Hồng",
        {
            "name": [None, "Miếu Cổ"],
            "kind": [None, "historical"],
            "latitude": [None, "18.541111"],
            "longitude": [None, "105.704400"],
        },
        "Dân mới báo",
    )

    client.force_login(cast.specialist)
    shown = text(client.get(proposal.get_absolute_url()))
    for words in ("Di tích lịch sử", "18,541111", "Dân mới báo", "Chờ xem xét"):
        assert words in shown
    send(client, cast.specialist, page("proposal-accept", proposal.pk))

    site, proposal = Site.objects.get(), SiteProposal.objects.get()
    assert (site.name, site.place, site.longitude) == ("Miếu Cổ", cast.ward, Decimal("105.7044"))
    assert (proposal.state, proposal.site) == (State.ACCEPTED, site)
    assert [entry[0] for entry in trail()][1:] == ["site.added", "site_proposal.accepted"]


def test_only_what_differs_is_wanted_and_the_rest_may_change_meanwhile(client, cast):
    site = SiteFactory(place=cast.ward, name="Đền Cả", address="Khối 1", era="thế kỷ XV")
    send(
        client, cast.officer, page("site-edit", site.pk), name="Đền Cả", kind="historical",
        address="Khối 2", era="thế kỷ XV",
    )  # fmt: skip
    proposal = SiteProposal.objects.get()
    assert proposal.wanted == {"address": ["Khối 1", "Khối 2"]}

    site = actions.sites.change(
        site, version=1, era="thế kỷ XVI", address="Khối 9", by=cast.specialist
    )
    client.force_login(cast.specialist)
    assert "Khối 9 (khi gửi đề nghị: Khối 1)" in text(client.get(proposal.get_absolute_url()))
    with pytest.raises(StaleError):
        actions.accept_proposal(proposal=proposal, site_version=1, by=cast.specialist)
    actions.accept_proposal(proposal=proposal, site_version=2, by=cast.specialist)

    site.refresh_from_db()
    assert (site.address, site.era) == ("Khối 2", "thế kỷ XVI")


def test_a_refusal_gives_its_reason_and_the_ward_reads_it(client, cast):
    proposal = change(cast, SiteFactory(place=cast.ward), address="Khối 2")

    with pytest.raises(RuleError, match="Hãy ghi lý do"):
        actions.refuse_proposal(proposal=proposal, reason=" ", by=cast.specialist)
    send(client, cast.specialist, page("proposal-refuse", proposal.pk), reason="Sai địa chỉ")

    client.force_login(cast.officer)
    shown = text(client.get(proposal.get_absolute_url()))
    assert "Không chấp nhận" in shown
    assert "Sai địa chỉ" in shown
    assert page("proposal-accept", proposal.pk) not in shown
    for decide in (
        lambda: actions.accept_proposal(proposal=proposal, site_version=1, by=cast.specialist),
        lambda: actions.refuse_proposal(proposal=proposal, reason="Nhầm", by=cast.specialist),
    ):
        with pytest.raises(RuleError, match="đã được xem xét: không chấp nhận"):
            decide()


def test_a_ward_writes_neither_sites_nor_ranks_nor_decides_itself(cast):
    site = SiteFactory(place=cast.ward)
    proposal = change(cast, site, address="Khối 2")

    for attempt in (
        lambda: actions.sites.add(
            place=cast.ward, name="Miếu", kind=Site.Kind.SCENIC, by=cast.officer
        ),
        lambda: actions.sites.change(site, version=1, address="Khối 2", by=cast.officer),
        lambda: actions.sites.remove(site, version=1, reason="Nhầm", by=cast.officer),
        lambda: actions.put_back_site(site=site, version=1, reason="Nhầm", by=cast.officer),
        lambda: actions.designations.add(
            site=site, rank=1, decision_number="1/QĐ", decided_on="2020-01-01", by=cast.officer
        ),
        lambda: actions.accept_proposal(proposal=proposal, site_version=1, by=cast.officer),
        lambda: actions.refuse_proposal(proposal=proposal, reason="Nhầm", by=cast.officer),
    ):
        with pytest.raises(RuleError, match="Chỉ cơ quan quản lý sổ"):
            attempt()

    site.refresh_from_db()
    assert (site.version, SiteProposal.objects.get().state) == (1, State.WAITING)


def test_nobody_proposes_about_the_neighbours_nor_decides_about_the_own_proposal(cast):
    foreign = SiteFactory(place=cast.neighbour)
    with pytest.raises(RuleError, match="không có quyền ghi sổ"):
        change(cast, foreign, address="Khối 2")

    both = person("Kiêm nhiệm", Role.WARD_ENTRY, cast.ward)
    proposal = actions.propose_site(
        place=cast.ward, site=SiteFactory(place=cast.ward), address="Khối 2", by=both
    )
    AppointmentFactory(user=both, role=Role.SPECIALIST, locality=cast.town)
    both = type(both).objects.get(pk=both.pk)
    with pytest.raises(RuleError, match="người khác phải xem xét"):
        actions.accept_proposal(proposal=proposal, site_version=1, by=both)


def test_what_could_not_be_written_is_refused_at_once_and_the_same_twice_is_one(cast):
    site, key = SiteFactory(place=cast.ward, name="Đền Cả"), new_key()

    with pytest.raises(RuleError, match="giống như trong sổ"):
        change(cast, site, name="Đền  Cả")
    with pytest.raises(RuleError, match="Vị trí nằm ngoài Việt Nam"):
        change(cast, site, latitude=Decimal("48.85"), longitude=Decimal("2.35"))
    with pytest.raises(RuleError, match="đã có di tích cùng tên"):
        actions.propose_site(
            place=cast.ward, site=None, name="đền cả", kind="scenic", by=cast.officer
        )
    first = change(cast, site, key, address="Khối 2")
    assert change(cast, site, key, address="Khối 2") == first
    assert SiteProposal.objects.count() == 1


def test_proposals_are_seen_by_their_place_and_the_office(client, cast):
    SiteProposalFactory(site=SiteFactory(place=cast.neighbour, name="Chùa Long Đàm"))
    SiteProposalFactory(site=SiteFactory(place=cast.ward, name="Đền Cả"))

    client.force_login(cast.officer)
    shown = text(client.get(page("proposal-list")))
    assert "Đề nghị sửa Đền Cả" in shown
    assert "Long Đàm" not in shown
    client.force_login(cast.specialist)
    assert "Long Đàm" in text(client.get(page("proposal-list")))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_whatever_its_length(client, cast, rows):
    for _ in range(rows):
        SiteProposalFactory(site=SiteFactory(place=cast.ward))
    client.force_login(cast.officer)

    assert own_queries(client, "heritage", page("proposal-list")) == 2


def test_a_site_written_by_mistake_takes_its_proposals_along(cast):
    proposal = change(cast, SiteFactory(place=cast.ward), address="Khối 2")

    actions.sites.remove(proposal.site, version=1, reason="Nhầm", by=cast.specialist)

    assert not SiteProposal.objects.exists()
