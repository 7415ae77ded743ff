"""The lines above a signature: each right to sign in its own form."""

import pytest

from documents.signing import Capacity, capacity_fault, capacity_lines

HEAD, DEPUTY = "Trưởng phòng", "Phó Trưởng phòng"
COMMITTEE = "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("capacity", "posts", "lines"),
    [
        (Capacity.HEAD, {"head_post": HEAD}, ("TRƯỞNG PHÒNG",)),
        (
            Capacity.DEPUTY,
            {"head_post": HEAD, "own_post": DEPUTY},
            ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
        ),
        (
            Capacity.BY_ORDER,
            {"head_post": "Chủ tịch", "own_post": HEAD},
            ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG"),
        ),
        (
            Capacity.DELEGATED,
            {"head_post": HEAD, "own_post": "Chuyên viên"},
            ("TUQ. TRƯỞNG PHÒNG", "CHUYÊN VIÊN"),
        ),
        (Capacity.ACTING, {"head_post": HEAD}, ("Q. TRƯỞNG PHÒNG",)),
        (
            Capacity.HEAD,
            {"head_post": "Chủ tịch", "collective": COMMITTEE},
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ),
        (
            Capacity.DEPUTY,
            {"head_post": "Chủ tịch", "own_post": "Phó Chủ tịch", "collective": COMMITTEE},
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
    ],
    ids=["head", "deputy", "by order", "delegated", "acting", "collective", "its deputy"],
)
def test_each_right_to_sign_has_its_lines(capacity, posts, lines):
    assert capacity_lines(capacity, **posts) == lines
    assert capacity_fault(lines) is None


@pytest.mark.parametrize("capacity", [Capacity.DEPUTY, Capacity.BY_ORDER, Capacity.DELEGATED])
def test_whoever_signs_for_another_names_their_own_post(capacity):
    with pytest.raises(ValueError, match="post of their own"):
        capacity_lines(capacity, head_post=HEAD)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("PHÓ TRƯỞNG PHÒNG",),
        ("KT. TRƯỞNG PHÒNG",),
        ("KT. TRƯỞNG PHÒNG", "TRƯỞNG BAN"),
        ("KT TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
        ("KT.TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
        ("TUQ. TRƯỞNG PHÒNG",),
        ("TM. ỦY BAN NHÂN DÂN",),
        ("CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"),
    ],
    ids=" / ".join,
)
def test_a_form_that_the_decree_does_not_know_is_a_fault(lines):
    assert capacity_fault(lines)


def test_a_signer_by_order_may_be_represented_by_the_deputy():
    assert capacity_fault(("TL. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")) is None
