"""Limits as rows: what they put into the report, where they come from, what becomes of them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.locking import StaleError
from audit.models import AuditEntry
from reports.catalogue.models import OutlineNode
from reports.editions import actions as editions
from reports.editions.content import content
from reports.entry.models import Period, Remark, Submission
from reports.narrative import actions
from reports.narrative.actions import Wording
from reports.narrative.checklist import text_faults
from reports.narrative.models import Limit
from reports.narrative.queries import material
from reports.rollup.models import Target
from tests.reports.editions.cast import SIGNING, cast, explain_warnings, person
from tests.reports.rollup.factories import (
    MOMENT,
    FigureFactory,
    OfficeFactory,
    PeriodFactory,
    again,
    office_sheet,
    ward,
)
from vhtt_portal.rules import RuleError

Level, Kind = OutlineNode.Level, OutlineNode.Kind


@pytest.fixture
def people(db):
    made = cast()
    version = made.period.form_version
    version.sha256 = "5" * 64  # another form than the one that other tests have read
    version.save()
    part = OutlineNode.objects.get(version=version, code="ket-qua")
    for order, (code, kind, section) in enumerate(
        (
            ("nguyen-nhan", Kind.CAUSES, None),
            ("ph-chung", Kind.DIRECTIONS, None),
            ("ph-the-thao", Kind.DIRECTIONS, version.sections.get(code="TT")),
        ),
        start=4,
    ):
        OutlineNode.objects.create(
            version=version, code=code, order=order, level=Level.HEADING, kind=kind, title=code,
            parent=part, prose=True, section=section,
        )  # fmt: skip
    return made


def said_under(people, code, period=None):
    nodes = material(again(period or people.period)).draft.nodes
    [node] = [node for node in nodes if node.heading.code == code]
    return [sentence.text for sentence in node.sentences]


def aim(people, code="TT.GIAI_XA", value=7, year="2020"):
    return Target.objects.create(
        office=people.period.office, period_code=year, indicator_code=code, value=value
    )


def named(people, text="Sân tập còn thiếu", period=None, **said):
    said = {"section": "TT", "cause": "Kinh phí hạn hẹp.", "remedy": "Xây thêm sân tập."} | said
    return actions.add_limit(
        period=period or people.period, said=Wording(text, **said), by=people.specialist
    )


def next_year(people):
    """The year after the one that was sealed, with its sheets."""
    Period.objects.filter(pk=people.period.pk).update(sealed_at=MOMENT)
    period = PeriodFactory(
        office=people.period.office, form_version=people.period.form_version, code="2021",
        name="Năm 2021", previous=people.period,
    )  # fmt: skip
    FigureFactory(submission=ward(period), indicator=people.total, value=9)
    office_sheet(period)
    return period


# --- What the report says ---------------------------------------------------------------------


def test_a_target_that_was_not_reached_is_told_from_the_figures(people):
    aim(people)
    aim(people, "TT.GIAI_PHONG", 4)
    aim(people, "TT.GIAI_PHONG", 5, "2021")

    assert said_under(people, "han-che") == [
        "Giải cấp cơ sở mới đạt 6 giải, chưa đạt chỉ tiêu đề ra (7)."
    ]
    Target.objects.filter(period_code="2020").update(value=5)
    assert said_under(people, "han-che") == [
        "Giải cấp thị xã mới đạt 4 giải, chưa đạt chỉ tiêu đề ra (5)."
    ]
    # The outline's own sentence aims at the one; nothing aimed at the other yet.
    assert said_under(people, "ph-the-thao") == [
        "Phấn đấu giải cấp thị xã đạt 5 giải (năm 2020: 4 giải)."
    ]


def test_a_drafted_limit_leads_to_its_figure(people):
    aim(people)
    [node] = [
        node
        for node in material(again(people.period)).draft.nodes
        if node.heading.code == "han-che"
    ]

    assert [run.code for run in node.sentences[0].runs if run.code] == ["TT.GIAI_XA", "TT.GIAI_XA"]


def test_half_a_total_reaches_no_target_and_is_no_limit(people):
    aim(people)
    ward(people.period, status=Submission.Status.SENT)

    assert said_under(people, "han-che") == []


def test_a_named_limit_stands_with_its_cause_and_what_is_to_be_done(people):
    named(people)
    named(people, "Ít giải cho trẻ em;", cause="kinh phí hạn hẹp", remedy="", section="")
    named(people, "Tin, bài còn ít", cause="", remedy="Viết nhiều tin, bài hơn.", section="")

    assert said_under(people, "han-che") == [
        "Sân tập còn thiếu.", "Ít giải cho trẻ em.", "Tin, bài còn ít.",
    ]  # fmt: skip
    assert said_under(people, "nguyen-nhan") == ["Kinh phí hạn hẹp."]
    assert said_under(people, "ph-the-thao") == ["Xây thêm sân tập."]
    assert said_under(people, "ph-chung") == ["Viết nhiều tin, bài hơn."]


def test_a_reworded_limit_stays_reworded_when_the_figures_move(people):
    target = aim(people)
    actions.reword(
        period=people.period, sentence_code="chua-dat-TT.GIAI_XA", text="Giải cơ sở còn ít.",
        reason="Gọn hơn.", by=people.specialist,
    )  # fmt: skip
    target.value = 6
    target.save()

    assert said_under(people, "han-che") == ["Giải cơ sở còn ít."]


def test_numbers_typed_into_a_limit_are_proofread(people):
    named(people, "Mới có 51/52 đơn vị, bằng 98,5%")

    [fault] = text_faults(material(again(people.period)))
    assert (fault.node_code, fault.stops) == ("han-che", True)


# --- Writing ----------------------------------------------------------------------------------


def test_limits_are_written_with_their_trail(people):
    row = named(people)
    row = actions.edit_limit(
        limit=row, said=Wording("Sân tập thiếu và cũ"), version=1, by=people.head
    )
    actions.remove_limit(limit=row, version=2, by=people.specialist)

    assert not Limit.objects.exists()
    entries = AuditEntry.objects.order_by("number")
    assert [entry.verb for entry in entries] == ["limit.added", "limit.edited", "limit.removed"]
    assert entries[1].changes["text"] == ["Sân tập còn thiếu", "Sân tập thiếu và cũ"]


def test_what_cannot_be_said_is_refused_in_words(people):
    far = ward(PeriodFactory(code="2020")).locality
    stranger = person(OfficeFactory(), Role.SPECIALIST, "Phan Văn Xa")

    for said, told in (
        (Wording(" "), "Hãy viết hạn chế"),
        (Wording("Đạt {TT.GIAI_XA} giải"), "không dùng dấu { }"),
        (Wording("x" * 501), "dài quá 500 ký tự"),
        (Wording("Một", section="XX"), "không có lĩnh vực"),
        (Wording("Một", indicator_code="TT.KHONG"), "không có chỉ tiêu"),
        (Wording("Một", place=far), "phải thuộc địa bàn"),
    ):
        with pytest.raises(RuleError, match=told):
            actions.add_limit(period=people.period, said=said, by=people.specialist)
    for nobody in (people.clerk, stranger):
        with pytest.raises(RuleError, match="Chỉ chuyên viên và lãnh đạo"):
            actions.add_limit(period=people.period, said=Wording("Một"), by=nobody)


def test_a_stale_page_overwrites_nobody(people):
    row = named(people)
    actions.edit_limit(limit=row, said=Wording("Mới"), version=1, by=people.head)

    with pytest.raises(StaleError):
        actions.edit_limit(limit=row, said=Wording("Cũ"), version=1, by=people.specialist)


def test_a_signed_report_keeps_its_limits_whatever_becomes_of_them(people):
    row = named(people)
    edition = editions.start(period=people.period, by=people.specialist, at=SIGNING)
    edition = editions.submit(edition=edition, by=people.specialist, at=SIGNING)
    explain_warnings(people.period, people.specialist)
    edition = editions.sign(edition=edition, seen_hash=people.seen(), by=people.head, at=SIGNING)
    before = (edition.snapshot, edition.content_hash)

    for act in (
        lambda: named(people),
        lambda: actions.edit_limit(limit=row, said=Wording("Khác"), by=people.head),
        lambda: actions.remove_limit(limit=row, by=people.head),
    ):
        with pytest.raises(RuleError, match="đã ký nên không"):
            act()
    period = next_year(people)
    actions.follow_up(
        period=period, limit=row, state="mended", result="Đã xây.", by=people.specialist
    )

    edition.refresh_from_db()
    assert (edition.snapshot, edition.content_hash) == before
    assert "Đã xây" not in str(content(again(people.period)))


# --- From a place's words ---------------------------------------------------------------------


def remark(people, **said):
    said = {"kind": Remark.Kind.LIMITS, "text": "Nhà văn hóa\nđã cũ.", "section": "TT"} | said
    sheet = Submission.objects.filter(period=people.period).order_by("pk")[0]
    return Remark.objects.create(submission=sheet, set_at=MOMENT, set_by_name="Người Ghi", **said)


def test_a_places_words_become_a_limit_once(people):
    words = remark(people)
    row = actions.take_remark(period=people.period, remark=words, by=people.specialist)

    assert (row.text, row.section) == ("Nhà văn hóa đã cũ.", "TT")
    assert row.place == words.submission.locality
    several = remark(people, text="- Sân tập còn thiếu.\n- Nhà văn hóa đã cũ.", section="VH")
    with pytest.raises(RuleError, match="gồm nhiều ý"):
        actions.take_remark(period=people.period, remark=several, by=people.specialist)
    with pytest.raises(RuleError, match="đã được đưa vào"):
        actions.take_remark(period=people.period, remark=words, by=people.specialist)
    other = remark(people, kind=Remark.Kind.CAUSES)
    with pytest.raises(RuleError, match="không phải hạn chế"):
        actions.take_remark(period=people.period, remark=other, by=people.specialist)


# --- The year after ---------------------------------------------------------------------------


def test_the_next_year_tells_what_became_of_them(people):
    first, second = named(people), named(people, "Ít giải cho trẻ em")
    period = next_year(people)
    assert said_under(people, "han-che", period) == []

    actions.follow_up(
        period=period, limit=first, state="mended", result="Đã xây.", by=people.specialist
    )
    [told] = said_under(people, "han-che", period)
    assert told == (
        "Trong 2 hạn chế nêu trong báo cáo năm 2020, 1 hạn chế đã được khắc phục; còn 1 hạn chế"
        " tiếp tục khắc phục: ít giải cho trẻ em."
    )
    actions.follow_up(
        period=period, limit=second, state="mended", result="Đã mở.", by=people.specialist
    )
    assert said_under(people, "han-che", period) == [
        "Trong 2 hạn chế nêu trong báo cáo năm 2020, 2 hạn chế đã được khắc phục."
    ]


def test_what_was_not_mended_is_named_again_once(people):
    row = named(people)
    period = next_year(people)
    again_named = actions.carry_over(period=period, limit=row, by=people.specialist)

    assert (again_named.period, again_named.text) == (period, row.text)
    with pytest.raises(RuleError, match="đã được nêu lại"):
        actions.carry_over(period=period, limit=row, by=people.specialist)
    with pytest.raises(RuleError, match="Hãy xóa hạn chế nêu lại"):
        actions.follow_up(
            period=period, limit=row, state="mended", result="Đã xây.", by=people.specialist
        )
    actions.follow_up(period=period, limit=row, state="working", result="", by=people.specialist)
    assert said_under(people, "han-che", period) == [
        (
            "Trong 1 hạn chế nêu trong báo cáo năm 2020, chưa có hạn chế nào khắc phục xong; còn 1"
            " hạn chế tiếp tục khắc phục, trong đó 1 hạn chế nêu lại dưới đây."
        ),
        f"{row.text}.",
    ]
    with pytest.raises(RuleError, match="Hãy ghi một dòng kết quả"):
        actions.follow_up(
            period=period, limit=row, state="mended", result=" ", by=people.specialist
        )
    with pytest.raises(RuleError, match="không phải của kỳ trước"):
        actions.follow_up(
            period=period, limit=again_named, state="open", result="", by=people.specialist
        )


# --- Pages ------------------------------------------------------------------------------------


def test_the_whole_way_by_its_pages(client, people):
    aim(people)
    words = remark(people)
    client.force_login(people.specialist)
    room = reverse("narrative:period-report", args=[people.period.pk])
    assert "ghi nguyên nhân, nhiệm vụ" in client.get(room).content.decode()
    add = reverse("narrative:limit-add", args=[people.period.pk])
    page = client.get(f"{add}?chi-tieu=TT.GIAI_XA").content.decode()
    assert '<option value="TT.GIAI_XA" selected>' in page
    assert client.post(add, {"text": ""}).status_code == 422
    client.post(add, {"text": "Sân tập còn thiếu", "section": "TT", "remedy": "Xây sân."})
    row = Limit.objects.get()
    edit = reverse("narrative:limit-edit", args=[row.pk])
    client.post(edit, {"text": "Sân tập thiếu", "section": "TT", "remedy": "Xây.", "version": "1"})
    take = reverse("narrative:limit-take", args=[people.period.pk])
    client.post(take, {"y-kien": words.pk})
    assert client.post(take, {"y-kien": "khong"}).status_code == 404
    page = client.get(room).content.decode()
    for told in ("Sân tập thiếu", "Nhà văn hóa đã cũ.", "Đã đưa vào danh sách hạn chế"):
        assert told in page

    period = next_year(people)
    room = reverse("narrative:period-report", args=[period.pk])
    assert "Tồn tại năm trước cần khắc phục" in client.get(room).content.decode()
    follow = reverse("narrative:limit-follow", args=[period.pk])
    client.post(
        follow, {"han-che": row.pk, "state": "working", "result": "Đang xây.", "version": "2"}
    )
    client.post(reverse("narrative:limit-carry", args=[period.pk]), {"han-che": row.pk})
    page = client.get(room).content.decode()
    assert "Kết quả: Đang xây." in page
    assert "đã nêu lại trong báo cáo năm 2021" in page


def test_a_ward_reads_no_limit_of_the_office(client, people):
    row = named(people)
    sheet = Submission.objects.filter(period=people.period).first()
    official = person(people.period.office, Role.WARD_ENTRY, "Công chức")
    official.appointments.update(locality=sheet.locality, starts_on=timezone.localdate())
    client.force_login(official)

    for address in (
        reverse("narrative:limit-add", args=[people.period.pk]),
        reverse("narrative:limit-edit", args=[row.pk]),
        reverse("narrative:period-report", args=[people.period.pk]),
    ):
        assert client.get(address).status_code in {403, 404}
