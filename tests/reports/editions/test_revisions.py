"""The report while it is written: kept revisions, what moved since one read, outside readers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from reports.editions import actions
from reports.editions.changes import differences
from reports.editions.content import content
from reports.editions.models import ReaderLink, Reading, Revision
from reports.editions.revisions import actions as revisions
from reports.editions.revisions.queries import content_of, since_read
from reports.entry.models import Figure
from reports.narrative.actions import add_passage
from reports.narrative.models import Comment
from reports.narrative.queries import material
from tests.reports.editions.cast import SIGNING
from tests.reports.rollup.factories import again
from vhtt_portal.rules import RuleError


def more_contests(people):
    Figure.objects.filter(indicator=people.total).update(value=5)


def link_for(people, days=7):
    return revisions.make_link(
        period=people.period, name="Nguyễn Văn Đọc", post="Phó Chủ tịch",
        last_day=timezone.localdate() + timedelta(days=days), by=people.specialist,
    )  # fmt: skip


def opened(made):
    client = Client()
    client.post(reverse("editions:reader-open", args=[made.secret]))
    return client


# --- What moved since one read ----------------------------------------------------------------


def test_what_moved_since_one_read_is_told_and_to_nobody_else(people):
    revisions.mark_read(period=people.period, by=people.head)
    assert since_read(material(again(people.period)), people.head).moved == []

    more_contests(people)

    told = since_read(material(again(people.period)), people.head)
    assert [(row.label, row.old, row.new) for row in told.moved] == [("Giải cấp cơ sở", "6", "10")]
    assert told.sentence.startswith("1 con số đã thay đổi từ lần bạn đọc (")
    assert since_read(material(again(people.period)), people.specialist) is None


def test_whoever_takes_the_report_a_step_on_has_read_it(people, submitted):
    actions.return_draft(edition=submitted, reason="Bổ sung hạn chế.", by=people.head, at=SIGNING)

    readers = Reading.objects.order_by("pk").values_list("user__full_name", flat=True)
    assert list(readers) == ["Trần Thị Chuyên Viên", "Lê Văn Trưởng"]
    # Nothing moved in between: one revision serves both.
    assert [row.why for row in Revision.objects.all()] == ["Trình ký"]


# --- Comparing --------------------------------------------------------------------------------


def test_one_figure_moves_its_sentence_and_no_other(people):
    before = content(again(people.period))
    more_contests(people)

    found = differences(before, content(again(people.period)))

    assert [(row.label, row.old, row.new) for row in found] == [
        ("Giải cấp cơ sở", "6", "10"),
        (
            "Thể dục, thể thao",
            "Các phường, xã tổ chức 6 giải.",
            "Các phường, xã tổ chức 10 giải.",
        ),
        (
            "Thể dục, thể thao",
            "Giải cấp cơ sở năm 2020 bằng nhau ở các phường, xã (3 giải)",
            "Giải cấp cơ sở năm 2020 bằng nhau ở các phường, xã (5 giải)",
        ),
    ]
    assert [piece.text for piece in found[1].old_pieces if piece.moved] == ["6"]
    assert [piece.text for piece in found[1].new_pieces if piece.moved] == ["10"]


def test_a_kept_revision_stays_and_is_compared_with_today(client, people):
    client.force_login(people.specialist)
    address = reverse("editions:compare", args=[people.period.pk])
    assert "Chưa có bản lưu nào" in client.get(address).content.decode()
    client.post(address, {"why": "Trước khi viết hạn chế"})
    kept = Revision.objects.get()
    add_passage(
        period=people.period, node_code="han-che", text="Còn thiếu sân tập.", by=people.specialist
    )

    page = client.get(address).content.decode()

    assert "<ins>Còn thiếu sân tập.</ins>" in " ".join(page.split())
    assert [entry.reason for entry in AuditEntry.objects.filter(verb="revision.kept")] == [
        "Trước khi viết hạn chế"
    ]
    kept.refresh_from_db()
    assert content_of(kept)["narrative"][2]["passages"] == []
    same = client.get(f"{address}?tu={kept.pk}&den={kept.pk}").content.decode()
    assert "Hai bản không khác nhau chỗ nào" in same


def test_signing_keeps_what_was_signed(people, signed):
    assert Revision.objects.get().content_hash == signed.content_hash


# --- Readers without an account ---------------------------------------------------------------


def test_a_link_opens_once_and_on_one_machine(people):
    made = link_for(people)
    client = opened(made)
    assert (
        "Các phường, xã tổ chức 6 giải." in client.get(reverse("editions:reader")).content.decode()
    )

    again_there = Client()
    address = reverse("editions:reader-open", args=[made.secret])
    assert "chỉ mở được một lần" in again_there.get(address).content.decode()
    assert "chỉ mở được một lần" in again_there.post(address).content.decode()
    assert again_there.get(reverse("editions:reader")).status_code == 404
    assert made.secret not in str(ReaderLink.objects.values())


def test_looking_at_the_address_does_not_use_it_up(people):
    made = link_for(people)

    assert Client().get(reverse("editions:reader-open", args=[made.secret])).status_code == 200

    assert ReaderLink.objects.get().opened_at is None


def test_the_reader_reads_what_was_sent_and_says_what_he_thinks(people):
    client = opened(link_for(people))
    more_contests(people)
    comment = reverse("editions:reader-comment", args=["the-thao"])

    answer = client.post(comment, {"text": "Nêu tên các giải."}, follow=True).content.decode()
    refused = client.post(comment, {"text": " "})

    assert "tổ chức 6 giải" in answer
    assert "Giải cấp cơ sở năm 2020 bằng nhau ở các phường, xã (3 giải)" in answer
    assert "Nêu tên các giải." in answer
    assert (refused.status_code, Comment.objects.count()) == (422, 1)
    row, entry = Comment.objects.get(), AuditEntry.objects.get(verb="comment.written")
    assert (row.by_name, row.by_role) == ("Nguyễn Văn Đọc", "Phó Chủ tịch")
    assert (entry.actor_name, entry.actor_id) == (
        "Nguyễn Văn Đọc", f"reader-link:{ReaderLink.objects.get().pk}",
    )  # fmt: skip
    assert client.post(reverse("editions:reader-comment", args=["khong"])).status_code == 404


def test_the_reader_sees_nothing_else_of_the_portal(people):
    client = opened(link_for(people))

    for route in ("narrative:period-report", "editions:compare", "editions:preview"):
        answer = client.get(reverse(route, args=[people.period.pk]))
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("accounts:sign-in"))


@pytest.mark.drawing
def test_the_reader_sees_the_page_as_it_would_be_printed(people):
    answer = opened(link_for(people)).get(reverse("editions:reader-paper"))

    assert answer.content.startswith(b"%PDF")


def test_a_closed_or_outlived_link_leads_nowhere(people):
    made, late = link_for(people), link_for(people, days=0)
    client, slow = opened(made), opened(late)

    revisions.close_link(link=made.link, by=people.head)
    ReaderLink.objects.filter(pk=late.link.pk).update(
        last_day=timezone.localdate() - timedelta(days=1)
    )

    for reader in (client, slow):
        assert reader.get(reverse("editions:reader")).status_code == 404
        comment = reverse("editions:reader-comment", args=["the-thao"])
        assert reader.post(comment, {"text": "Lời."}).status_code == 404
    assert not Comment.objects.exists()


def test_nothing_is_said_of_a_report_that_is_signed(people, submitted):
    client = opened(link_for(people))
    actions.sign(edition=submitted, seen_hash=people.seen(), by=people.head, at=SIGNING)

    comment = reverse("editions:reader-comment", args=["the-thao"])

    assert (
        "đã ký nên không góp ý được nữa" in client.post(comment, {"text": "Lời."}).content.decode()
    )
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"name": " "}, "Hãy ghi họ tên và chức vụ"),
        ({"last_day": timezone.localdate() - timedelta(days=1)}, "Hãy chọn lại"),
        ({"last_day": timezone.localdate() + timedelta(days=32)}, "Hãy chọn lại"),
    ],
)
def test_a_link_names_its_reader_and_ends_soon(people, known, why):
    asked = {"name": "Ông Đọc", "post": "Phó Chủ tịch", "last_day": timezone.localdate()} | known

    with pytest.raises(RuleError, match=why):
        revisions.make_link(period=people.period, by=people.specialist, **asked)
    assert not Revision.objects.exists()


def test_the_address_is_shown_once_and_the_link_can_be_closed(client, people):
    client.force_login(people.specialist)
    page = reverse("editions:reader-links", args=[people.period.pk])
    day = timezone.localdate().strftime("%d/%m/%Y")
    made = client.post(
        page, {"name": "Ông Đọc", "post": "Phó Chủ tịch", "last_day": day}, follow=True
    )
    assert "/doc/mo/" in made.content.decode()
    assert "/doc/mo/" not in client.get(page).content.decode()

    link = ReaderLink.objects.get()
    client.post(reverse("editions:reader-link-close", args=[link.pk]), {"version": "1"})

    assert "Đã khóa hoặc hết hạn" in client.get(page).content.decode()
