from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities import actions
from activities.models import Activity, Directive, Establishment, Inspection
from tests.activities.factories import (
    ActivityFactory,
    DirectiveFactory,
    EstablishmentFactory,
    InspectionFactory,
)
from tests.registers import new_key, own_queries, send, text
from tests.vhtt_portal.files.evidence.files import photo
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

FACTORIES = {
    "activity": ActivityFactory,
    "inspection": InspectionFactory,
    "establishment": EstablishmentFactory,
    "directive": DirectiveFactory,
}


def page(name, *args):
    return reverse(f"activities:{name}", args=args)


def test_a_ward_official_writes_changes_and_removes_an_activity(client, cast):
    response = send(
        client, cast.officer, page("activity-add"), place=cast.ward.pk, kind="performance", field="VH",
        name="Văn nghệ mừng Xuân", held_on="20/01/2020", quantity="1", participants="1.200",
    )  # fmt: skip

    activity = Activity.objects.get()
    assert response.url == activity.get_absolute_url()
    assert (activity.participants, activity.held_on) == (1200, date(2020, 1, 20))
    shown = text(client.get(response.url))
    assert "1.200" in shown
    assert page("activity-edit", activity.pk) in shown

    send(
        client, cast.officer, page("activity-edit", activity.pk), place=cast.ward.pk,
        kind="performance", field="VH", name="Văn nghệ mừng Đảng", held_on="20/01/2020", quantity="2",
    )  # fmt: skip
    activity.refresh_from_db()
    assert (activity.name, activity.quantity, activity.participants) == (
        "Văn nghệ mừng Đảng",
        2,
        None,
    )

    response = send(
        client, cast.officer, page("activity-remove", activity.pk), reason="Ghi hai lần"
    )
    assert response.url == page("activity-list")
    assert not Activity.objects.exists()


def test_one_line_writes_an_activity_down(client, cast):
    client.force_login(cast.officer)
    note = client.get(page("activity-list")).context["note"]
    assert note["place"].value() == cast.ward.pk
    fields = {
        "key": str(new_key()), "place": cast.ward.pk, "name": "Đêm văn nghệ mừng Xuân",
        "held_on": "20/01/2020", "field": "VH",
    }  # fmt: skip

    first = client.post(page("activity-note"), fields)
    client.post(page("activity-note"), fields)

    activity = Activity.objects.get()
    assert first.url == page("activity-list")
    assert (activity.kind, activity.held_on) == ("performance", date(2020, 1, 20))
    assert "loại: Chương trình văn nghệ" in text(client.get(first.url))


def test_a_line_that_is_not_whole_comes_back_with_what_was_typed(client, cast):
    client.force_login(cast.officer)

    answer = client.post(
        page("activity-note"),
        {"place": cast.ward.pk, "name": "Treo băng rôn", "held_on": "hôm qua", "field": "VH"},
    )

    assert answer.status_code == 422
    assert 'value="Treo băng rôn"' in text(answer)
    assert not Activity.objects.exists()


def test_who_only_looks_is_offered_no_line(client, cast):
    client.force_login(cast.inspector)

    assert "Ghi nhanh" not in text(client.get(page("activity-list")))
    assert client.post(page("activity-note"), {}).status_code == 403


def test_the_office_writes_down_its_own_unless_it_says_otherwise(client, cast):
    client.force_login(cast.specialist)

    assert client.get(page("activity-list")).context["note"]["place"].value() == cast.town.pk


def test_the_diary_is_looked_at_by_field_and_kind(client, cast):
    ActivityFactory(place=cast.ward, name="Lớp du lịch", field="DL", kind="course")
    ActivityFactory(place=cast.ward, name="Lớp văn hóa", field="VH", kind="course")
    ActivityFactory(place=cast.ward, name="Đêm diễn", field="DL", kind="performance")
    client.force_login(cast.officer)

    shown = text(client.get(page("activity-list"), {"linh-vuc": "DL", "loai": "course"}))

    assert "Lớp du lịch" in shown
    assert "Lớp văn hóa" not in shown
    assert "Đêm diễn" not in shown
    assert client.get(page("activity-list"), {"linh-vuc": "XX"}).status_code == 200


def test_photos_stand_by_their_activity(client, cast):
    activity = ActivityFactory(place=cast.ward)
    client.force_login(cast.officer)
    client.post(
        page("activity-file-add", activity.pk),
        {"file": SimpleUploadedFile("anh.jpg", photo("JPEG")), "caption": "Toàn cảnh"},
    )

    file = activity.files.get()
    shown = text(client.get(activity.get_absolute_url()))
    assert "Toàn cảnh" in shown
    assert page("activity-file", file.pk) in shown
    assert client.get(page("activity-file", file.pk)).getvalue().startswith(b"\xff\xd8\xff")
    with pytest.raises(RuleError, match="còn dòng khác"):
        actions.activities.remove(activity, version=1, reason="Nhầm", by=cast.officer)
    client.post(page("activity-file-remove", file.pk), {"reason": "Nhầm ảnh"})
    assert not activity.files.exists()


def test_a_fault_keeps_what_was_typed_and_names_the_field(client, cast):
    response = send(
        client, cast.officer, page("activity-add"), place=cast.ward.pk, kind="performance", field="VH",
        name="Văn nghệ", held_on="20/13/2020", quantity="1.5",
    )  # fmt: skip

    assert response.status_code == 422
    shown = text(response)
    assert "Hãy viết ngày theo kiểu ngày/tháng/năm" in shown
    assert "viết chưa đúng" in shown
    assert 'value="1.5"' in shown
    assert not Activity.objects.exists()


def test_a_stale_tab_is_told_and_changes_nothing(client, cast):
    activity = ActivityFactory(place=cast.ward, name="Văn nghệ")
    Activity.objects.update(version=2)
    client.force_login(cast.officer)

    response = client.post(
        page("activity-edit", activity.pk),
        {
            "place": cast.ward.pk, "kind": "performance", "field": "VH", "name": "Khác", "held_on": "19/05/2020",
            "quantity": "1", "version": "1",
        },
    )  # fmt: skip

    assert response.status_code == 422
    assert "vừa được người khác thay đổi" in text(response)
    activity.refresh_from_db()
    assert activity.name == "Văn nghệ"


def test_a_form_without_its_version_is_stale_too(client, cast):
    activity = ActivityFactory(place=cast.ward, name="Văn nghệ")
    client.force_login(cast.officer)

    response = client.post(
        page("activity-edit", activity.pk),
        {
            "place": cast.ward.pk, "kind": "performance", "field": "VH", "name": "Khác", "held_on": "19/05/2020",
            "quantity": "1",
        },
    )  # fmt: skip

    assert response.status_code == 422


def test_a_double_click_adds_once(client, cast):
    client.force_login(cast.officer)
    stamp = client.get(page("activity-add")).context["stamp"]
    fields = {
        "key": str(stamp.key), "place": cast.ward.pk, "kind": "performance", "field": "VH", "name": "Văn nghệ",
        "held_on": "19/05/2020", "quantity": "1",
    }  # fmt: skip

    first = client.post(page("activity-add"), fields)
    second = client.post(page("activity-add"), fields)

    assert (first.url, Activity.objects.count()) == (second.url, 1)


def test_an_official_cannot_write_for_another_ward(client, cast):
    response = send(
        client, cast.officer, page("activity-add"), place=cast.neighbour.pk, kind="performance", field="VH",
        name="Văn nghệ", held_on="19/05/2020", quantity="1",
    )  # fmt: skip

    assert response.status_code == 422
    assert not Activity.objects.exists()


@pytest.mark.parametrize("noun", FACTORIES)
def test_a_row_of_the_neighbour_is_not_there(client, cast, noun):
    row = FACTORIES[noun](place=cast.neighbour)
    client.force_login(cast.officer)

    for route in ("detail", "edit", "remove"):
        assert client.get(page(f"{noun}-{route}", row.pk)).status_code == 404
    assert str(row) not in text(client.get(page(f"{noun}-list")))


@pytest.mark.parametrize("noun", FACTORIES)
def test_the_office_sees_and_changes_all_and_the_inspector_only_looks(client, cast, noun):
    row = FACTORIES[noun](place=cast.village)

    client.force_login(cast.specialist)
    assert client.get(page(f"{noun}-edit", row.pk)).status_code == 200
    client.force_login(cast.inspector)
    shown = text(client.get(page(f"{noun}-detail", row.pk)))
    assert page(f"{noun}-edit", row.pk) not in shown
    assert client.get(page(f"{noun}-edit", row.pk)).status_code == 403
    client.force_login(cast.administrator)
    assert client.get(page(f"{noun}-detail", row.pk)).status_code == 403


@pytest.mark.parametrize("noun", FACTORIES)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_queries_whatever_its_length(client, cast, noun, rows):
    FACTORIES[noun].create_batch(rows, place=cast.ward)
    client.force_login(cast.officer)

    # the number of rows, the rows; where there is a choice of years, those; papers to take in
    expected = {"establishment": 2, "directive": 4}
    assert own_queries(client, "activities", page(f"{noun}-list")) == expected.get(noun, 3)


def test_a_list_is_searched_without_marks_and_by_year(client, cast):
    ActivityFactory(place=cast.ward, name="Hội thơ Nguyên tiêu", held_on=date(2020, 2, 8))
    ActivityFactory(place=cast.ward, name="Hội thơ Đầu xuân", held_on=date(2019, 2, 8))
    ActivityFactory(place=cast.ward, name="Giao lưu", held_on=date(2020, 2, 8))
    client.force_login(cast.officer)

    shown = text(client.get(page("activity-list"), {"q": "HOI THO", "nam": "2020"}))

    assert "Nguyên tiêu" in shown
    assert "Đầu xuân" not in shown
    assert "Giao lưu" not in shown


def test_an_inspection_and_a_directive_are_written_in_the_browser(client, cast):
    karaoke = EstablishmentFactory(place=cast.ward, name="Karaoke 9")
    send(
        client, cast.specialist, page("inspection-add"), place=cast.town.pk,
        establishment=karaoke.pk, inspected_on="01/06/2020", outcome="reminded",
    )  # fmt: skip
    visit = Inspection.objects.get()
    send(
        client, cast.specialist, page("inspection-edit", visit.pk), place=cast.town.pk,
        establishment=karaoke.pk, inspected_on="01/06/2020", outcome="sanctioned",
    )  # fmt: skip
    send(
        client, cast.specialist, page("directive-add"), place=cast.town.pk, number="29",
        symbol="KH-UBND", issued_on="26/02/2020", subject="Nếp sống văn minh",
    )  # fmt: skip
    directive = Directive.objects.get()
    send(
        client, cast.specialist, page("directive-edit", directive.pk), place=cast.town.pk,
        number="30", symbol="KH-UBND", issued_on="26/02/2020", subject="Nếp sống văn minh",
    )  # fmt: skip
    send(
        client, cast.specialist, page("establishment-add"), place=cast.neighbour.pk,
        name="Nhà nghỉ", kind="lodging", status="active",
    )  # fmt: skip
    lodging = Establishment.objects.get(name="Nhà nghỉ")
    send(
        client, cast.specialist, page("establishment-edit", lodging.pk), place=cast.ward.pk,
        name="Nhà nghỉ", kind="lodging", status="active",
    )  # fmt: skip

    visit.refresh_from_db()
    directive.refresh_from_db()
    lodging.refresh_from_db()
    assert (visit.outcome, directive.number, lodging.place) == ("sanctioned", 30, cast.ward)
    assert "Karaoke 9" in text(client.get(karaoke.get_absolute_url()))
    for row, route in ((visit, "inspection"), (directive, "directive"), (lodging, "establishment")):
        send(client, cast.specialist, page(f"{route}-remove", row.pk), reason="Ghi nhầm")
    assert (Inspection.objects.count(), Directive.objects.count()) == (0, 0)
