"""The administrator's pages and the head's list of who may sign."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts import actions
from accounts.models import Delegation, Role, User
from tests.accounts.factories import PASSWORD, AppointmentFactory, OfficeFactory

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"accounts:{name}", args=args)


@pytest.fixture
def admin(signed_in, town):
    return signed_in(town.administrator)


@pytest.fixture
def stranger():
    """Somebody of another town altogether."""
    office = OfficeFactory()
    return AppointmentFactory(role=Role.HEAD, locality=office.locality).user


def test_the_list_shows_the_own_places_only(admin, town, stranger):
    body = admin.get(page("account-list")).content.decode()

    assert "Người Chuyên viên" in body
    assert stranger.full_name not in body


@pytest.mark.parametrize(
    "typed", ["Người Văn thư", "nguoi van thu", "NGUOI VĂN", "clerk", "thu van"]
)
def test_people_are_found_without_marks_and_in_any_order(admin, typed):
    rows = admin.get(page("account-list"), {"q": typed}).context["table"].rows

    assert [row.record.username for row in rows] == ["clerk"]


@pytest.mark.parametrize("more", [1, 30])
def test_the_list_costs_the_same_however_long(admin, town, more, django_assert_num_queries):
    AppointmentFactory.create_batch(more, locality=town.ward)
    admin.get(page("account-list"))

    with django_assert_num_queries(6):  # session, person, roles; count, page, roles of the page
        admin.get(page("account-list"))


def test_an_account_is_opened_and_its_password_shown_once(admin, town, client):
    response = admin.post(
        page("account-add"),
        {
            "full_name": "Trần Thị Hoa", "username": "hoa", "role": "ward_entry",
            "locality": town.ward.pk, "post": "Công chức", "starts_on": "02/03/2026",
        },
    )  # fmt: skip

    hoa = User.objects.get(username="hoa")
    password = re.search(r"\b\w{4}-\w{4}-\w{4}-\w{4}\b", response.content.decode()).group()
    assert hoa.check_password(password)
    assert response["Cache-Control"] == "no-store"
    assert password not in admin.get(page("account-detail", hoa.pk)).content.decode()


def test_an_account_that_cannot_be_keeps_what_was_typed(admin, town):
    response = admin.post(
        page("account-add"),
        {
            "full_name": "Trần Thị Hoa", "username": "clerk", "role": "ward_entry",
            "locality": town.ward.pk, "starts_on": "02/03/2026",
        },
    )  # fmt: skip

    body = response.content.decode()
    assert "đã có người dùng" in body
    assert 'value="Trần Thị Hoa"' in body


def test_the_page_of_a_person_shows_roles_and_history(admin, town):
    actions.set_password(user=town.clerk, password=PASSWORD, by=town.administrator)
    AppointmentFactory(
        user=town.clerk, role=Role.SPECIALIST, locality=town.place, ends_on=date(2021, 1, 1)
    )

    body = admin.get(page("account-detail", town.clerk.pk)).content.decode()

    assert "Văn thư" in body
    assert "01/01/2021" in body
    assert "Cấp lại mật khẩu." in body
    assert body.count("Thôi giữ<") == 1


def test_the_own_page_offers_nothing_and_says_why(admin, town):
    body = admin.get(page("account-detail", town.administrator.pk)).content.decode()

    assert "Không ai tự quản trị" in body
    assert page("account-password", town.administrator.pk) not in body


@pytest.mark.parametrize(
    "name",
    ["account-detail", "account-edit", "account-appoint", "account-password", "account-switch"],
)
def test_a_person_of_another_town_is_not_there(admin, stranger, name):
    assert admin.get(page(name, stranger.pk)).status_code == 404
    if name != "account-detail":
        assert admin.post(page(name, stranger.pk), {}).status_code == 404


def test_a_role_of_another_town_is_not_there(admin, stranger):
    appointment = stranger.appointments.get()

    response = admin.post(
        page("account-appointment-end", appointment.pk), {"last_day": "01/01/2026"}
    )

    assert response.status_code == 404


def test_a_name_is_corrected(admin, town):
    form = admin.get(page("account-edit", town.clerk.pk)).context["form"]
    typed = {"full_name": "Tên Mới", "version": form["version"].value()}

    first = admin.post(page("account-edit", town.clerk.pk), typed)
    stale = admin.post(page("account-edit", town.clerk.pk), typed | {"full_name": "Tên Khác"})

    assert first.url == page("account-detail", town.clerk.pk)
    assert "người khác thay đổi" in stale.content.decode()
    town.clerk.refresh_from_db()
    assert town.clerk.full_name == "Tên Mới"


def test_a_role_is_given_and_ended(admin, town):
    given = admin.post(
        page("account-appoint", town.clerk.pk),
        {"role": "specialist", "locality": town.place.pk, "starts_on": "02/03/2026"},
    )
    row = town.clerk.appointments.get(role=Role.SPECIALIST)
    again = admin.post(
        page("account-appoint", town.clerk.pk),
        {"role": "specialist", "locality": town.place.pk, "starts_on": "02/03/2026"},
    )
    asked = admin.get(page("account-appointment-end", row.pk))
    ended = admin.post(page("account-appointment-end", row.pk), {"last_day": "31/12/2026"})

    assert (given.status_code, asked.status_code, ended.status_code) == (302, 200, 302)
    assert "đã giữ vai trò" in again.content.decode()
    row.refresh_from_db()
    assert row.ends_on == date(2026, 12, 31)


def test_only_the_own_places_are_offered(admin, town, stranger):
    form = admin.get(page("account-appoint", town.clerk.pk)).context["form"]

    offered = {place.pk for place in form.fields["locality"].queryset}
    assert offered == {town.place.pk, town.ward.pk, town.other_ward.pk}


def test_a_password_is_given_anew(admin, town):
    asked = admin.get(page("account-password", town.clerk.pk))
    given = admin.post(page("account-password", town.clerk.pk))
    refused = admin.post(page("account-password", town.administrator.pk))

    assert "hiện một lần" in asked.content.decode()
    password = re.search(r"\b\w{4}-\w{4}-\w{4}-\w{4}\b", given.content.decode()).group()
    town.clerk.refresh_from_db()
    assert town.clerk.check_password(password)
    assert "Không ai tự quản trị" in refused.content.decode()


def test_an_account_is_shut_and_opened(admin, town):
    switch = page("account-switch", town.clerk.pk)
    states = []
    for _ in range(2):
        admin.get(switch)
        assert admin.post(switch, {"reason": "Theo quyết định."}).status_code == 302
        town.clerk.refresh_from_db()
        states.append(town.clerk.is_active)

    refused = admin.post(page("account-switch", town.administrator.pk), {}, follow=True)

    assert states == [False, True]
    assert "Không ai tự quản trị" in refused.content.decode()


def test_the_head_gives_leave_to_sign_and_ends_it(signed_in, town):
    head = signed_in(town.head)
    typed = {
        "kind": "TUQ", "given_by": town.head.pk, "given_to": town.specialist.pk,
        "post": "Chuyên viên", "document": "Quyết định số 1", "scope": "Báo cáo",
        "starts_on": "02/03/2026", "ends_on": "",
    }  # fmt: skip

    undated = head.post(page("delegation-add", town.office.pk), typed)
    given = head.post(page("delegation-add", town.office.pk), typed | {"ends_on": "31/12/2030"})
    row = Delegation.objects.get()
    listed = head.get(page("delegation-list")).content.decode()
    asked = head.get(page("delegation-end", row.pk))
    ended = head.post(page("delegation-end", row.pk), {"last_day": "30/06/2026"})
    again = head.post(page("delegation-end", row.pk), {"last_day": "30/07/2026"})

    assert "phải có thời hạn" in undated.content.decode()
    assert (given.status_code, asked.status_code, ended.status_code) == (302, 200, 302)
    assert "Thừa ủy quyền (TUQ.)" in listed
    assert "đã kết thúc" in again.content.decode()
    row.refresh_from_db()
    assert row.ends_on == date(2026, 6, 30)


def test_leave_to_sign_of_another_office_is_not_there(signed_in, town, stranger):
    office = stranger.appointments.get().locality.offices.get()

    assert signed_in(town.head).get(page("delegation-add", office.pk)).status_code == 404


@pytest.mark.parametrize("more", [1, 20])
def test_the_list_of_delegations_costs_the_same_however_long(
    signed_in, town, more, django_assert_num_queries
):
    for _ in range(more):
        actions.delegate(
            office=town.office, kind=Delegation.Kind.ORDER, given_by=town.head,
            given_to=town.specialist, post="Chuyên viên", document="Quyết định số 1",
            scope="Báo cáo", starts_on=date(2026, 3, 2), ends_on=None, by=town.head,
        )  # fmt: skip
    head = signed_in(town.head)

    with django_assert_num_queries(6):  # session, person, roles; offices, count, page
        head.get(page("delegation-list"))
