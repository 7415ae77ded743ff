"""A session ends when it should, at once and for every page."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts import actions
from accounts.models import Appointment, Delegation, Role
from tests.accounts.factories import PASSWORD

MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOME = "/"
NEW = "sóng vỗ bờ cát trắng"


def enter(client, user):
    response = client.post(
        "/tai-khoan/dang-nhap/", {"username": user.username, "password": PASSWORD}
    )
    assert response.status_code == 302
    return client


def is_in(client):
    """Every page asks for a sign-in again once it is over; the home page stands for them."""
    response = client.get(HOME)
    return response.status_code == 200


def sign_out(town, client):
    client.post("/tai-khoan/thoat/")


def be_idle(town, client):
    return timedelta(minutes=30)


def work_all_day(town, client):
    """Clicks every 20 minutes; only the whole length can end it."""
    for number in range(1, 24):
        with time_machine.travel(MORNING + number * timedelta(minutes=20), tick=False):
            assert is_in(client)
    return timedelta(hours=8)


def change_password_elsewhere(town, client):
    actions.change_own_password(user=town.specialist, old=PASSWORD, new=NEW, by=town.specialist)


def get_a_password(town, client):
    actions.set_password(user=town.specialist, password=NEW, by=town.administrator)


def be_deactivated(town, client):
    actions.deactivate(user=town.specialist, by=town.administrator)


def be_deactivated_and_back(town, client):
    actions.deactivate(user=town.specialist, by=town.administrator)
    actions.activate(user=town.specialist, by=town.administrator)


def get_a_role(town, client):
    actions.appoint(
        user=town.specialist, role=Role.CLERK, locality=town.place,
        starts_on=date(2026, 3, 2), by=town.administrator,
    )  # fmt: skip


def lose_a_role(town, client):
    actions.end_appointment(
        appointment=town.specialist.appointments.get(), last_day=date(2026, 3, 1),
        by=town.administrator,
    )  # fmt: skip


def delegation(town):
    return actions.delegate(
        office=town.office, kind=Delegation.Kind.DELEGATION, given_by=town.head,
        given_to=town.specialist, post="Chuyên viên", document="Quyết định số 1", scope="Báo cáo",
        starts_on=date(2026, 3, 1), ends_on=date(2026, 12, 31), by=town.head,
    )  # fmt: skip


def get_leave_to_sign(town, client):
    delegation(town)


def lose_leave_to_sign(town, client):
    row = delegation(town)
    client.get(HOME)
    enter(client, town.specialist)
    actions.end_delegation(delegation=row, last_day=date(2026, 3, 2), by=town.head)


def lose_the_stored_session(town, client):
    Session.objects.all().delete()


EVENTS = [
    sign_out, be_idle, work_all_day, change_password_elsewhere, get_a_password, be_deactivated,
    be_deactivated_and_back, get_a_role, lose_a_role, get_leave_to_sign, lose_leave_to_sign,
    lose_the_stored_session,
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_nothing_is_served_after_an_ending_event(client, town, event):
    with time_machine.travel(MORNING, tick=False):
        enter(client, town.specialist)
        assert is_in(client)
        later = event(town, client) or timedelta(0)

    with time_machine.travel(MORNING + later, tick=False):
        assert not is_in(client)


@pytest.mark.django_db
def test_a_session_in_use_goes_on_until_just_before_its_end(client, town):
    with time_machine.travel(MORNING, tick=False):
        enter(client, town.specialist)
    for minutes in (29, 58, 87):
        with time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False):
            assert is_in(client)


@pytest.mark.django_db
def test_changing_ones_password_keeps_this_session_and_ends_the_others(client, town):
    enter(client, town.specialist)
    other = enter(Client(), town.specialist)
    before = client.session.session_key

    response = client.post(
        reverse("accounts:password-change"), {"old": PASSWORD, "new": NEW, "again": NEW}
    )

    assert response.status_code == 302
    assert client.session.session_key != before
    assert (is_in(client), is_in(other)) == (True, False)


@pytest.mark.django_db
def test_a_role_that_runs_out_is_gone_the_day_after(signed_in, town):
    Appointment.objects.filter(user=town.administrator).update(ends_on=date(2026, 3, 2))

    with time_machine.travel(MORNING, tick=False):
        last_day = signed_in(town.administrator).get(reverse("accounts:account-list"))
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        day_after = signed_in(town.administrator).get(reverse("accounts:account-list"))

    assert (last_day.status_code, day_after.status_code) == (200, 403)


@pytest.mark.django_db
def test_an_ended_session_tells_htmx_to_stay(client):
    response = client.get(HOME, headers={"HX-Request": "true"})

    assert (response.status_code, b"<html" in response.content) == (401, False)


@pytest.mark.django_db
def test_a_handed_over_password_opens_only_the_door_to_ones_own(client, town):
    actions.set_password(user=town.specialist, password=PASSWORD + " 2", by=town.administrator)
    client.post("/tai-khoan/dang-nhap/", {"username": "specialist", "password": PASSWORD + " 2"})

    page = client.get(HOME)
    fragment = client.get(HOME, headers={"HX-Request": "true"})

    assert (page.status_code, page.url) == (302, "/tai-khoan/mat-khau/")
    assert (fragment.status_code, fragment["HX-Redirect"]) == (204, "/tai-khoan/mat-khau/")
    assert "do người quản trị cấp" in client.get("/tai-khoan/mat-khau/").content.decode()
    client.post("/tai-khoan/mat-khau/", {"old": PASSWORD + " 2", "new": NEW, "again": NEW})
    assert is_in(client)


@pytest.mark.django_db
def test_signing_out_needs_a_post(signed_in, town):
    client = signed_in(town.clerk)

    assert client.get("/tai-khoan/thoat/").status_code == 405
    assert is_in(client)
    assert "Đã thoát" in client.post("/tai-khoan/thoat/").content.decode()


@pytest.mark.django_db
def test_an_empty_signed_in_page_costs_three_queries(signed_in, town, django_assert_num_queries):
    client = signed_in(town.specialist)
    client.get(reverse("accounts:password-change"))

    with django_assert_num_queries(3):  # session, person, appointments
        client.get(reverse("accounts:password-change"))


@pytest.mark.django_db
def test_a_session_that_is_used_is_written_once_a_minute(client, town, django_assert_num_queries):
    with time_machine.travel(MORNING, tick=False):
        enter(client, town.specialist)
    with time_machine.travel(MORNING + timedelta(seconds=61), tick=False):
        client.get(reverse("accounts:password-change"))
        with django_assert_num_queries(3):
            client.get(reverse("accounts:password-change"))
