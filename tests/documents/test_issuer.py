"""In whose name a paper goes out; what units print in full is tested with their reports."""

from dataclasses import replace

import pytest

from accounts.models import Appointment, User
from documents.issuer import of_office, of_place
from documents.kinds import DECISION, PROPOSAL
from localities.models import Locality, LocalityKind, Office

TOWN = LocalityKind(name="thị xã", archive_line="VT, VHTT")
WARD = LocalityKind(name="phường", recipients="Đảng ủy phường\nHĐND phường", archive_line="VT")
HAMLET = LocalityKind(name="tổ dân phố", committee="", committee_short="", head_post="Tổ trưởng")


@pytest.fixture
def town():
    return Locality(kind=TOWN, name="Hồng Lĩnh", full_name="thị xã Hồng Lĩnh")


@pytest.fixture
def ward(town):
    return Locality(kind=WARD, name="Bắc Hồng", full_name="phường Bắc Hồng", parent=town)


@pytest.fixture
def office(town):
    return Office(
        locality=town, name="Phòng Văn hóa và Thông tin", symbol="BC-PVHTT",
        parent_body="UBND thị xã Hồng Lĩnh", issuing_body="Phòng Văn hóa và Thông tin",
        place_name="Hồng Lĩnh", head_post="Trưởng phòng", archive_line="VT, VHTT",
    )  # fmt: skip


@pytest.mark.parametrize(("symbol", "agency"), [("BC-PVHTT", "PVHTT"), ("VHTT", "VHTT")])
def test_each_kind_of_paper_has_its_symbol(office, symbol, agency):
    office.symbol = symbol

    issuer = of_office(office)

    assert issuer.symbol(DECISION) == f"QĐ-{agency}"
    assert issuer.symbol(PROPOSAL) == f"TTr-{agency}"


def test_a_place_without_a_committee_is_known_by_its_initials(ward):
    hamlet = Locality(kind=HAMLET, name="Số 1", full_name="tổ dân phố Số 1", parent=ward)

    assert of_place(hamlet).symbol(PROPOSAL) == "TTr-TDP"


def test_a_committee_decides_as_one_and_its_head_in_person(ward):
    issuer = of_place(ward)

    assert issuer.authority == "Ủy ban nhân dân phường Bắc Hồng"
    assert issuer.in_person().authority == "Chủ tịch Ủy ban nhân dân phường Bắc Hồng"


def test_the_head_of_an_office_does_not_say_its_first_word_twice(office):
    issuer = of_office(office)

    assert issuer.authority == "Trưởng phòng Văn hóa và Thông tin thị xã Hồng Lĩnh"
    assert replace(issuer, head_post="Giám đốc").authority.startswith("Giám đốc Phòng Văn hóa")


def test_a_committee_is_named_above_the_post_unless_its_head_decides(ward):
    issuer = of_place(ward)

    signed = issuer.signature("Lê Thị Hòa", "Phó Chủ tịch UBND phường")
    in_person = issuer.in_person().signature("Lê Thị Hòa", "Phó Chủ tịch UBND phường")

    assert signed.capacity_lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert in_person.capacity_lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert in_person.signer_name == "Lê Thị Hòa"


def test_the_recipients_of_the_kind_stand_before_the_archive(ward):
    assert of_place(ward).distribution("Như trên", "Sở Văn hóa và Thể thao") == (
        "Như trên", "Sở Văn hóa và Thể thao", "Đảng ủy phường", "HĐND phường", "Lưu: VT",
    )  # fmt: skip


def test_a_paper_is_made_ready_for_the_head_or_for_the_pen(ward):
    issuer = of_place(ward)
    deputy = Appointment(user=User(full_name="Lê Thị Hòa"), is_deputy=True)
    head = Appointment(user=User(full_name="Trần Văn Bình"), post="Chủ tịch")

    assert issuer.signature_of([head, deputy]).signer_name == "Trần Văn Bình"
    assert issuer.signature_of([deputy]).capacity_lines[-1] == "PHÓ CHỦ TỊCH"
    assert issuer.signature_of([]) == issuer.signature("", "")
