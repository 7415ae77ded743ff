"""Reading sheets: what they say and what that costs."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.forms import model_to_dict
from django.urls import reverse

from accounts.models import Role
from audit.actions import record
from audit.models import AuditEntry
from audit.queries import history
from reports.entry import actions
from reports.entry.drawing import piece
from reports.entry.models import Period, Submission
from reports.entry.queries import cell_history, for_page, hands, tasks
from reports.entry.queries import sheet as read
from reports.entry.registers import newest_mark
from tests.accounts.factories import AppointmentFactory
from tests.reports.entry import samples
from tests.reports.entry.samples import COMMAND, FORM, IN_TIME, fill, started


def mark(office):
    """A change of the registers or places: from here on counts may be kept."""
    record(by=COMMAND, verb="office.loaded", target=office.office, at=IN_TIME)


def wide(lines):
    more = "".join(
        f'[[indicators]]\ncode = "VH.X{n}"\nname = "Thêm {n}"\nunit = "cái"\nplaces = "sum"\n'
        'time = "stock"\n\n'
        for n in range(lines)
    )
    return FORM.replace("[[rules]]", more + "[[rules]]", 1)


def test_a_sheet_knows_last_year_computed_lines_and_progress(office, sheet, register):
    register.counts = {office.ward.pk: Decimal(3)}
    before = actions.start_sheet(period=office.before, locality=office.ward, by=COMMAND, at=IN_TIME)
    fill(before, COMMAND, DC_HO="1.000", VH_HO="900")
    Submission.objects.filter(pk=before.pk).update(
        status="accepted", approved_at=IN_TIME, approver_name="A", sent_at=IN_TIME,
        sent_by_name="A", sent_hash="1", receipt_number="1", accepted_at=IN_TIME,
        accepted_by_name="A", accepted_hash="1",
    )  # fmt: skip
    fill(sheet, office.entry, DC_HO="900", VH_HO="855")

    found = read(sheet)

    rate = found.line("VH.TYLE")
    assert (rate.value, rate.previous_value, rate.change) == (Decimal("95.00"), 90, 5)
    households = found.line("DC.HO")
    assert households.change == -100
    assert [warning.sentence for warning in households.warnings] == ["Hộ giảm từ 1.000 xuống 900."]
    assert households.is_unexplained
    assert found.line("VH.DITICH").is_counted
    assert (found.answered_count, found.answerable_count, found.percent) == (3, 6, 50)
    assert found.missing == ()
    assert hands(history(sheet)) == {office.entry.audit_id}


def test_an_unaccepted_last_year_is_not_compared(office, sheet):
    before = actions.start_sheet(period=office.before, locality=office.ward, by=COMMAND, at=IN_TIME)
    fill(before, COMMAND, DC_HO="1.000")

    assert read(sheet).line("DC.HO").previous is None


def test_registers_are_asked_again_only_after_a_change(office, sheet, register):
    register.counts = {office.ward.pk: Decimal(3)}
    read(sheet)
    assert register.asked == 1
    mark(office)

    for _ in range(3):
        assert read(sheet).line("VH.DITICH").live == 3
    assert register.asked == 2

    register.counts = {office.ward.pk: Decimal(4)}
    mark(office)
    assert read(sheet).line("VH.DITICH").live == 4
    assert read(sheet, counted_anew=True).line("VH.DITICH").live == 4
    assert register.asked == 4


@pytest.mark.parametrize("lines", [1, 100])
def test_the_sheets_page_costs_the_same_queries_whatever_its_length(
    tmp_path, register, client, time_machine, django_assert_num_queries, db, lines
):
    time_machine.move_to(IN_TIME)
    office = samples.cast(tmp_path, text=wide(lines))
    sheet = started(office)
    fill(sheet, office.entry, DC_HO="10", VH_PANO="3")
    mark(office)
    client.force_login(office.entry)
    url = reverse("entry:sheet", args=[sheet.pk])
    client.get(url)  # the form is prepared once in a process, the registers counted once a change

    # session, person, appointments, sheet, figures of both years, what stands beside the cells,
    # what the place was given to reach
    with django_assert_num_queries(7):
        page = client.get(url)

    assert page.content.decode().count('class="line"') == lines + 6


@pytest.mark.parametrize("lines", [1, 100])
def test_saving_a_cell_costs_the_same_queries_whatever_the_length(
    tmp_path, register, client, time_machine, django_assert_num_queries, db, lines
):
    time_machine.move_to(IN_TIME)
    office = samples.cast(tmp_path, text=wide(lines))
    sheet = started(office)
    mark(office)
    client.force_login(office.entry)
    url = reverse("entry:cells-save", args=[sheet.pk])
    headers = {"Accept": "application/json"}
    data = {"value-VH.HO": "1", "version-VH.HO": 0, "key-VH.HO": str(uuid4())}
    client.post(url, data, headers=headers)

    # session, person, appointments, savepoint; key, sheet, figures, figure, two for the trail, key;
    # the release of the savepoint; on PostgreSQL the lock of the trail
    with django_assert_num_queries(14 if connection.vendor == "postgresql" else 12):
        answer = client.post(
            url,
            {"value-VH.HO": "2", "version-VH.HO": 1, "key-VH.HO": str(uuid4())},
            headers=headers,
        )

    assert answer.status_code == 200


@pytest.mark.parametrize("wards", [1, 3])
def test_the_list_of_sheets_costs_the_same_queries_whatever_its_length(
    tmp_path, register, db, django_assert_num_queries, wards
):
    office = samples.cast(tmp_path, wards=wards)
    for place in office.wards[1:]:
        AppointmentFactory(user=office.entry, role=Role.WARD_ENTRY, locality=place)
    started(office)
    assert office.entry.entry_place_ids

    with django_assert_num_queries(2):
        found = tasks(office.entry)

    assert len(found) == 2 * wards
    assert [task.submission is not None for task in found].count(True) == 1


def test_an_office_finds_its_own_sheet_in_its_list(office):
    assert [(task.period.code, task.locality) for task in tasks(office.specialist)] == [
        ("2020", office.place), ("2019", office.place),
    ]  # fmt: skip
    assert tasks(office.clerk) == []


def test_a_cells_history_leaves_other_cells_out(office, sheet):
    fill(sheet, office.entry, VH_PANO="5", DC_HO="10")
    actions.explain(
        submission=sheet, indicator="DC.HO", note="Rà soát", by=office.entry, at=IN_TIME
    )

    changes = [entry.changes for entry in cell_history(sheet, "DC.HO")]

    assert changes == [{"DC.HO – giải trình": ["", "Rà soát"]}, {"DC.HO": [None, "10"]}]


def test_everybody_sees_their_own_sheets_and_periods(office, sheet):
    def seen(user):
        rows = Submission.objects.visible_to(user)
        return list(rows), {period.code for period in Period.objects.visible_to(user)}

    assert seen(office.entry) == ([sheet], {"2019", "2020"})
    assert seen(office.inspector) == ([sheet], {"2019", "2020"})
    assert seen(office.neighbour) == ([], set())
    assert seen(office.stranger) == ([], set())


def test_the_offices_own_sheet_asks_its_own_lines(office):
    own = started(office, by=office.specialist, place=office.place)

    assert [line.code for line in read(own).lines] == ["VH.VANBAN"]
    assert own.get_absolute_url() == reverse("entry:sheet", args=[own.pk])
    assert for_page(Submission.objects.all()).get(pk=own.pk).is_office_own


def test_half_a_tenth_of_a_percent_is_rounded_up(office, sheet):
    before = actions.start_sheet(period=office.before, locality=office.ward, by=COMMAND, at=IN_TIME)
    fill(before, COMMAND, DC_HO="2.000")
    Submission.objects.filter(pk=before.pk).update(
        status="accepted", approved_at=IN_TIME, approver_name="A", sent_at=IN_TIME,
        sent_by_name="A", sent_hash="1", receipt_number="1", accepted_at=IN_TIME,
        accepted_by_name="A", accepted_hash="1",
    )  # fmt: skip
    fill(sheet, office.entry, DC_HO="2.005")

    assert "(+0,3%)" in piece(read(sheet).line("DC.HO"))["change"]


def test_the_mark_of_the_registers_is_found_by_their_own_entries(sheet, office):
    """Not by walking back over every cell that was saved since a register last changed."""
    fill(sheet, office.entry, DC_HO="2.000")
    saved = AuditEntry.objects.latest("number")
    AuditEntry.objects.bulk_create(
        AuditEntry(**model_to_dict(saved) | {"number": number, "hash": str(number)})
        for number in range(saved.number + 1, saved.number + 4000)
    )
    mark = newest_mark()

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_auditentry")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {mark.sql}", mark.params)
        plan = str(cursor.fetchall())

    assert "audit_newest_first" in plan
    assert "Backward" not in plan
