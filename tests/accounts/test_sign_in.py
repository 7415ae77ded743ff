"""Guessing is bounded, nobody is locked out by a neighbour, and the door tells nothing."""

import re
import threading
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connections
from django.urls import reverse

from accounts import actions
from accounts.allowance import OWN_DEVICE, STRANGERS
from accounts.models import SignInAllowance
from audit.models import AuditEntry
from tests.accounts.conftest import CountedHasher
from tests.accounts.factories import PASSWORD, AppointmentFactory, UserFactory

SIGN_IN = "/tai-khoan/dang-nhap/"
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def guess(username, *, device="", at=MORNING, password="sai mật khẩu rồi"):
    return actions.check_sign_in(username=username, password=password, device=device, at=at)


def post(client, username, password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"username": username, "password": password}, **extra)


def signed_in_as(client):
    return client.session.get("_auth_user_id")


# --- AU-1: bounded guessing -------------------------------------------------------------------


def most_in_a_day(allowance, tries, step):
    """Play tries on a virtual clock; the most that got through in any 24 hours."""
    full_at, passed = None, []
    for number in range(tries):
        now = MORNING + number * step
        taken = allowance.full_at_after(full_at, now)
        if taken is not None:
            full_at = taken
            passed.append(now)
    day = timedelta(hours=24)
    return max(sum(start <= moment < start + day for moment in passed) for start in passed)


@pytest.mark.parametrize("tries", [100, 2_000, 100_000])
def test_strangers_get_few_checks_a_day_however_often_they_try(tries):
    step = timedelta(days=3) / tries

    assert most_in_a_day(STRANGERS, tries, step) <= 26


def test_strangers_and_a_stolen_machine_together_stay_under_fifty_a_day():
    day = timedelta(hours=24)
    most = sum(allowance.burst + day // allowance.every for allowance in (STRANGERS, OWN_DEVICE))

    assert most_in_a_day(OWN_DEVICE, 50_000, timedelta(days=2) / 50_000) <= 22
    assert most <= 50


@pytest.mark.django_db
def test_an_account_is_checked_at_most_fifty_times_a_day(hash_calls):
    AppointmentFactory(user__username="hoa")
    hash_calls.clear()

    for number in range(480):
        guess("hoa", at=MORNING + number * timedelta(minutes=3))

    assert hash_calls == {"hash": 480, "check": 25}


@pytest.mark.django_db
def test_an_office_behind_one_address_is_not_locked_out_by_one_attacker(client):
    people = [UserFactory() for _ in range(199)]
    UserFactory(username="target")
    for _ in range(300):
        guess("target")

    refused = []
    for person in people:
        client.cookies.clear()
        post(client, person.username, REMOTE_ADDR="203.0.113.7")
        if signed_in_as(client) != str(person.pk):
            refused.append(person)

    assert refused == []


@pytest.mark.django_db
def test_a_colleague_cannot_be_locked_out_on_a_machine_of_their_own(client):
    hoa = UserFactory(username="hoa")
    post(client, "hoa")
    client.post("/tai-khoan/thoat/")
    for _ in range(200):
        guess("hoa", at=None)

    assert guess("hoa", at=None, password=PASSWORD) is None
    post(client, "hoa")
    assert signed_in_as(client) == str(hoa.pk)


@pytest.mark.django_db
def test_a_mark_of_one_person_gives_nothing_for_another(client, hash_calls):
    UserFactory(username="mine")
    UserFactory(username="hoa")
    post(client, "mine")
    client.post("/tai-khoan/thoat/")
    for _ in range(20):
        guess("hoa", at=None)
    hash_calls.clear()

    post(client, "hoa", "đoán thử xem sao")

    assert hash_calls["check"] == 0


@pytest.mark.django_db
def test_a_forged_mark_is_no_mark(client, hash_calls):
    UserFactory(username="hoa")
    client.cookies["devices"] = "eyJhIjoiYiJ9:1abc:xxxxxxxxxx"
    for _ in range(12):
        post(client, "hoa", "đoán thử xem sao")

    assert hash_calls["check"] == STRANGERS.burst


@pytest.mark.django_db
def test_tries_come_back_with_time():
    UserFactory(username="hoa")
    for _ in range(30):
        guess("hoa")

    assert guess("hoa", password=PASSWORD) is None
    assert guess("hoa", password=PASSWORD, at=MORNING + STRANGERS.every) is not None


@pytest.mark.django_db
def test_a_right_password_costs_no_try():
    UserFactory(username="hoa")

    assert all(guess("hoa", password=PASSWORD) for _ in range(40))


@pytest.mark.django_db
def test_a_new_password_from_the_administrator_opens_the_door_again(town):
    for _ in range(30):
        guess("ward_entry", at=None)

    actions.set_password(
        user=town.ward_entry, password="sóng vỗ bờ cát trắng", by=town.administrator
    )

    assert guess("ward_entry", at=None, password="sóng vỗ bờ cát trắng") is not None


@pytest.mark.django_db
def test_full_allowances_leave_no_rows():
    guess("khong-co-ai")
    guess("ai-do", at=MORNING + timedelta(days=2))

    assert SignInAllowance.objects.filter(full_at__lt=MORNING + timedelta(days=2)).count() == 0


# --- AU-2: parallel tries ---------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_parallel_wrong_passwords_get_no_more_checks_than_the_limit(hash_calls):
    for number in range(3):
        username = UserFactory(username=f"hoa{number}").username
        hash_calls.clear()
        start = threading.Barrier(16)

        def one(username=username, start=start):
            start.wait()
            try:
                guess(username, at=MORNING)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert (hash_calls["check"], hash_calls["hash"]) == (STRANGERS.burst, 16)


# --- AU-3: all refusals look alike ------------------------------------------------------------


def masked(response, username):
    body = response.content.decode().replace(username, "NAME")
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', r"\1", body)


@pytest.mark.django_db
def test_unknown_wrong_disabled_and_locked_look_alike(client, hash_calls):
    UserFactory(username="wrong")
    UserFactory(username="disabled", is_active=False)
    UserFactory(username="locked")
    for _ in range(20):
        guess("locked", at=None)
    answers, hashes = [], []

    for username in ["unknown", "wrong", "disabled", "locked"]:
        password = PASSWORD if username in {"disabled", "locked"} else "sai mật khẩu rồi"
        hash_calls.clear()
        response = post(client, username, password)
        headers = {name: value for name, value in response.items() if name != "Content-Length"}
        answers.append((response.status_code, masked(response, username), headers))
        hashes.append(hash_calls["hash"])

    assert answers == [answers[0]] * 4
    assert hashes == [1, 1, 1, 1]
    assert "không đúng" in answers[0][1]


@pytest.mark.django_db
def test_a_failure_is_recorded_without_what_was_typed(client):
    AppointmentFactory(user__username="hoa", user__full_name="Trần Thị Hoa")
    post(client, "hoa", "bí mật của tôi")
    post(client, "bí mật gõ nhầm ô", "gì đó")

    known, unknown = AuditEntry.objects.filter(verb="session.refused").order_by("number")

    assert (known.target_label, known.actor_id) == ("Trần Thị Hoa", "visitor")
    assert known.place.startswith("phường")
    assert unknown.target_type == "accounts.signinallowance"
    everything = repr([vars(entry) for entry in (known, unknown)])
    assert "bí mật" not in everything


@pytest.mark.django_db
def test_guessing_cannot_fill_the_trail():
    UserFactory(username="hoa")
    for number in range(300):
        guess("hoa")
        guess(f"khong-co-{number}")

    assert AuditEntry.objects.filter(verb="session.refused").count() == STRANGERS.burst + 60


# --- AU-6 in part: one text, one password -----------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_same_text_opens_the_door_however_it_is_composed(client, form):
    hoa = UserFactory(username="hoa")

    post(client, "hoa", unicodedata.normalize(form, PASSWORD))

    assert signed_in_as(client) == str(hoa.pk)


@pytest.mark.django_db
def test_full_width_letters_are_other_letters():
    UserFactory(username="hoa", password=CountedHasher().encode("abcdefghijklm", "salt"))
    full_width = "abcdefghijkl" + chr(0xFF4D)

    assert guess("hoa", password=full_width) is None
    assert guess("hoa", password="abcdefghijklm") is not None


@pytest.mark.django_db
def test_real_hashes_are_argon2id_at_the_stated_cost(settings):
    settings.PASSWORD_HASHERS = ["accounts.hashers.Argon2id"]
    hoa = UserFactory(username="hoa")

    assert hoa.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert guess("hoa", password=PASSWORD) == hoa


# --- The page ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_signing_in_changes_the_session_key_and_leaves_a_mark(client):
    hoa = UserFactory(username="hoa")
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key

    response = post(client, " HOA ")

    assert (response.status_code, response.url) == (302, reverse("home"))
    assert signed_in_as(client) == str(hoa.pk)
    assert client.session.session_key != planted
    assert client.cookies["devices"]["httponly"]
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["session.opened"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/nhap/?a=1", "/nhap/?a=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("foo", "/"),
        ("accounts:sign-out", "/"),
        ("/khong-co-trang-nay/", "/"),
        ("/nhap/phieu/1/gui/", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_goes_only_to_our_own_pages(client, wanted, leads_to):
    UserFactory(username="hoa")

    response = client.post(SIGN_IN, {"username": "hoa", "password": PASSWORD, "next": wanted})

    assert response.url == leads_to


@pytest.mark.django_db
def test_demo_accounts_are_shown_in_the_demo_only(client, settings):
    AppointmentFactory(user__username="hoa", user__is_demo=True, post="Công chức")
    AppointmentFactory(user__username="thuc")

    settings.IS_DEMO = True
    shown = client.get(SIGN_IN).content.decode()
    settings.IS_DEMO = False
    hidden = client.get(SIGN_IN).content.decode()

    assert 'value="hoa"' in shown
    assert settings.DEMO_PASSWORD in shown
    assert "thuc" not in shown
    assert "hoa" not in hidden.split("<main")[1]
    assert settings.DEMO_PASSWORD not in hidden


@pytest.mark.django_db
def test_whoever_is_signed_in_already_is_led_on(signed_in, town):
    response = signed_in(town.clerk).get(SIGN_IN)

    assert response.url == reverse("home")


@pytest.mark.django_db
def test_the_clock_of_a_sign_in_is_the_machines(client):
    UserFactory(username="hoa")
    with time_machine.travel(MORNING, tick=False):
        post(client, "hoa")

        assert client.session["signed_in_at"] == MORNING.isoformat()
