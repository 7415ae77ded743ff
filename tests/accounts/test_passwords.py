"""What may be a password."""

import gzip
from pathlib import Path

import pytest
from django.contrib.auth import password_validation
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts import actions, passwords
from accounts.models import User
from audit.models import AuditEntry
from tests.accounts.factories import PASSWORD, PlaceFactory
from vhtt_portal.rules import RuleError
from vhtt_portal.text import fold

PERSON = User(username="tranthihoa", full_name="Trần Thị Hoa")


def common_passwords():
    path = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    return gzip.decompress(path.read_bytes()).decode().split("\n")[:10_000]


@pytest.mark.django_db
def test_the_ten_thousand_commonest_passwords_are_refused():
    common = password_validation.CommonPasswordValidator().passwords
    words = common_passwords()

    assert len(words) == 10_000
    # Shorter ones fail by length; the long ones have to be in the list that is asked.
    assert [word for word in words if len(word) >= passwords.SHORTEST and word not in common] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "123456789012",
        "Hồng Lĩnh 2021 !",
        "HongLinh@2021",
        "thị xã Hồng Lĩnh",
        "ĐẬU LIÊU đậu liêu",
        "hatinh-honglinh",
        "Hà Tĩnh Nghệ An",
        "TranThiHoa2021",
        "trầnthịhoa 1990",
        "mười một ký",
        "x" * 129,
    ],
)
def test_short_common_and_place_names_are_refused(password):
    for name in ["Hồng Lĩnh", "Đậu Liêu"]:
        PlaceFactory(name=name)

    with pytest.raises(RuleError, match="Mật khẩu"):
        passwords.hashed(password, user=PERSON)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Hồng Lĩnh", "Bắc Hồng", "Trung Lương", "Thuận Lộc"])
@pytest.mark.parametrize("write", [str, fold, str.upper, lambda name: name.replace(" ", "")])
def test_names_of_places_are_refused_with_marks_and_without(name, write):
    PlaceFactory(name=name)

    with pytest.raises(RuleError):
        passwords.hashed(f"{write(name)}@123456789", user=PERSON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    ["hạt mưa rơi trên mái ngói", "a b c d e f g h i", "đường xa Hồng Lĩnh nắng vàng", "ă" * 128],
)
def test_long_phrases_with_marks_and_spaces_are_welcome(password):
    assert passwords.hashed(password, user=PERSON)


@given(st.text())
def test_composing_twice_changes_nothing(text):
    assert passwords.composed(passwords.composed(text)) == passwords.composed(text)


def test_temporary_passwords_are_long_and_differ():
    made = {passwords.temporary() for _ in range(200)}

    assert (len(made), {len(password) for password in made}) == (200, {19})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("sai rồi", "sóng vỗ bờ cát trắng", "sóng vỗ bờ cát trắng"), "hiện tại không đúng"),
        ((PASSWORD, "sóng vỗ bờ cát trắng", "sóng vỗ bờ cát vàng"), "không giống nhau"),
        ((PASSWORD, "quá ngắn", "quá ngắn"), "từ 12 đến 128"),
        ((PASSWORD, PASSWORD, PASSWORD), "phải khác"),
    ],
)
def test_a_change_that_cannot_be_is_said(signed_in, town, typed, says):
    client = signed_in(town.clerk)

    response = client.post(
        reverse("accounts:password-change"), dict(zip(("old", "new", "again"), typed, strict=True))
    )

    assert says in response.content.decode()
    town.clerk.refresh_from_db()
    assert town.clerk.check_password(PASSWORD)


@pytest.mark.django_db
def test_the_old_password_cannot_be_guessed_in_an_open_session(town, hash_calls):
    hash_calls.clear()
    for _ in range(30):
        with pytest.raises(RuleError):
            actions.change_own_password(
                user=town.clerk, old="đoán mò", new="sóng vỗ bờ cát trắng", by=town.clerk
            )

    assert hash_calls["check"] <= 10


@pytest.mark.django_db
def test_nobody_changes_the_password_of_another_as_their_own(town):
    with pytest.raises(RuleError, match="chính chủ"):
        actions.change_own_password(
            user=town.clerk, old=PASSWORD, new="sóng vỗ bờ cát trắng", by=town.head
        )


@pytest.mark.django_db
def test_no_password_reaches_the_trail(town):
    actions.set_password(user=town.clerk, password="sóng vỗ bờ cát trắng", by=town.administrator)

    entry = AuditEntry.objects.get(verb="account.password_given")

    assert entry.changes == {}
    town.clerk.refresh_from_db()
    assert (town.clerk.must_change_password, town.clerk.session_epoch) == (True, 2)
