"""Tasks: who gives them, who tells how far they are, how they are counted and told."""

from datetime import date

import pytest
from django.urls import reverse

from activities import actions
from activities.models import Task, TaskProgress
from activities.wording import task_sentence
from audit.locking import StaleError
from audit.models import AuditEntry
from localities.counting import Span, counter
from tests.accounts.factories import PlaceFactory
from tests.activities.factories import TaskFactory
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

YEAR = Span(date(2020, 12, 15), date(2021, 12, 14), date(2021, 12, 14))


def told(task, state="done", on=date(2020, 6, 1), **said):
    return actions.report_progress(task=task, on=on, state=state, **said)


def counts(place, source="conclusion", span=YEAR):
    names = ("", "_done", "_overdue")
    found = [counter(f"activities.{source}_tasks{name}").count([place.pk], span) for name in names]
    return [row.get(place.pk) for row in found]


# --- Who may ----------------------------------------------------------------------------------


def test_only_the_office_gives_a_task_and_the_ward_tells_how_far_it_is(cast):
    fields = {
        "place": cast.ward, "source": "conclusion", "document_number": "18/TB-UBND",
        "field": "VH", "content": "Sửa nhà văn hóa", "given_on": date(2020, 3, 1),
        "due_on": date(2020, 9, 1),
    }  # fmt: skip
    with pytest.raises(RuleError, match="Chỉ cơ quan quản lý sổ"):
        actions.tasks.add(by=cast.officer, **fields)
    task = actions.tasks.add(by=cast.specialist, **fields)

    told(task, "doing", by=cast.officer, note="Đã sửa mái.")
    told(task, on=date(2020, 7, 1), by=cast.specialist)

    task.refresh_from_db()
    assert (task.state, task.done_on, task.version) == ("done", date(2020, 7, 1), 3)
    assert [(row.state, row.note) for row in task.progress.all()] == [
        ("done", ""), ("doing", "Đã sửa mái."),
    ]  # fmt: skip
    assert [entry.verb for entry in AuditEntry.objects.order_by("number")] == [
        "task.added", "task.progressed", "task.progressed",
    ]  # fmt: skip


def test_progress_is_told_in_order_and_by_those_concerned(cast):
    task = TaskFactory(place=cast.ward, given_on=date(2020, 3, 1))
    told(task, "doing", on=date(2020, 5, 1), by=cast.officer)

    for on, words in (
        (date(2020, 4, 30), "không được trước lần báo gần nhất"),
        (date(2020, 2, 1), "không được trước ngày giao"),
        (date(2999, 1, 1), "không được sau hôm nay"),
    ):
        with pytest.raises(RuleError, match=words):
            told(task, on=on, by=cast.officer)
    with pytest.raises(StaleError):
        told(task, by=cast.officer, version=1)
    elsewhere = TaskFactory(place=PlaceFactory())
    with pytest.raises(RuleError, match="không có quyền"):
        told(elsewhere, by=cast.officer)
    assert TaskProgress.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"document_number": ""}, "số của thông báo kết luận"),
        ({"source": "project", "programme": "Chương trình"}, "tên dự án"),
        ({"due_on": date(2020, 1, 1)}, "không được trước ngày giao"),
    ],
)
def test_a_task_says_where_it_comes_from_and_by_when(cast, wrong, words):
    fields = {
        "place": cast.ward, "source": "conclusion", "document_number": "18/TB-UBND",
        "field": "VH", "content": "Sửa nhà văn hóa", "given_on": date(2020, 3, 1),
        "due_on": date(2020, 9, 1),
    }  # fmt: skip
    with pytest.raises(RuleError, match=words):
        actions.tasks.add(by=cast.specialist, **fields | wrong)


def test_what_was_told_of_is_not_taken_out_of_the_register(cast):
    task = TaskFactory(place=cast.ward)
    told(task, by=cast.officer)

    with pytest.raises(RuleError, match="Chưa xóa được"):
        actions.tasks.remove(task, version=2, reason="Nhầm", by=cast.specialist)


# --- Counts -----------------------------------------------------------------------------------


def test_a_year_counts_what_is_in_force_in_it(cast):
    ward, town = cast.ward, cast.ward.parent
    TaskFactory(place=town, state="done", done_on=date(2020, 12, 1))  # done before
    TaskFactory(place=town, due_on=date(2021, 2, 1))  # carried over, late
    TaskFactory(place=ward, state="done", done_on=date(2021, 3, 1))
    TaskFactory(place=ward, state="done", done_on=date(2022, 1, 5), due_on=date(2021, 1, 5))
    TaskFactory(place=ward, given_on=date(2021, 12, 20), due_on=date(2022, 2, 1))  # after it
    TaskFactory(
        place=ward, source="project", programme="Chương trình", project="Dự án",
        due_on=date(2022, 1, 1),
    )  # fmt: skip

    assert counts(town) == [3, 1, 2]
    assert counts(ward) == [2, 1, 1]
    assert counts(town, "project") == [1, 0, 0]
    assert counts(PlaceFactory()) == [None, None, None]
    listed = counter("activities.conclusion_tasks").items(town.pk, YEAR)
    assert len(listed) == 3


# --- Words ------------------------------------------------------------------------------------


def test_a_task_in_one_sentence(cast):
    task = TaskFactory.build(
        place=cast.ward, content="Sửa nhà văn hóa.", due_on=date(2020, 9, 30), state="doing"
    )
    begun = f"Thực hiện thông báo kết luận số 18/TB-UBND, {cast.ward} "

    assert task_sentence(task, reporting=cast.ward.parent) == (
        f"{begun}đang thực hiện nhiệm vụ (hạn ngày 30/9/2020): sửa nhà văn hóa."
    )
    task.state, task.done_on = "done", date(2020, 9, 1)
    assert task_sentence(task, reporting=cast.ward) == (
        "Thực hiện thông báo kết luận số 18/TB-UBND, đã hoàn thành nhiệm vụ (ngày 01/9/2020):"
        " sửa nhà văn hóa."
    )


# --- Pages ------------------------------------------------------------------------------------


def test_a_ward_sees_its_own_tasks_and_only_those(cast, client):
    own, other = TaskFactory(place=cast.ward), TaskFactory(place=cast.ward.parent)
    client.force_login(cast.officer)

    page = client.get(reverse("activities:task-list")).content.decode()
    assert own.content in page
    assert other.content not in page
    assert "Quá hạn, chưa thực hiện" in page
    assert "Thêm nhiệm vụ" not in page
    for route in ("task-detail", "task-progress"):
        assert client.get(reverse(f"activities:{route}", args=[own.pk])).status_code == 200
        assert client.get(reverse(f"activities:{route}", args=[other.pk])).status_code == 404
    assert client.get(reverse("activities:task-edit", args=[own.pk])).status_code == 403

    tell = reverse("activities:task-progress", args=[own.pk])
    answer = client.post(
        tell, {"on": "01/06/2020", "state": "done", "note": "Đã xong.", "version": "1"}
    )
    assert answer.status_code == 302
    assert "Đã xong." in client.get(answer.url).content.decode()
    assert Task.objects.get(pk=own.pk).state == "done"


def test_the_list_is_narrowed(cast, client):
    late = TaskFactory(place=cast.ward, field="TT")
    done = TaskFactory(place=cast.ward, state="done", done_on=date(2020, 4, 1))
    client.force_login(cast.specialist)
    address = reverse("activities:task-list")

    for asked, shown in (
        ("tien-do=qua-han", {late}), ("tien-do=done", {done}), ("linh-vuc=TT", {late}),
        ("nam=2020", {late, done}), ("nam=2021", {late}), ("q=nhiem vu", {late, done}),
    ):  # fmt: skip
        page = client.get(f"{address}?{asked}").content.decode()
        assert {task for task in (late, done) if f">{task.content}<" in page} == shown, asked
