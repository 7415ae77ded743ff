"""A sentence that the figures write, said in the office's own words: visible, reasoned, flagged."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.locking import StaleError
from audit.models import AuditEntry
from reports.editions.content import content
from reports.editions.exports import as_json
from reports.narrative import actions
from reports.narrative.checklist import findings
from reports.narrative.models import Rewording
from reports.narrative.queries import material
from tests.reports.editions.cast import cast
from tests.reports.rollup.factories import again
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db
DRAFTED = "Các phường, xã tổ chức 6 giải."


@pytest.fixture
def people():
    return cast()


def reword(people, text="Phong trào có {giai cap co so: kem don vi tinh}.", **changes):
    known = {"sentence_code": "cau-1", "reason": "Nói gọn hơn.", "by": people.specialist}
    return actions.reword(period=again(people.period), text=text, **known | changes)


def sentence(people):
    nodes = material(again(people.period)).draft.nodes
    return next(said for node in nodes for said in node.sentences if said.code == "cau-1")


def more_events(people):
    sheet = people.period.submissions.exclude(locality=people.period.office.locality).first()
    sheet.figures.filter(indicator=people.total).update(value=8)


def test_own_words_stand_in_the_report_and_follow_the_figures(people):
    reword(people)
    assert sentence(people).text == "Phong trào có 6 giải."

    more_events(people)

    said = sentence(people)
    assert (said.text, said.drafted) == (
        "Phong trào có 11 giải.",
        "Các phường, xã tổ chức 11 giải.",
    )


def test_what_moved_under_own_words_is_asked_about(people):
    reword(people, "Phong trào có vài giải.")
    asked = [row.sentence for row in findings(material(again(people.period)))]
    assert not any("đã sửa" in row for row in asked)

    more_events(people)

    assert (
        f"Số liệu của câu đã sửa ở mục “Thể dục, thể thao” đã đổi: trước là “{DRAFTED}”,"
        " nay là “Các phường, xã tổ chức 11 giải.”. Hãy xem lại câu."
    ) in [row.sentence for row in findings(material(again(people.period)))]
    reword(people, "Phong trào có vài giải.")
    assert not sentence(people).has_moved, "looked at again"


def test_a_sentence_left_out_is_nowhere_in_the_paper_and_told_in_the_data(people):
    reword(people, "", reason="Đã nói ở phần trên.")

    now = content(again(people.period))
    [told] = [
        row for node in now["narrative"] for row in node["sentences"] if row["code"] == "cau-1"
    ]
    assert told == {
        "code": "cau-1", "runs": [], "own": {"drafted": DRAFTED, "reason": "Đã nói ở phần trên."},
    }  # fmt: skip
    assert "Đã nói ở phần trên." in as_json(now).decode()


def test_each_change_says_why_and_leaves_its_trail(people):
    reword(people, "Một.")
    reword(people, "Hai.", version=1)
    actions.restore_sentence(period=people.period, sentence_code="cau-1", by=people.head, version=2)

    assert sentence(people).text == DRAFTED
    assert not Rewording.objects.exists()
    assert [
        (entry.verb, entry.changes["text"], entry.reason) for entry in AuditEntry.objects.all()
    ] == [
        ("sentence.reworded", [None, "Một."], "Nói gọn hơn."),
        ("sentence.reworded", ["Một.", "Hai."], "Nói gọn hơn."),
        ("sentence.restored", ["Hai.", None], ""),
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason": " "}, "Hãy ghi lý do"),
        ({"text": "Có {lạ}."}, "Không có số liệu “lạ”"),
        ({"sentence_code": "cau-khac"}, "không có câu này"),
        ({"version": 3}, "vừa được người khác sửa"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(people, changes, refusal):
    with pytest.raises(RuleError, match=refusal):
        reword(people, **changes)

    assert not Rewording.objects.exists()


def test_a_stale_page_overwrites_nobody(people):
    reword(people, "Một.", version=0)

    with pytest.raises(StaleError):
        reword(people, "Hai.", version=0)

    assert Rewording.objects.get().text == "Một."


def test_only_writers_before_the_signature(people):
    with pytest.raises(RuleError, match="Chỉ chuyên viên"):
        reword(people, by=people.clerk)
    people.period.sealed_at = timezone.now()
    people.period.save()
    with pytest.raises(RuleError, match="đã ký"):
        reword(people)


def test_the_page_offers_the_sentence_as_it_would_be_typed_and_takes_it_back(client, people):
    client.force_login(people.specialist)
    address = reverse("narrative:sentence-edit", args=[people.period.pk, "cau-1"])

    assert "Các phường, xã tổ chức {Giải cấp cơ sở: kèm đơn vị tính}.</textarea>" in (
        client.get(address).content.decode()
    )
    refused = client.post(address, {"text": "Có {lạ}.", "reason": "Vì.", "version": "0"})
    assert refused.status_code == 422
    assert "Có {lạ}.</textarea>" in refused.content.decode()

    done = client.post(address, {"text": "Có vài giải.", "reason": "Nói gọn.", "version": "0"})
    assert done.url.endswith("#muc-the-thao")
    room = client.get(reverse("narrative:period-report", args=[people.period.pk])).content.decode()
    assert "Có vài giải." in room
    assert "Nói gọn." in room

    client.post(
        reverse("narrative:sentence-restore", args=[people.period.pk, "cau-1"]), {"version": "1"}
    )
    assert sentence(people).text == DRAFTED
    assert client.get(address.replace("cau-1", "cau-la")).status_code == 404
