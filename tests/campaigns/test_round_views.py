"""Rounds, grids and rules in the browser."""

from datetime import date

import pytest
from django.forms import NullBooleanField
from django.urls import reverse

from campaigns import actions
from campaigns.models import Candidate, LocalRule, PlaceResult, Round, VillageResult
from campaigns.titles import Step, TitleKind
from documents.layout_check import check_layout
from tests.campaigns.factories import (
    AgencyFactory,
    CandidateFactory,
    LocalRuleFactory,
    RoundFactory,
    VillageResultFactory,
)
from tests.documents.measuring import said
from tests.libreoffice import converted
from tests.registers import own_queries, send, text, village_of

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def as_sent(field):
    """What a browser would send of a field that nobody touched; None of an empty box."""
    value = field.value()
    if isinstance(field.field, NullBooleanField):
        return {None: "unknown", True: "true", False: "false"}[value]
    if isinstance(value, bool):
        return "on" if value else None
    return "" if value is None else str(value)


def send_grid(client, user, url, lines, **more):
    """Send the grid at ``url``; ``lines`` says by a row's key what is typed in its line."""
    client.force_login(user)
    shown = client.get(url)
    assert shown.status_code == 200
    typed = {}
    for line in shown.context["lines"]:
        prefix = line.form.prefix
        typed[f"{prefix}-version"] = line.shown_version
        for field in line.form:
            typed[field.html_name] = as_sent(field)
        said = lines.get(int(prefix.removeprefix("dong-")), {})
        typed |= {f"{prefix}-{name}": value for name, value in said.items()}
        typed = {name: value for name, value in typed.items() if value is not None}
    return client.post(url, typed | more)


def test_a_ward_writes_all_its_villages_on_one_form(client, cast):
    other, untouched = village_of(cast.ward, "3"), village_of(cast.ward, "4")
    VillageResultFactory(village=cast.village, household_count=50, registered_count=40)
    url = page("village-results", cast.ward.pk, 2020)
    lines = {
        cast.village.pk: {"household_count": "1.200", "is_recognised": "true"},
        other.pk: {"household_count": "80", "registered_count": "70"},
    }

    assert send_grid(client, cast.officer, url, lines).url == page("place-year", cast.ward.pk, 2020)

    kept = {row.village: row for row in VillageResult.objects.all()}
    assert untouched not in kept
    assert (kept[cast.village].household_count, kept[cast.village].is_recognised) == (1200, True)
    assert (kept[other].registered_count, kept[other].is_recognised) == (70, None)
    assert "1.280" in text(client.get(url))


def test_a_fault_in_one_line_keeps_the_whole_table(client, cast):
    other = village_of(cast.ward, "3")
    lines = {
        cast.village.pk: {"household_count": "80", "registered_count": "70"},
        other.pk: {"household_count": "8,5", "registered_count": "7"},
    }
    url = page("village-results", cast.ward.pk, 2020)

    response = send_grid(client, cast.officer, url, lines)

    assert (response.status_code, VillageResult.objects.count()) == (422, 0)
    assert "tổ dân phố 3, Số hộ: “8,5” có phần lẻ." in text(response)
    assert 'value="80"' in text(response)


def test_a_stale_line_is_refused(client, cast):
    result = VillageResultFactory(village=cast.village)
    url = page("village-results", cast.ward.pk, 2020)
    lines = {cast.village.pk: {"household_count": "300", "version": "7"}}

    response = send_grid(client, cast.officer, url, lines)

    assert response.status_code == 422
    assert "vừa được người khác thay đổi" in text(response)
    result.refresh_from_db()
    assert result.household_count == 100


def test_the_places_count_on_one_form(client, cast):
    lines = {cast.ward.pk: {"good_deeds": "12", "standard_houses": "7"}}

    send_grid(client, cast.specialist, page("place-results", 2020), lines)

    kept = PlaceResult.objects.get()
    assert (kept.place, kept.good_deeds, kept.standard_houses) == (cast.ward, 12, 7)
    assert (kept.is_urban, kept.sport_families) == (None, None)


def test_a_round_goes_its_way_in_the_browser(client, cast):
    for village in (cast.village, cast.neighbour_village):
        VillageResultFactory(village=village)
    send(
        client, cast.specialist, page("round-add"), place=cast.town.pk, year="2020",
        kind="village", everybody="on",
    )  # fmt: skip
    round_ = Round.objects.get()
    mine, _ = round_.candidates.order_by("pk")
    send_grid(
        client, cast.specialist, page("round-grid", round_.pk, cast.neighbour.pk, "dang-ky"),
        {cast.neighbour_village.pk: {"is_enrolled": None}},
    )  # fmt: skip
    assert list(round_.candidates.all()) == [mine]

    send(client, cast.specialist, page("round-advance", round_.pk))
    shown = text(client.get(page("round-detail", round_.pk)))
    assert "Chưa ghi đủ kết quả họp của tổ dân phố 2." in shown
    send_grid(
        client, cast.officer, page("round-grid", round_.pk, cast.ward.pk, "hop"),
        {mine.pk: {"invited": "40", "present": "36", "in_favour": "30"}},
        **{"chung-met_on": "05/11/2020"},
    )  # fmt: skip
    mine.refresh_from_db()
    assert (mine.met_on, mine.in_favour) == (date(2020, 11, 5), 30)

    send(client, cast.specialist, page("round-advance", round_.pk), dossier_on="16/11/2020")
    decision = {
        "decision_number": "128/QĐ-UBND", "decided_on": "30/11/2020",
        "signer_name": "Trần Văn Bình", "signer_post": "Chủ tịch",
    }  # fmt: skip
    send(client, cast.specialist, page("round-decide", round_.pk), **decision)

    assert VillageResult.objects.get(village=cast.village).is_recognised
    shown = text(client.get(page("round-detail", round_.pk)))
    assert "Số 128/QĐ-UBND ngày 30/11/2020" in shown
    assert "Quyết định 10 ngày làm việc sau ngày trình hồ sơ" in shown
    send(client, cast.specialist, page("round-back", round_.pk), reason="Sai danh sách")
    assert Round.objects.get().step == Step.DOSSIER


def test_what_a_page_refuses_stays_on_the_page(client, cast):
    round_ = RoundFactory(place=cast.town)

    response = send(client, cast.specialist, page("round-advance", round_.pk))

    assert response.status_code == 422
    assert "Chưa có nơi nào trong đợt xét." in text(response)
    assert client.get(page("round-grid", round_.pk, cast.ward.pk, "hop")).status_code == 404
    assert client.get(page("round-grid", round_.pk, cast.ward.pk, "khac")).status_code == 404
    send(client, cast.specialist, page("round-remove", round_.pk), reason="Mở nhầm")
    assert not Round.objects.exists()


def test_a_ward_sees_of_a_round_above_only_its_own_and_writes_no_steps(client, cast):
    round_ = RoundFactory(place=cast.town)
    CandidateFactory(round=round_, place=cast.ward, locality=cast.village)
    CandidateFactory(round=round_, place=cast.neighbour, locality=cast.neighbour_village)
    client.force_login(cast.officer)

    shown = text(client.get(page("round-detail", round_.pk)))

    assert "phường Bắc Hồng" in shown
    assert "phường Đậu Liêu" not in shown
    assert "Sang bước" not in shown
    closed = [
        page("round-place", round_.pk, cast.neighbour.pk),
        page("round-grid", round_.pk, cast.neighbour.pk, "dang-ky"),
        *(page(f"round-{name}", round_.pk) for name in ("advance", "back", "decide", "remove")),
        page("round-decision-pdf", round_.pk),
        page("round-decision-word", round_.pk),
    ]
    assert {client.get(path).status_code for path in closed} == {404}


def test_the_rules_of_a_year_and_a_place_are_told(client, cast):
    LocalRuleFactory(place=cast.town, basis="Quyết định 22 (thử)")
    client.force_login(cast.officer)

    shown = text(client.get(page("rule-list"), {"nam": "2024"}))
    assert "niêm yết 10 ngày; quyết định trong 10 ngày; xong trước ngày 25/11" in shown
    assert "Quyết định 22 (thử)" in shown
    assert "từ 60%" not in shown
    assert "từ 60%, từ 60%" in text(client.get(page("rule-list"), {"nam": "2020"}))
    send(
        client, cast.officer, page("rule-add"), place=cast.ward.pk, kind="village",
        first_year="2021", basis="Quy chế thử", vote_percent="70",
    )  # fmt: skip
    assert LocalRule.objects.get(place=cast.ward).vote_percent == 70


# --- Papers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [TitleKind.VILLAGE, TitleKind.FAMILY, TitleKind.AGENCY])
def test_a_decision_and_minutes_keep_the_official_layout(client, cast, kind):
    place = cast.ward if kind == TitleKind.FAMILY else cast.town
    for village in (cast.village, cast.neighbour_village):
        VillageResultFactory(village=village)
    AgencyFactory(place=cast.town, name="Trường THCS Bắc Hồng")
    round_ = actions.open_round(
        place=place, kind=kind, year=2020, everybody=True, by=cast.specialist
    )
    client.force_login(cast.specialist)

    minutes = page("candidate-minutes-pdf", Candidate.objects.first().pk)
    papers = [page("round-decision-pdf", round_.pk), minutes]
    if kind == TitleKind.AGENCY:  # nobody meets about an agency
        assert client.get(papers.pop()).status_code == 404

    for path in papers:
        response = client.get(path)
        assert response["Content-Type"] == "application/pdf"
        faults = [str(found) for found in check_layout(response.content) if not found.ok]
        assert (path, faults) == (path, [])


def test_a_decision_can_be_worked_on_in_word(client, cast, tmp_path):
    VillageResultFactory(village=cast.village)
    round_ = actions.open_round(
        place=cast.town, kind=TitleKind.VILLAGE, year=2020, everybody=True, by=cast.specialist
    )
    client.force_login(cast.specialist)
    path = page("round-decision-word", round_.pk)
    assert path in client.get(page("round-detail", round_.pk)).content.decode()

    word = client.get(path).content
    pdf = converted(tmp_path, {"decision": word}, kind="docx", into="pdf")["decision"]

    assert [str(found) for found in check_layout(pdf) if not found.ok] == []
    assert said(pdf) == said(client.get(page("round-decision-pdf", round_.pk)).content)


# --- Queries ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_the_same_queries_whatever_their_length(client, cast, rows):
    round_ = RoundFactory(place=cast.town)
    for number in range(rows):
        RoundFactory(place=village_of(cast.ward, f"2{number}"))
        LocalRuleFactory(place=cast.ward, first_year=2019 + number)
        village = village_of(cast.ward, f"1{number}")
        VillageResultFactory(village=village)
        CandidateFactory(round=round_, place=cast.ward, locality=village)
    client.force_login(cast.specialist)

    def queries(name, *args):
        return own_queries(client, "campaigns", page(name, *args))

    # years, how many rounds, the rounds
    assert queries("round-list") == 3
    # the round, its rule twice, candidates, households, the places
    assert queries("round-detail", round_.pk) == 6
    # the round, its rule, how many candidates, the candidates
    assert queries("round-place", round_.pk, cast.ward.pk) == 4
    # the round, its rule, who stands in it
    assert queries("round-grid", round_.pk, cast.ward.pk, "dang-ky") == 3
    # which places' villages have results, what the places have counted themselves
    assert queries("place-results", 2020) == 2
    # how many rules, the rules
    assert queries("rule-list") == 2
