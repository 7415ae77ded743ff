"""The diary beside the section that is being written."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEntry
from reports.catalogue.models import Indicator, OutlineNode, Sentence
from reports.narrative import actions, offers
from reports.narrative.models import Passage
from reports.narrative.offers import offers_by_heading
from reports.narrative.queries import material
from tests.activities.factories import ActivityFactory, TaskFactory
from tests.reports.editions.cast import cast
from tests.reports.rollup.factories import IndicatorFactory, again
from vhtt_portal.rules import RuleError

DAY = date(2020, 9, 5)
SENTENCE = "Ngày 05/9/2020, tổ chức hội thao công chức tại sân vận động."


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def town(people):
    return people.period.office.locality


@pytest.fixture
def done(town):
    return ActivityFactory(
        place=town, field="TT", kind="other", name="Hội thao công chức", venue="sân vận động",
        held_on=DAY,
    )  # fmt: skip


def offered(people):
    found = offers_by_heading(material(again(people.period)))
    return {
        code: [(offer.text, offer.is_used) for offer in said.shown] for code, said in found.items()
    }


def add(people, *lines, by=None):
    return actions.add_lines(
        period=people.period, node_code="the-thao", lines=lines, by=by or people.specialist
    )


def test_what_was_done_in_the_period_stands_by_the_heading_of_its_field(people, town, done):
    ActivityFactory(place=town, field="TT", held_on=date(2019, 9, 5))
    ActivityFactory(place=town, field="DL", held_on=DAY)  # this form writes nothing of tourism
    ActivityFactory(field="TT", held_on=DAY)  # elsewhere

    assert offered(people) == {"the-thao": [(SENTENCE, False)]}


def test_the_offices_own_doings_come_first_and_a_ward_is_named(people, town, done):
    ward = people.period.submissions.exclude(locality=town).first().locality
    ActivityFactory(
        place=ward, field="TT", kind="other", name="Ngày chạy", held_on=date(2020, 3, 1)
    )

    assert [text for text, _ in offered(people)["the-thao"]] == [
        SENTENCE,
        f"Ngày 01/3/2020, {ward} tổ chức ngày chạy.",
    ]


def test_what_is_counted_stands_by_the_heading_that_writes_its_count(people, town, done):
    version = people.period.form_version
    version.sha256 = "1" * 64  # another form than the one that is kept in memory
    version.save()
    IndicatorFactory(
        version=version, code="TT.LOP", source=Indicator.Source.REGISTER,
        register="activities.courses",
    )  # fmt: skip
    part = OutlineNode.objects.get(version=version, code="ket-qua")
    heading = OutlineNode.objects.create(
        version=version, code="tap-huan", order=9, level="heading", kind="results",
        title="Tập huấn", parent=part, prose=True,
    )  # fmt: skip
    Sentence.objects.create(
        version=version, node=heading, code="lop", order=1, template="Mở {TT.LOP:unit}."
    )
    ActivityFactory(place=town, field="TT", kind="course", name="Lớp trọng tài", held_on=DAY)
    ActivityFactory(place=town, field="DL", kind="course", name="Lớp lễ tân", held_on=DAY)

    assert offered(people) == {
        "the-thao": [(SENTENCE, False)],
        "tap-huan": [("Ngày 05/9/2020, mở lớp trọng tài.", False)],
    }


def test_a_task_of_the_period_stands_by_the_heading_of_its_field(people, town, client):
    task = TaskFactory(
        place=town, field="TT", content="Sửa sân vận động.", state="done", done_on=DAY
    )
    TaskFactory(
        place=town, field="TT", state="done", done_on=date(2019, 9, 5), given_on=date(2019, 1, 5)
    )
    told = (
        "Thực hiện thông báo kết luận số 18/TB-UBND, đã hoàn thành nhiệm vụ (ngày 05/9/2020):"
        " sửa sân vận động."
    )
    assert offered(people) == {"the-thao": [(told, False)]}

    client.force_login(people.specialist)
    take = reverse("narrative:sentences-take", args=[people.period.pk, "the-thao"])
    client.post(take, {"viec": [f"task-{task.pk}"]})

    assert offered(people) == {"the-thao": [(told, True)]}


def test_a_sentence_that_was_taken_is_marked_even_when_it_was_written_on(people, done):
    add(people, SENTENCE)
    assert offered(people) == {"the-thao": [(SENTENCE, True)]}

    passage = Passage.objects.get()
    words = "- Ngày 05/9/2020 đã tổ chức thành công Hội thao công chức."
    actions.edit_passage(passage=passage, text=words, by=people.specialist)
    assert offered(people) == {"the-thao": [(SENTENCE, True)]}

    # the day of one and the name of another do not make a third
    words = "- Ngày 06/9/2020, tổ chức hội thao công chức.\n- Ngày 05/9/2020, khai mạc."
    actions.edit_passage(passage=passage, text=words, by=people.specialist)
    assert offered(people) == {"the-thao": [(SENTENCE, False)]}


def test_a_page_shows_so_many_and_says_how_many_are_left(people, town, monkeypatch):
    monkeypatch.setattr(offers, "MOST", 2)
    ActivityFactory.create_batch(5, place=town, field="TT", held_on=DAY)

    found = offers_by_heading(material(again(people.period)))["the-thao"]

    assert (len(found.shown), found.left_out) == (2, 3)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_diary_and_the_tasks_take_a_query_each(people, town, rows, django_assert_num_queries):
    ActivityFactory.create_batch(rows, place=town, field="TT", held_on=DAY)
    source = material(again(people.period))

    with django_assert_num_queries(2):
        offers_by_heading(source)


# --- Taking ------------------------------------------------------------------------------------


def test_lines_go_to_the_end_of_the_headings_words_with_their_trail(people):
    actions.add_passage(
        period=people.period, node_code="the-thao", text="Đã làm tốt.", by=people.specialist
    )

    assert add(people, "Một.", "Hai.", "Một.") == ["Một.", "Hai."]
    assert add(people, "Hai.") == []

    passage = Passage.objects.get()
    assert (passage.text, passage.version) == ("Đã làm tốt.\n- Một.\n- Hai.", 2)
    assert [entry.verb for entry in AuditEntry.objects.order_by("number")] == [
        "passage.added",
        "passage.edited",
    ]


def test_a_full_passage_is_followed_by_another(people):
    actions.add_passage(
        period=people.period, node_code="the-thao", text="a" * 9_999, by=people.specialist
    )
    add(people, "Một.")

    assert Passage.objects.order_by("order").last().text == "- Một."


def test_a_signed_report_and_who_may_not_write_take_no_line(people):
    with pytest.raises(RuleError, match="Chỉ chuyên viên"):
        add(people, "Một.", by=people.clerk)
    people.period.sealed_at = timezone.now()
    people.period.save()
    with pytest.raises(RuleError, match="đã ký"):
        add(people, "Một.")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(
    st.lists(st.lists(st.sampled_from(["Một.", "Hai.", " Ba. ", "- Bốn."]), min_size=1), max_size=4)
)
def test_however_often_lines_are_taken_each_stands_there_once(people, rounds):
    Passage.objects.all().delete()
    for lines in rounds:
        add(people, *lines)

    text = "\n".join(Passage.objects.order_by("order").values_list("text", flat=True))
    wanted = {line.strip().removeprefix("- ") for lines in rounds for line in lines}
    found = [line.removeprefix("- ").removeprefix("- ") for line in text.split("\n") if line]
    assert sorted(found) == sorted(wanted)


# --- The page ----------------------------------------------------------------------------------


def test_the_room_offers_and_takes_a_sentence(client, people, done):
    client.force_login(people.specialist)
    page = reverse("narrative:period-report", args=[people.period.pk])
    take = reverse("narrative:sentences-take", args=[people.period.pk, "the-thao"])

    shown = client.get(page).content.decode()
    assert SENTENCE in shown
    assert done.get_absolute_url() in shown
    answer = client.post(take, {"viec": [f"activity-{done.pk}"]})

    assert answer.url.endswith("#muc-the-thao")
    assert Passage.objects.get().text == f"- {SENTENCE}"
    assert "Đã có trong mục" in client.get(page).content.decode()
    assert client.post(take, {"viec": [f"activity-{done.pk}"]}).status_code == 302
    assert Passage.objects.get().text == f"- {SENTENCE}"


def test_what_is_not_offered_is_not_taken(client, people):
    elsewhere = ActivityFactory(field="TT", held_on=DAY)
    client.force_login(people.specialist)
    take = reverse("narrative:sentences-take", args=[people.period.pk, "the-thao"])

    answer = client.post(take, {"viec": [f"activity-{elsewhere.pk}"]}, follow=True)

    assert "Hãy đánh dấu ít nhất một việc" in answer.content.decode()
    assert not Passage.objects.exists()
    lost = reverse("narrative:sentences-take", args=[people.period.pk, "khong-co"])
    assert client.post(lost).status_code == 404


def test_a_signed_report_is_offered_nothing(client, people, done):
    people.period.sealed_at = timezone.now()
    people.period.save()
    client.force_login(people.specialist)

    page = reverse("narrative:period-report", args=[people.period.pk])
    assert "Từ nhật ký" not in client.get(page).content.decode()
