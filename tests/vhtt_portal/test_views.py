"""The watchman's page, and mishaps said in words."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from accounts.models import Role
from tests.accounts.factories import AppointmentFactory
from vhtt_portal import views

ALL_WELL = {
    "status": "ok", "database": "ok", "storage": "ok", "migrations": "ok", "seals": "ok",
}  # fmt: skip


@pytest.mark.django_db
def test_a_healthy_portal_says_so(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, ALL_WELL)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_fault_of_any_part_is_503(client, monkeypatch):
    faults = {
        "database": ("database_faults", lambda: ["SQLite: synchronous là 1, phải là 2."]),
        "storage": ("_storage", lambda: "fault"),
        "migrations": ("_migrations", lambda: "pending"),
        "seals": ("missing_triggers", lambda _tables: ["audit_auditentry"]),
    }
    for part, (name, broken) in faults.items():
        with monkeypatch.context() as patch:
            patch.setattr(views, name, broken)
            response = client.get("/healthz")

        assert response.status_code == 503
        assert {key for key, state in response.json().items() if state != "ok"} == {"status", part}


@pytest.mark.django_db
def test_a_database_out_of_reach_is_503_and_no_page_of_tracebacks(client, monkeypatch):
    def unreachable():
        raise DatabaseError("host=secret-host")

    monkeypatch.setattr(views, "database_faults", unreachable)
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["database"] == "fault"
    assert b"secret-host" not in response.content


@pytest.mark.django_db
def test_a_full_or_foreign_disk_is_a_fault_of_storage(client, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"

    assert client.get("/healthz").json()["storage"] == "fault"


@pytest.mark.django_db
def test_the_watchman_leaves_no_file_behind(client, settings):
    client.get("/healthz")

    assert list(settings.MEDIA_ROOT.iterdir()) == []


@pytest.mark.django_db
def test_a_lost_seal_is_seen(client):
    if connection.vendor == "postgresql":
        drop = "DROP TRIGGER audit_auditentry_sealed ON audit_auditentry"
    else:
        drop = "DROP TRIGGER audit_auditentry_sealed_delete"
    with connection.cursor() as cursor:
        cursor.execute(drop)

    assert client.get("/healthz").json()["seals"] == "fault"


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_words():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/tai-khoan/dang-nhap/", {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "phiên làm việc đã thay đổi" in response.content.decode()


def test_a_mishap_gives_a_number_to_report(rf, caplog):
    response = views.server_error(rf.get("/bat-ky/"))

    incident = caplog.records[-1].getMessage().split()[1]
    assert response.status_code == 500
    assert incident in response.content.decode()


def test_a_broken_request_is_said_without_the_request(rf):
    response = views.bad_request(rf.get("/"), ValueError())

    assert response.status_code == 400
    assert "<h1>" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.ADMINISTRATOR, {"Trang chủ", "Tài khoản", "Giao ký", "Địa phương"}),
    ],
)
def test_the_menu_shows_what_the_role_works_with(client, role, sees):
    client.force_login(AppointmentFactory(role=role).user)

    response = client.get("/tai-khoan/")

    items = response.context["navigation"]
    assert {item.label for item in items} == sees
    assert [item.label for item in items if item.is_current] == ["Tài khoản"]
    assert role.label in response.context["account_role"]
