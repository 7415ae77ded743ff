"""Every address is in the policy, asks for a sign-in, and answers each role as the policy says."""

import itertools

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import Role
from accounts.policy import Audience, Position, policy
from tests.accounts.factories import AppointmentFactory, OfficeFactory, UserFactory

pytestmark = pytest.mark.any_database
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def walk(resolver, namespaces=()):
    """Every pattern of the portal with the name under which it can be reached."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join([*namespaces, entry.name or ""]), entry
        else:
            inner = [*namespaces, entry.namespace] if entry.namespace else namespaces
            yield from walk(entry, inner)


ROUTES = dict(walk(get_resolver()))
PLAIN = sorted(name for name, entry in ROUTES.items() if not entry.pattern.converters)


DOORS = {"accounts:sign-in", "accounts:sign-out", "editions:verify", "healthz"}
# A reader without an account comes through a link, opened once; without it there is nothing there.
LINKED = {
    "editions:reader", "editions:reader-comment", "editions:reader-open", "editions:reader-paper",
}  # fmt: skip


def path_of(name):
    """The address of an object that does not exist."""
    absent = {"IntConverter": 98_765_432, "UUIDConverter": "00000000-0000-4000-8000-000000000000"}
    converters = ROUTES[name].pattern.converters
    words = {
        word: absent.get(type(converter).__name__, "khong-co")
        for word, converter in converters.items()
    }
    return reverse(name, kwargs=words)


# --- The file and the addresses (AZ-1) --------------------------------------------------------


def test_no_address_is_missing_from_the_policy():
    assert sorted(ROUTES.keys() - policy().keys()) == []


def test_the_policy_has_no_dead_entries():
    assert sorted(policy().keys() - ROUTES.keys()) == []


def test_every_address_has_a_name_of_its_own():
    names = [name for name, _ in walk(get_resolver())]

    assert sorted(name for name in names if names.count(name) > 1) == []
    assert [name for name in names if not name or name.endswith(":")] == []


@pytest.mark.parametrize("name", sorted(policy()))
def test_an_entry_says_something_that_can_be(name):
    route = policy()[name]

    assert route.methods
    assert route.methods <= METHODS
    assert route.positions
    assert route.states
    assert route.audience in set(Audience) or route.audience <= set(Role)
    assert Position.ANY not in route.positions or len(route.positions) == 1
    assert "*" not in route.states or len(route.states) == 1


def test_only_the_doors_are_public():
    public = {name for name, route in policy().items() if route.is_public}

    assert public == DOORS | LINKED


# --- Visitors ---------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_visitor_is_asked_to_sign_in_everywhere_but_at_the_doors(client, name):
    route = policy()[name]

    response = client.generic("GET" if "GET" in route.methods else "POST", path_of(name))

    if name in LINKED:
        assert response.status_code == 404
    elif route.is_public:
        assert response.status_code == 200
    else:
        assert (response.status_code, response.url.split("?")[0]) == (
            302,
            reverse(settings.LOGIN_URL),
        )


@pytest.mark.django_db
def test_an_address_that_does_not_exist_says_so_politely(client):
    response = client.get("/khong-co-trang-nay/")

    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.content.decode()


# --- Roles (AZ-2, addresses without an object) ------------------------------------------------


@pytest.fixture
def portal_office(db):
    return OfficeFactory()


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_each_role_opens_exactly_what_the_policy_says(client, portal_office, role):
    user = UserFactory()
    AppointmentFactory(user=user, role=role, locality=portal_office.locality)
    wrong = []

    for name, method in itertools.product(PLAIN, ["GET", "POST", "PUT", "DELETE"]):
        route = policy()[name]
        client.force_login(user)  # signing out is one of the addresses
        status = client.generic(method, reverse(name)).status_code
        if (expected := expected_kind(route, role, method)) != kind_of(status):
            wrong.append((name, method, status, expected))

    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_an_object_that_is_not_there_is_not_there_for_anyone_let_in(client, portal_office, role):
    user = UserFactory()
    AppointmentFactory(user=user, role=role, locality=portal_office.locality)
    client.force_login(user)
    wrong = []

    for name in sorted(ROUTES.keys() - set(PLAIN)):
        route = policy()[name]
        for method in sorted(route.methods):
            status = client.generic(method, path_of(name)).status_code
            expected = 404 if route.admits(frozenset({role})) else 403
            if status != expected:
                wrong.append((name, method, status, expected))

    assert wrong == []


@pytest.mark.django_db
def test_no_list_breaks_at_an_odd_page_size_order_or_year(client, portal_office):
    user = UserFactory()
    for role in Role:
        AppointmentFactory(user=user, role=role, locality=portal_office.locality)
    client.force_login(user)
    odd = ["per_page=-1", "per_page=0", f"per_page={10**30}", f"page={10**30}", "page=-1",
           "sort=khong-co", "nam=0000", "nam=9999", "q=%00"]  # fmt: skip

    for name, query in itertools.product(PLAIN, odd):
        route = policy()[name]
        if "GET" in route.methods and not route.is_public:
            assert client.get(f"{reverse(name)}?{query}").status_code in {200, 404}, (name, query)


@pytest.mark.django_db
def test_somebody_without_a_role_sees_only_the_home_page_and_the_own_password(client):
    client.force_login(UserFactory())
    opened = {
        name
        for name in PLAIN
        if "GET" in policy()[name].methods and client.get(reverse(name)).status_code == 200
    }

    assert opened == {"home", "healthz", "accounts:password-change", "editions:verify"}


@pytest.mark.django_db
def test_an_unlisted_address_stays_shut(client, monkeypatch):
    client.force_login(UserFactory())
    listed = {name: route for name, route in policy().items() if name != "home"}
    monkeypatch.setattr("accounts.middleware.policy", lambda: listed)

    response = client.get("/")

    assert response.status_code == 403
    assert "Không có quyền" in response.content.decode()


def kind_of(status):
    return status if status in {403, 405} else "served"


def expected_kind(route, role, method):
    if method not in route.methods:
        return 405
    return "served" if route.is_public or route.admits(frozenset({role})) else 403
