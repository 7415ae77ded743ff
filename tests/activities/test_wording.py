"""The sentence that the diary offers a report."""

from datetime import date

import pytest

from activities.models import Activity
from activities.wording import kind_of, sentence
from localities.models import Locality, LocalityKind

Kind = Activity.Kind
TOWN = Locality(pk=1, name="Hồng Lĩnh", full_name="thị xã Hồng Lĩnh")
WARD = Locality(pk=2, name="Bắc Hồng", full_name="phường Bắc Hồng", parent=TOWN)
VILLAGE = Locality(
    pk=3, name="2", full_name="tổ dân phố 2", parent=WARD, kind=LocalityKind(is_village=True)
)


def activity(**fields):
    said = {
        "place": TOWN, "kind": Kind.PERFORMANCE, "held_on": date(2020, 9, 5),
        "name": "Chương trình văn nghệ chào mừng Đại hội",
    }  # fmt: skip
    return Activity(**said | fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Ngày 05/9/2020, tổ chức chương trình văn nghệ chào mừng Đại hội."),
        (
            {"venue": "Quảng trường trung tâm", "participants": 1300},
            ("Ngày 05/9/2020, tổ chức chương trình văn nghệ chào mừng Đại hội"
            " tại Quảng trường trung tâm, với 1.300 người tham gia."),
        ),
        (
            {"held_on": date(2020, 1, 30), "ended_on": date(2020, 2, 2), "place": WARD},
            ("Từ ngày 30/01/2020 đến ngày 02/02/2020, phường Bắc Hồng tổ chức"
            " chương trình văn nghệ chào mừng Đại hội."),
        ),
        (
            {"place": VILLAGE, "venue": "Nhà văn hóa tổ dân phố 2"},
            ("Ngày 05/9/2020, tổ dân phố 2, phường Bắc Hồng tổ chức chương trình văn nghệ"
            " chào mừng Đại hội tại nhà văn hóa tổ dân phố 2."),
        ),
        (
            {
                "kind": Kind.FESTIVAL_DELEGATION, "name": "Liên hoan tiếng hát", "quantity": 11,
                "participants": 300,
            },
            "Ngày 05/9/2020, tổ chức liên hoan tiếng hát, với 11 đoàn và 300 người tham gia.",
        ),
        (
            {
                "kind": Kind.COURSE, "name": "Lớp tập huấn nghiệp vụ.", "quantity": 2,
                "partners": "Sở Du lịch", "document_number": "29/KH-UBND",
                "document_on": date(2020, 2, 26),
            },
            ("Ngày 05/9/2020, phối hợp với Sở Du lịch mở lớp tập huấn nghiệp vụ (2 lớp)"
            " (theo văn bản số 29/KH-UBND ngày 26/02/2020)."),
        ),
        (
            {"kind": Kind.PROPAGANDA, "name": "Tuyên truyền bầu cử", "place": WARD, "led_above": True},
            "Ngày 05/9/2020, phường Bắc Hồng phối hợp với cấp trên thực hiện tuyên truyền bầu cử.",
        ),
    ],
)  # fmt: skip
def test_what_was_done_is_told_in_one_sentence(fields, said):
    assert sentence(activity(**fields), reporting=TOWN) == said


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Đêm văn nghệ mừng Xuân", Kind.PERFORMANCE),
        ("TUYÊN TRUYỀN ngày Môi trường", Kind.PROPAGANDA),
        ("Lớp tập huấn", Kind.COURSE),
        ("Hội thi", Kind.COMPETITION),
        ("Hội thia", Kind.OTHER),
        ("Trồng cây", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_a_name_tells_its_kind(name, kind):
    assert kind_of(name) == kind
