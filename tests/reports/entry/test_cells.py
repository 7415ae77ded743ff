"""One cell at a time."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from audit.models import AuditEntry
from audit.once import OtherRequestError
from reports.entry import actions
from reports.entry.actions import CellMovedError, Origin, TypedCell
from reports.entry.models import Figure, Remark, Submission
from reports.entry.queries import sheet as read
from tests.reports.entry.samples import COMMAND, IN_TIME, TOO_LATE, fill, person, sent
from vhtt_portal.rules import RuleError

State, Relation = Figure.State, Figure.Relation


def save(sheet, by, code, text="", **more):
    return actions.save_cell(
        submission=sheet, indicator=code, text=text, by=by, at=more.pop("at", IN_TIME), **more
    )


def trail(verb):
    return list(AuditEntry.objects.filter(verb=verb).order_by("number"))


def test_a_typed_number_becomes_a_figure_with_its_trail(office, sheet):
    saved = save(sheet, office.entry, "VH.PANO", "1.234", expected_version=0)

    figure = Figure.objects.get(submission=sheet)
    assert (figure.indicator.code, figure.value, figure.version) == ("VH.PANO", Decimal(1234), 1)
    assert (figure.set_by, figure.set_by_name) == (office.entry, "Nguyễn Thị Nhập")
    assert saved.cell.version == 1
    [entry] = trail("cell.saved")
    assert entry.changes == {"VH.PANO": [None, "1.234"]}
    assert (entry.target_label, entry.actor_name, entry.source) == (
        f"{office.ward} – Năm 2020", "Nguyễn Thị Nhập", "page",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("12.34", "“12.34” viết chưa đúng."),
        ("-5", "“-5” là số âm."),
        ("1,5", "“1,5” có phần lẻ. Chỉ tiêu này chỉ nhận số nguyên."),
        ("abc", "“abc” không phải là số."),
        ("1" + "0" * 20, "quá lớn."),
        ("trên 5", "Chỉ tiêu này cần một số chính xác"),
        ("5 đến 6", "Chỉ tiêu này cần một số chính xác"),
    ],
)
def test_what_is_no_number_is_refused_in_a_sentence(office, sheet, text, sentence):
    with pytest.raises(RuleError, match=r".") as refusal:
        save(sheet, office.entry, "VH.PANO", text)

    assert sentence in str(refusal.value)
    assert not Figure.objects.exists()
    assert not trail("cell.saved")


@pytest.mark.parametrize(
    ("code", "text", "value", "relation", "upper"),
    [
        ("VH.PANO", "１２", 12, Relation.EXACT, None),
        ("VH.PANO", " 7 ", 7, Relation.EXACT, None),
        ("VH.KP", "1.234,5", Decimal("1234.5"), Relation.EXACT, None),
        ("VH.KP", "trên 80", 80, Relation.AT_LEAST, None),
        ("VH.KP", "Tre\u0302n 80", 80, Relation.AT_LEAST, None),
        ("VH.KP", "5 đến 6", 5, Relation.RANGE, 6),
        ("VH.KP", "5-6", 5, Relation.RANGE, 6),
        ("VH.LEHOI", "có", 1, Relation.EXACT, None),
        ("VH.LEHOI", "kho\u0302ng", 0, Relation.EXACT, None),
    ],
)
def test_numbers_are_read_as_they_are_typed_here(office, sheet, code, text, value, relation, upper):
    save(sheet, office.entry, code, text)

    figure = Figure.objects.get()
    assert (figure.value, figure.relation, figure.upper) == (value, relation, upper)


def test_no_data_needs_its_reason(office, sheet):
    with pytest.raises(RuleError, match="lý do"):
        save(sheet, office.entry, "VH.PANO", state=State.NO_DATA)

    save(sheet, office.entry, "VH.PANO", state=State.NO_DATA, reason="Chưa kiểm kê")

    figure = Figure.objects.get()
    assert (figure.state, figure.value, figure.reason) == ("no_data", None, "Chưa kiểm kê")


def test_emptying_a_cell_leaves_no_row_and_no_way_for_an_old_number(office, sheet):
    other = person("Người Khác", ("ward_entry", office.ward))
    save(sheet, office.entry, "VH.PANO", "5", expected_version=0)

    save(sheet, office.entry, "VH.PANO", "", expected_version=1)
    assert not Figure.objects.exists()

    save(sheet, other, "VH.PANO", "7", expected_version=0)
    with pytest.raises(CellMovedError):
        save(sheet, office.entry, "VH.PANO", "5", expected_version=1)
    assert [entry.changes["VH.PANO"] for entry in trail("cell.saved")] == [
        [None, "5"], ["5", None], [None, "7"],
    ]  # fmt: skip


def test_a_colleagues_newer_number_is_never_overwritten_unseen(office, sheet):
    other = person("Người Khác", ("ward_entry", office.ward))
    save(sheet, other, "VH.PANO", "7", expected_version=0)

    with pytest.raises(CellMovedError) as refusal:
        save(sheet, office.entry, "VH.PANO", "5", expected_version=0)

    assert "Người Khác đã ghi “7” vào ô này lúc 09:00 ngày 10/12/2020." in str(refusal.value)
    assert refusal.value.theirs.version == 1
    assert Figure.objects.get().value == 7


def test_an_emptied_cell_is_not_filled_again_unseen(office, sheet):
    other = person("Người Khác", ("ward_entry", office.ward))
    save(sheet, office.entry, "VH.PANO", "5", expected_version=0)
    save(sheet, other, "VH.PANO", "", expected_version=1)

    with pytest.raises(CellMovedError) as refusal:
        save(sheet, office.entry, "VH.PANO", "6", expected_version=1)

    assert str(refusal.value) == (
        "Người Khác đã xóa trống ô này lúc 09:00 ngày 10/12/2020. Hãy chọn giữ số nào."
    )
    assert refusal.value.theirs is None
    assert not Figure.objects.exists()
    assert not save(sheet, office.entry, "VH.PANO", "", expected_version=1).has_changed
    assert save(sheet, office.entry, "VH.PANO", "6", expected_version=0).cell.version == 2


def test_a_word_that_goes_with_its_figure_leaves_a_trail(office, sheet):
    edit = TypedCell("VH.PANO", text="5", note="Đếm lại.")
    actions.save_cells(submission=sheet, typed=[edit], by=office.entry, at=IN_TIME)

    save(sheet, office.entry, "VH.PANO", "")

    assert trail("cell.saved")[-1].changes == {
        "VH.PANO": ["5", None], "VH.PANO – giải trình": ["Đếm lại.", ""],
    }  # fmt: skip


def test_one_key_is_one_edit(office, sheet):
    key = uuid4()
    edits = [TypedCell(code, text="5", key=key) for code in ("VH.PANO", "DC.HO")]

    with pytest.raises(OtherRequestError):
        actions.save_cells(submission=sheet, typed=edits, by=office.entry, at=IN_TIME)
    save(sheet, office.entry, "VH.PANO", "5", key=key)
    with pytest.raises(RuleError, match="trùng khóa"):
        save(sheet, office.entry, "VH.PANO", "6", key=key)

    assert [figure.value for figure in Figure.objects.all()] == [5]


def test_a_late_copy_of_an_edit_that_was_given_up_fills_nothing(office, sheet):
    other = person("Người Khác", ("ward_entry", office.ward))
    late = {"text": "5", "expected_version": 0, "key": uuid4()}
    save(sheet, other, "VH.PANO", "7", expected_version=0)
    with pytest.raises(CellMovedError):
        save(sheet, office.entry, "VH.PANO", **late)
    save(sheet, other, "VH.PANO", "", expected_version=1)

    with pytest.raises(CellMovedError, match="xóa trống"):
        save(sheet, office.entry, "VH.PANO", **late)

    assert not Figure.objects.exists()


def test_two_tabs_of_one_person_are_asked_about_the_same_cell_too(office, sheet):
    save(sheet, office.entry, "VH.PANO", "7", expected_version=0)

    with pytest.raises(CellMovedError):
        save(sheet, office.entry, "VH.PANO", "5", expected_version=0)
    again = save(sheet, office.entry, "VH.PANO", "7", expected_version=0)

    assert Figure.objects.get().value == 7
    assert not again.has_changed


def test_each_edit_of_a_batch_has_its_own_fate(office, sheet):
    other = person("Người Khác", ("ward_entry", office.ward))
    save(sheet, other, "VH.PANO", "7", expected_version=0)

    done = actions.save_cells(
        submission=sheet,
        typed=[
            TypedCell("DC.HO", text="1.000", expected_version=0),
            TypedCell("VH.HO", text="12.34", expected_version=0),
            TypedCell("VH.PANO", text="5", note="Đếm lại.", expected_version=0),
            TypedCell("VH.TYLE", text="9"),
            TypedCell("KHONG.CO", text="1"),
        ],
        by=office.entry,
        at=IN_TIME,
        origin=Origin.PASTED,
    )

    kinds = {code: outcome.kind.value for code, outcome in done.outcomes.items()}
    assert kinds == {
        "DC.HO": "saved", "VH.HO": "refused", "VH.PANO": "moved", "VH.TYLE": "refused",
        "KHONG.CO": "refused",
    }  # fmt: skip
    assert done.outcomes["VH.PANO"].theirs.answer.value == 7
    assert done.facts.values["DC.HO"] == 1000
    pasted = Figure.objects.get(indicator__code="DC.HO")
    assert (pasted.value, pasted.source, pasted.version) == (1000, Figure.Source.PASTED, 1)
    assert [(entry.source, entry.changes) for entry in trail("cell.saved")[1:]] == [
        ("paste", {"DC.HO": [None, "1.000"]})
    ]


def test_a_batch_costs_what_one_cell_costs(office, sheet, django_assert_num_queries):
    read(sheet)  # prepares the form
    texts = {"DC.HO": "1.000", "VH.HO": "900", "VH.PANO": "5"}
    # savepoint and its release among them
    with django_assert_num_queries(11 if connection.vendor == "postgresql" else 9):
        actions.save_cells(
            submission=sheet,
            typed=[TypedCell(c, text=t, expected_version=0, key=uuid4()) for c, t in texts.items()],
            by=office.entry,
            at=IN_TIME,
        )
    assert Figure.objects.count() == 3


def test_an_answer_and_its_word_go_together(office, sheet):
    edit = TypedCell("VH.PANO", text="5", note="Làm thêm hai cái.", expected_version=0)
    actions.save_cells(submission=sheet, typed=[edit], by=office.entry, at=IN_TIME)

    figure = Figure.objects.get()
    assert (figure.value, figure.note, figure.version) == (5, "Làm thêm hai cái.", 1)
    assert trail("cell.saved")[0].changes == {
        "VH.PANO": [None, "5"], "VH.PANO – giải trình": ["", "Làm thêm hai cái."],
    }  # fmt: skip


def test_a_repeated_edit_is_answered_as_before_even_after_sending(office, sheet):
    key = uuid4()
    edits = [TypedCell("DC.HO", text="1.000", expected_version=0, key=key)]
    actions.save_cells(submission=sheet, typed=edits, by=office.entry, at=IN_TIME)
    fill(sheet, office.entry, VH_HO="900")
    actions.approve(submission=sheet, by=office.leader, at=IN_TIME)
    actions.send(submission=sheet, by=office.entry, at=IN_TIME)

    late = [*edits, TypedCell("VH.PANO", text="5", expected_version=0, key=uuid4())]
    done = actions.save_cells(submission=sheet, typed=late, by=office.entry, at=IN_TIME)

    assert done.outcomes["DC.HO"].kind == "saved"
    assert done.outcomes["VH.PANO"].sentence == "Phiếu đang ở trạng thái “Đã gửi”."
    assert Figure.objects.get(indicator__code="DC.HO").version == 1


def test_the_same_request_twice_happens_once(office, sheet):
    key = uuid4()

    first = save(sheet, office.entry, "VH.PANO", "5", expected_version=0, key=key)
    again = save(sheet, office.entry, "VH.PANO", "5", expected_version=0, key=key)

    assert (first.has_changed, again.has_changed) == (True, True)  # the same answer
    assert again.cell.version == first.cell.version == 1
    assert len(trail("cell.saved")) == 1


def test_the_same_number_again_changes_nothing(office, sheet):
    save(sheet, office.entry, "VH.PANO", "5")
    saved = save(sheet, office.entry, "VH.PANO", "5")

    assert not saved.has_changed
    assert len(trail("cell.saved")) == 1


def test_computed_and_counted_cells_are_not_typed(office, sheet, register):
    register.counts = {office.ward.pk: Decimal(3)}

    with pytest.raises(RuleError, match="tự tính"):
        save(sheet, office.entry, "VH.TYLE", "50")
    with pytest.raises(RuleError, match="sổ theo dõi"):
        save(sheet, office.entry, "VH.DITICH", "5")


def test_a_place_without_register_rows_types_the_figure(office, sheet):
    save(sheet, office.entry, "VH.DITICH", "5")

    assert Figure.objects.get().source == Figure.Source.TYPED


@pytest.mark.parametrize("code", ["VH.VANBAN", "VH.NTM", "KHONG.CO"])
def test_lines_that_the_sheet_does_not_ask_are_refused(office, sheet, code):
    with pytest.raises(RuleError, match="không có chỉ tiêu đó"):
        save(sheet, office.entry, code, "5")


def test_nobody_else_fills_the_sheet(office, sheet):
    for by in (office.neighbour, office.stranger):
        with pytest.raises(Submission.DoesNotExist):
            save(sheet, by, "VH.PANO", "5")
    for by in (office.specialist, office.head, office.clerk, office.inspector):
        with pytest.raises(RuleError, match="không có quyền"):
            save(sheet, by, "VH.PANO", "5")


def test_after_the_last_day_nothing_changes(office, sheet):
    with pytest.raises(RuleError, match="Đã qua ngày cuối được sửa"):
        save(sheet, office.entry, "VH.PANO", "5", at=TOO_LATE)


def test_a_sent_sheet_is_not_typed_into(office):
    sheet = sent(office)

    with pytest.raises(RuleError, match="“Đã gửi”"):
        save(sheet, office.entry, "VH.PANO", "5")


def test_typing_takes_an_approval_back(office, sheet, current):
    fill(sheet, office.entry, DC_HO="10")
    actions.approve(submission=sheet, by=office.leader, at=IN_TIME)

    save(sheet, office.entry, "VH.PANO", "5")

    row = current(sheet)
    assert (row.status, row.approved_at, row.approver_name) == ("entering", None, "")
    assert trail("cell.saved")[-1].changes["status"] == ["approved", "entering"]


def test_what_is_around_a_cell_is_judged_anew(office, sheet):
    fill(sheet, office.entry, DC_HO="10")

    saved = save(sheet, office.entry, "VH.HO", "12")

    lines = {
        line.code: line
        for line in saved.facts.lines(["VH.HO", "VH.TYLE", "DC.HO"], saved.facts.asked.rules)
    }
    assert lines["VH.TYLE"].value == Decimal(120)
    assert [fault.sentence for fault in lines["DC.HO"].faults] == [
        "Số hộ văn hóa (12) lớn hơn số hộ (10)."
    ]
    assert saved.facts.answered_count == 2


def test_progress_beside_a_cell_is_that_of_the_whole_sheet(office, sheet, register):
    register.counts = {office.ward.pk: Decimal(3)}
    fill(sheet, office.entry, DC_HO="10", VH_PANO="1")

    for code, text in (("VH.HO", "5"), ("VH.HO", "6"), ("VH.PANO", ""), ("VH.LEHOI", "có")):
        saved = save(sheet, office.entry, code, text)

        assert saved.facts.answered_count == read(sheet).answered_count


def test_a_word_clears_a_warning(office, sheet, register):
    register.counts = {office.ward.pk: Decimal(3)}

    with pytest.raises(RuleError, match="chưa có số"):
        actions.explain(
            submission=sheet, indicator="DC.HO", note="Vì sáp nhập", by=office.entry, at=IN_TIME
        )

    fill(sheet, office.entry, DC_HO="10")
    actions.explain(
        submission=sheet, indicator="DC.HO", note="Vì sáp nhập", by=office.entry, at=IN_TIME
    )
    actions.explain(
        submission=sheet, indicator="VH.DITICH", note="Đã kiểm", by=office.entry, at=IN_TIME
    )

    notes = dict(Figure.objects.values_list("indicator__code", "note"))
    assert notes == {"DC.HO": "Vì sáp nhập", "VH.DITICH": "Đã kiểm"}
    assert Figure.objects.get(indicator__code="VH.DITICH").source == "register"
    assert trail("cell.explained")[0].changes == {"DC.HO – giải trình": ["", "Vì sáp nhập"]}


def test_nothing_to_report_fills_the_gaps_of_a_section_with_zero(office, sheet, register):
    register.counts = {office.ward.pk: Decimal(3)}
    fill(sheet, office.entry, VH_PANO="5")

    count = actions.mark_section_empty(submission=sheet, section="VH", by=office.entry, at=IN_TIME)

    assert count == 3
    values = dict(Figure.objects.values_list("indicator__code", "value"))
    assert values == {"VH.PANO": 5, "VH.KP": 0, "VH.HO": 0, "VH.LEHOI": 0}
    assert trail("section.nothing_to_report")[0].changes["VH.LEHOI"] == [None, "không"]
    assert (
        actions.mark_section_empty(submission=sheet, section="VH", by=office.entry, at=IN_TIME) == 0
    )


def test_the_places_own_words_are_kept_with_their_lines(office, sheet):
    actions.save_remark(
        submission=sheet, kind=Remark.Kind.LIMITS, text="  Thiếu  kinh phí.\r\n\r\n\r\n\r\nHết.",
        expected_version=0, by=office.entry, at=IN_TIME,
    )  # fmt: skip

    assert Remark.objects.get().text == "Thiếu kinh phí.\n\nHết."
    assert trail("remark.saved")[0].changes["Tồn tại, hạn chế"][1] == "Thiếu kinh phí.\n\nHết."


def test_a_colleagues_words_are_never_overwritten_unseen(office, sheet):
    words = {"submission": sheet, "kind": Remark.Kind.LIMITS, "at": IN_TIME}
    actions.save_remark(**words, text="Một", by=office.entry, expected_version=0)

    with pytest.raises(RuleError, match="Nguyễn Thị Nhập vừa sửa"):
        actions.save_remark(**words, text="Hai", by=office.leader, expected_version=0)

    actions.save_remark(**words, text="Hai", by=office.leader, expected_version=1)
    assert Remark.objects.get().version == 2


def test_a_command_may_fill_what_people_may_not_yet(office, sheet):
    save(sheet, COMMAND, "VH.PANO", "5", at=TOO_LATE)

    assert (Figure.objects.get().set_by, trail("cell.saved")[0].source) == (None, "command")
