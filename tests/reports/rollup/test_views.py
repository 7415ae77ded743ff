"""Totals on screen."""

import pytest
from django.urls import reverse

from accounts.models import Role
from reports.rollup.models import Target
from tests.reports.editions.cast import cast, person
from tests.reports.rollup.factories import OfficeFactory, PlaceFactory


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def page(client, people):
    client.force_login(people.specialist)

    def get(name, *args, **query):
        return client.get(reverse(name, args=args), query)

    return get


def test_the_table_shows_totals_with_their_coverage(page, people):
    response = page("rollup:table")

    text = response.content.decode()
    assert response.status_code == 200
    assert "đã chấp nhận 2/2 phường, xã" in " ".join(text.split())
    assert "Giải cấp cơ sở" in text


def test_the_table_by_place_shows_each_place(page, people):
    text = page("rollup:period-table", people.period.pk, xem="don-vi").content.decode()

    for submission in people.period.submissions.all():
        assert submission.locality.full_name in text


@pytest.mark.parametrize("wards", [1, 3])
def test_the_number_of_queries_of_the_table_does_not_grow(
    client, db, wards, django_assert_num_queries
):
    people = cast(wards=wards)
    client.force_login(people.specialist)
    url = reverse("rollup:period-table", args=[people.period.pk])
    client.get(url, {"xem": "don-vi"})

    # session, user, appointments; period, three of the totals, targets, cells, other periods
    with django_assert_num_queries(10):
        client.get(url, {"xem": "don-vi"})


def test_a_total_leads_to_its_cells_and_their_people(page, people):
    response = page("rollup:indicator", people.period.pk, "TT.GIAI_XA")

    text = response.content.decode()
    assert text.count("Người nhập") == 2
    assert text.count("Chuyên viên,") == 2
    submission = people.period.submissions.exclude(locality=people.period.office.locality).first()
    assert reverse("review:cell", args=[submission.pk, "TT.GIAI_XA"]) in text


def test_a_total_is_drawn_by_place(page, people):
    text = page("rollup:indicator", people.period.pk, "TT.GIAI_XA").content.decode()

    assert "Giải cấp cơ sở năm 2020 bằng nhau ở các phường, xã (3 giải)" in text
    assert text.count("<svg xmlns") == 1


@pytest.mark.parametrize("code", ["TT.GIAI_PHONG", "TT.VU"])
def test_the_offices_own_and_sensitive_lines_are_not_drawn_by_place(page, people, code):
    assert "<svg xmlns" not in page("rollup:indicator", people.period.pk, code).content.decode()


def test_an_unknown_line_is_not_found(page, people):
    assert page("rollup:indicator", people.period.pk, "TT.KHONG").status_code == 404


def test_another_offices_period_is_not_found(client, people):
    client.force_login(person(OfficeFactory(), Role.SPECIALIST, "Người Lạ"))

    for name, args in (
        ("rollup:period-table", []),
        ("rollup:targets", []),
        ("rollup:indicator", ["TT.GIAI_XA"]),
    ):
        url = reverse(name, args=[people.period.pk, *args])
        assert client.get(url).status_code == 404


def test_an_office_without_periods_is_told_what_to_do(client, db):
    client.force_login(person(OfficeFactory(), Role.HEAD, "Người Mới"))

    for name in ("rollup:table", "narrative:report", "editions:edition-list"):
        assert "chưa mở kỳ báo cáo" in client.get(reverse(name)).content.decode()


# --- Targets ----------------------------------------------------------------------------------


def post_targets(client, people, **typed):
    url = reverse("rollup:targets", args=[people.period.pk])
    return client.post(url, {f"target-TT.{name}": text for name, text in typed.items()})


def test_targets_are_saved_as_they_are_typed(client, people):
    client.force_login(people.specialist)

    response = post_targets(client, people, GIAI_XA="3 đến 4", GIAI_PHONG="trên 5")

    assert response.status_code == 302
    assert {row.indicator_code: row.amount.written() for row in Target.objects.all()} == {
        "TT.GIAI_XA": "3 đến 4",
        "TT.GIAI_PHONG": "trên 5",
    }
    assert set(Target.objects.values_list("period_code", flat=True)) == {"2021"}


def test_an_emptied_target_is_taken_away(client, people):
    client.force_login(people.specialist)
    post_targets(client, people, GIAI_XA="3")
    url = reverse("rollup:targets", args=[people.period.pk])

    client.post(url, {"target-TT.GIAI_XA": "", "version-TT.GIAI_XA": "1"})

    assert not Target.objects.exists()


def test_a_wrong_target_saves_nothing_and_keeps_what_was_typed(client, people):
    client.force_login(people.specialist)

    response = post_targets(client, people, GIAI_XA="12.34", GIAI_PHONG="5")

    text = response.content.decode()
    assert response.status_code == 422
    assert "viết chưa đúng" in text
    assert 'value="12.34"' in text
    assert not Target.objects.exists()


def test_a_stale_page_of_targets_overwrites_nobody(client, people):
    client.force_login(people.specialist)
    post_targets(client, people, GIAI_XA="3")
    url = reverse("rollup:targets", args=[people.period.pk])

    response = client.post(
        url, {"target-TT.GIAI_XA": "4", "was-TT.GIAI_XA": "", "version-TT.GIAI_XA": "0"}
    )

    assert "vừa được người khác thay đổi" in response.content.decode()
    assert Target.objects.get().value == 3


# --- Targets of units ---------------------------------------------------------------------------


def a_ward(people):
    units = people.period.office.locality.children.order_by("sort_key", "pk")
    return units.first()


def post_given(client, people, place, **typed):
    url = reverse("rollup:unit-targets", args=[people.period.pk, place.pk])
    return client.post(url, {f"target-TT.{name}": text for name, text in typed.items()})


def test_a_unit_is_given_targets_and_the_office_keeps_its_own(client, people):
    client.force_login(people.specialist)
    place = a_ward(people)
    post_targets(client, people, GIAI_XA="9")

    assert post_given(client, people, place, GIAI_XA="3").status_code == 302

    rows = Target.objects.order_by("locality_id").values_list("locality", "value")
    assert set(rows) == {(None, 9), (place.pk, 3)}
    text = client.get(reverse("rollup:targets", args=[people.period.pk])).content.decode()
    assert "Đã giao 1/2 phường, xã, cộng lại 3, thấp hơn mức chung (9)." in text
    assert "đã giao 1 chỉ tiêu" in text


def test_a_unit_is_given_only_what_it_answers_itself(client, people):
    client.force_login(people.specialist)

    post_given(client, people, a_ward(people), GIAI_PHONG="3")

    assert not Target.objects.exists()


def test_a_place_that_owes_the_office_nothing_is_given_nothing(client, people):
    client.force_login(people.specialist)

    assert post_given(client, people, PlaceFactory(), GIAI_XA="3").status_code == 404
