"""Nominations in the browser, the papers that carry them, and who sees a person's name."""

import pytest
from django.urls import reverse

from accounts.models import Role
from campaigns.models import Commendation, Nomination, NominationRound
from campaigns.nomination_papers import office_proposal, place_proposal
from documents.issuer import of_office, of_place
from documents.layout_check import check_layout
from documents.pdf import render_pdf
from tests.campaigns.factories import (
    AssessmentFactory,
    NominationFactory,
    NominationRoundFactory,
)
from tests.registers import own_queries, person, send, text

pytestmark = pytest.mark.django_db

Status = Nomination.Status


def page(name, *args):
    return reverse(f"campaigns:{name}", args=args)


@pytest.fixture
def round_(cast):
    return NominationRoundFactory(
        office=cast.office, title="Tổng kết 20 năm phong trào", due_on="2099-04-30",
        legal_basis="Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;\nKế hoạch tổng kết năm 2021.",
    )  # fmt: skip


def test_a_nomination_goes_its_way_in_the_browser(client, cast):
    head = person("Trưởng phòng", Role.HEAD, cast.town)
    send(
        client, cast.specialist, page("nomination-round-add"), office=cast.office.pk,
        title="Tổng kết 20 năm", first_year="2000", last_year="2020", collective_quota="2",
        individual_quota="1", due_on="30/04/2099",
    )  # fmt: skip
    round_ = NominationRound.objects.get()
    add = page("nomination-add", round_.pk, cast.ward.pk)
    fields = {"kind": "individual", "name": "Nguyễn Văn A", "achievements": "Xây sân bóng."}

    response = send(client, cast.officer, add, **fields)
    row = Nomination.objects.get()
    assert response.url == page("nomination-detail", row.pk)
    refused = send(client, cast.officer, add, **fields | {"name": "Lê Thị B"})
    assert "Đã đề nghị đủ 1 cá nhân của đợt này." in text(refused)
    assert "Hãy ghi tên tập thể" in text(send(client, cast.officer, add, **fields | {"name": ""}))
    assert "1/1" in text(client.get(page("nomination-round-places", round_.pk)))
    assert "Đồng ý" not in text(client.get(page("nomination-detail", row.pk)))

    send(client, head, page("nomination-assess", row.pk), is_for="on", opinion="Đủ.")
    detail = text(client.get(page("nomination-detail", row.pk)))
    assert "Đồng ý đề nghị khen: Bạn là người thẩm định duy nhất" in detail
    send(client, cast.specialist, page("nomination-assess", row.pk), opinion="Cần xem lại.")
    assert "Không đồng ý: Cần xem lại." in text(client.get(page("nomination-detail", row.pk)))
    send(client, head, page("nomination-refuse", row.pk), reason="Chưa đủ.")
    send(client, head, page("nomination-reconsider", row.pk))
    send(client, head, page("nomination-approve", row.pk))
    assert Nomination.objects.get().status == Status.APPROVED

    send(
        client, cast.specialist, page("nomination-round-commend", round_.pk),
        decision_number="9/QĐ-UBND", decided_on="01/07/2021",
    )  # fmt: skip
    given = Commendation.objects.get()
    assert page("commendation-detail", given.pk) in text(
        client.get(page("nomination-detail", row.pk))
    )


def test_a_nomination_is_corrected_withdrawn_or_removed(client, cast, round_):
    row = NominationFactory(round=round_, place=cast.ward)
    other = NominationFactory(round=round_, place=cast.ward)

    send(
        client, cast.officer, page("nomination-edit", row.pk), kind="collective", name="Hội",
        achievements="Xây",
    )  # fmt: skip
    send(client, cast.officer, page("nomination-withdraw", row.pk), reason="Thay người khác")
    send(client, cast.officer, page("nomination-remove", other.pk), reason="Ghi nhầm")

    assert [(r.name, r.status) for r in Nomination.objects.all()] == [("Hội", Status.WITHDRAWN)]


def test_the_neighbour_reads_no_name_and_the_clerk_decides_nothing(client, cast, round_):
    row = NominationFactory(round=round_, place=cast.neighbour, kind="individual", name="Bà Hoa")
    NominationFactory(round=round_, place=cast.neighbour, status=Status.APPROVED)
    client.force_login(cast.officer)

    assert text(client.get(page("nomination-round-detail", round_.pk))).count(round_.title)
    for name in ("nomination-round-nominations", "nomination-round-places"):
        shown = text(client.get(page(name, round_.pk)))
        assert "Bà Hoa" not in shown
        assert "Đậu Liêu" not in shown
    paths = [
        page("nomination-detail", row.pk),
        page("nomination-edit", row.pk),
        page("nomination-withdraw", row.pk),
        page("nomination-add", round_.pk, cast.neighbour.pk),
        page("nomination-paper", round_.pk, cast.neighbour.pk),
    ]
    assert {client.get(path).status_code for path in paths} == {404}
    assert client.get(page("nomination-round-paper", round_.pk)).status_code in {403, 404}


def test_another_offices_rounds_are_not_there(client, cast):
    other = NominationRoundFactory()
    client.force_login(cast.specialist)

    assert client.get(page("nomination-round-detail", other.pk)).status_code == 404
    assert client.get(page("nomination-round-edit", other.pk)).status_code == 404
    assert other.title not in text(client.get(page("nomination-round-list")))


@pytest.mark.parametrize("kinds", [["collective"], ["individual"], ["collective", "individual"]])
def test_both_proposals_keep_to_the_official_layout(cast, round_, kinds):
    rows = [
        NominationFactory(
            round=round_,
            place=place,
            kind=kind,
            name=f"Đối tượng {number}",
            post="Tổ trưởng",
            achievements="Vận động bà con hiến đất, góp công xây dựng nhà văn hóa. " * 6,
        )
        for place in (cast.ward, cast.neighbour)
        for kind in kinds
        for number in range(4)
    ]
    mine = [row for row in rows if row.place == cast.ward]
    cast.office.parent_body = "ỦY BAN NHÂN DÂN THỊ XÃ HỒNG LĨNH"
    cast.office.issuing_body = "PHÒNG VĂN HÓA VÀ THÔNG TIN"
    cast.office.place_name, cast.office.head_post = "Hồng Lĩnh", "Trưởng phòng"
    cast.office.archive_line = "VT, VHTT"
    office, ward = of_office(cast.office), of_place(cast.ward)
    for paper in (
        place_proposal(round_, cast.ward, mine, ward.signature("Lê Văn Bảy", "Chủ tịch")),
        office_proposal(round_, rows, office.signature("Trần Thị Hai", "Trưởng phòng")),
    ):
        assert [str(found) for found in check_layout(render_pdf(paper)) if not found.ok] == []


def test_the_proposals_are_drawn_from_the_pages(client, cast, round_):
    NominationFactory(round=round_, place=cast.ward, status=Status.APPROVED)
    NominationFactory(
        round=round_, place=cast.neighbour, status=Status.REFUSED, decision_reason="-"
    )
    client.force_login(cast.specialist)

    assert "to-trinh" in text(client.get(page("nomination-round-detail", round_.pk)))
    for path in (
        page("nomination-round-paper", round_.pk),
        page("nomination-paper", round_.pk, cast.ward.pk),
    ):
        response = client.get(path)
        assert response.headers["Content-Type"] == "application/pdf"
    assert client.get(page("nomination-paper", round_.pk, cast.neighbour.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_the_same_queries_whatever_their_length(client, cast, round_, rows):
    for _ in range(rows):
        row = NominationFactory(round=round_, place=cast.ward)
        AssessmentFactory(nomination=row, assessor=cast.specialist)
        NominationRoundFactory(office=cast.office)
    client.force_login(cast.specialist)

    # the number of rows, the rows
    assert own_queries(client, "campaigns", page("nomination-round-list")) == 2
    # the round, the number of rows, the rows
    assert own_queries(client, "campaigns", page("nomination-round-nominations", round_.pk)) == 3
    # the round, what each place put forward
    assert own_queries(client, "campaigns", page("nomination-round-places", round_.pk)) == 2
