"""An edition's way, step by step, and every refusal on it."""

import io
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from accounts.models import Delegation, Role
from audit.chain import sha256
from audit.locking import StaleError
from audit.models import AuditEntry
from documents.actions import NumberTaken, register
from documents.models import BookEntry
from reports.editions import actions
from reports.editions.actions import ContentMovedError
from reports.editions.content import content_hash, sealed_text
from reports.editions.formats import Format
from reports.editions.models import Edition, SealedFile
from reports.editions.queries import in_force, sealed_content
from reports.entry.models import Figure, Submission
from reports.narrative.actions import add_passage, edit_passage
from tests.reports.editions.cast import SIGNING, delegate, person
from vhtt_portal.rules import RuleError

Status = Edition.Status


def text_of(data):
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages
    )


def pdf_of(edition):
    return bytes(SealedFile.objects.get(edition=edition, format="pdf").content)


# --- The way ----------------------------------------------------------------------------------


def test_the_first_edition_is_begun_once(people):
    first = actions.start(period=people.period, by=people.specialist)
    again = actions.start(period=people.period, by=people.head)

    assert (first.pk, first.sequence, first.status) == (again.pk, 1, Status.DRAFTING)
    assert Edition.objects.count() == 1


def test_signing_freezes_what_was_seen_and_seals_the_period(people, signed):
    people.period.refresh_from_db()

    assert signed.status == Status.SIGNED
    assert sha256(signed.snapshot) == signed.content_hash
    assert content_hash(sealed_content(signed)) == signed.content_hash
    assert (signed.signer_name, signed.capacity_lines) == ("Lê Văn Trưởng", ["TRƯỞNG PHÒNG"])
    assert people.period.sealed_at == SIGNING
    with pytest.raises(RuleError, match="đã ký"):
        add_passage(period=people.period, node_code="han-che", text="Muộn.", by=people.specialist)


def test_issuing_gives_number_and_date_and_seals_three_files(people, issued):
    entry = BookEntry.objects.get()

    assert (issued.status, issued.number, issued.issued_on) == (
        Status.ISSUED, 1, date(2020, 12, 28),
    )  # fmt: skip
    assert (entry.pk, str(entry), entry.signer_name) == (
        issued.entry_id, "01/BC-PVHTT", "Lê Văn Trưởng",
    )  # fmt: skip
    files = list(SealedFile.objects.order_by("format"))
    assert [(file.format, file.size) for file in files] == [
        (name, len(bytes(file.content)))
        for name, file in zip(("docx", "json", "pdf", "xlsx"), files, strict=True)
    ]
    assert all(file.sha256 == sha256(bytes(file.content)) for file in files)
    text = text_of(pdf_of(issued))
    assert "Số: 01/BC-PVHTT" in text
    assert "ngày 28 tháng 12 năm 2020" in text
    assert "Lê Văn Trưởng" in text
    assert "Các phường, xã tổ chức 6 giải." in text
    assert "DỰ THẢO" not in text


def test_every_step_is_told_in_the_trail(people, issued):
    verbs = list(
        AuditEntry.objects.filter(target_type="editions.edition").values_list("verb", flat=True)
    )

    assert verbs == ["edition.started", "edition.submit", "edition.sign", "edition.issue"]


def test_changing_a_cell_changes_the_draft_and_no_sealed_edition(people, issued):
    before = pdf_of(issued)
    seen = people.seen()
    Figure.objects.filter(indicator=people.total).update(value=Decimal(50))

    assert people.seen() != seen
    assert pdf_of(issued) == before
    assert Edition.objects.get().content_hash == seen


def test_a_correction_is_a_new_edition_that_replaces_the_old_one(people, issued):
    later = SIGNING + timedelta(days=1)
    new = actions.correct(
        edition=issued, reason="Phường gửi lại số liệu.", by=people.specialist, at=later
    )
    people.period.refresh_from_db()
    assert (new.sequence, new.status, people.period.sealed_at) == (2, Status.DRAFTING, None)
    assert in_force(people.period) == issued

    Figure.objects.filter(indicator=people.total).update(value=Decimal(5))
    new = actions.submit(edition=new, by=people.specialist, at=later)
    new = actions.sign(edition=new, seen_hash=people.seen(), by=people.deputy, at=later)
    new = actions.issue(edition=new, by=people.clerk, at=later)

    issued.refresh_from_db()
    assert (issued.status, in_force(people.period)) == (Status.SUPERSEDED, new)
    assert new.number == 2
    assert "tổ chức 10 giải" in text_of(pdf_of(new))
    assert "tổ chức 6 giải" in text_of(pdf_of(issued))


def test_a_recalled_edition_keeps_its_number_and_its_files(people, issued):
    recalled = actions.recall(edition=issued, reason="Ban hành nhầm.", by=people.head)

    assert (recalled.status, recalled.number, in_force(people.period)) == (
        Status.RECALLED, 1, None,
    )  # fmt: skip
    assert SealedFile.objects.filter(edition=recalled).count() == len(Format)


def test_a_signature_can_be_withdrawn_before_the_number(people, signed):
    drafting = actions.withdraw_signature(edition=signed, reason="Sai số.", by=people.head)
    people.period.refresh_from_db()

    assert (drafting.status, drafting.snapshot, drafting.signer_name) == (Status.DRAFTING, "", "")
    assert people.period.sealed_at is None


def test_a_returned_draft_goes_round_again(people, submitted):
    returned = actions.return_draft(edition=submitted, reason="Thiếu hạn chế.", by=people.head)
    assert (returned.status, returned.return_reason) == (Status.DRAFTING, "Thiếu hạn chế.")

    assert actions.submit(edition=returned, by=people.specialist).return_reason == ""


# --- Who signs, and what ----------------------------------------------------------------------


def test_a_deputy_signs_for_the_head(people, submitted):
    signed = actions.sign(edition=submitted, seen_hash=people.seen(), by=people.deputy, at=SIGNING)

    assert signed.capacity_lines == ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]


@pytest.mark.parametrize(
    ("kind", "first_line"),
    [
        (Delegation.Kind.DELEGATION, "TUQ. TRƯỞNG PHÒNG"),
        (Delegation.Kind.ORDER, "TL. TRƯỞNG PHÒNG"),
    ],
)
def test_a_delegate_signs_on_the_days_of_the_delegation(people, submitted, kind, first_line):
    delegate(people.period.office, people.head, people.specialist, kind=kind)

    signed = actions.sign(
        edition=submitted, seen_hash=people.seen(), by=people.specialist, at=SIGNING
    )

    assert signed.capacity_lines == [first_line, "CHUYÊN VIÊN"]
    assert "Giấy ủy quyền số 01" in signed.signing_basis


def test_nobody_signs_without_a_right_that_day(people, submitted):
    delegate(
        people.period.office, people.head, people.specialist,
        starts_on=date(2020, 11, 1), ends_on=date(2020, 12, 27),
    )  # fmt: skip

    for user in (people.specialist, people.clerk):
        with pytest.raises(RuleError, match="không có quyền ký"):
            actions.sign(edition=submitted, seen_hash=people.seen(), by=user, at=SIGNING)

    submitted.refresh_from_db()
    assert submitted.status == Status.SUBMITTED


def test_leave_to_sign_ends_with_the_work_in_the_office(people, submitted):
    delegate(people.period.office, people.head, people.specialist)
    people.specialist.appointments.update(ends_on=date(2020, 12, 27))

    with pytest.raises(RuleError, match="không có quyền ký"):
        actions.sign(edition=submitted, seen_hash=people.seen(), by=people.specialist, at=SIGNING)


def move_a_figure(people):
    Figure.objects.filter(indicator=people.total).update(value=Decimal(9))


def move_the_words(people):
    add_passage(period=people.period, node_code="han-che", text="Thêm.", by=people.specialist)


def move_a_sheet(people):
    Submission.objects.filter(period=people.period).exclude(
        locality=people.period.office.locality
    ).update(status="sent", accepted_at=None, accepted_by_name="", accepted_hash="")


@pytest.mark.parametrize("move", [move_a_figure, move_the_words, move_a_sheet])
def test_what_moved_since_it_was_seen_is_not_signed(people, submitted, move):
    seen = people.seen()
    move(people)

    with pytest.raises(ContentMovedError, match="đã thay đổi"):
        actions.sign(edition=submitted, seen_hash=seen, by=people.head, at=SIGNING)

    submitted.refresh_from_db()
    people.period.refresh_from_db()
    assert (submitted.status, people.period.sealed_at) == (Status.SUBMITTED, None)


# --- Refusals ---------------------------------------------------------------------------------


def test_a_report_that_contradicts_itself_is_not_signed(people, submitted):
    wrong = "Có 23 di tích (20 cấp tỉnh, 2 quốc gia)."
    passage = add_passage(
        period=people.period, node_code="han-che", text=wrong, by=people.specialist
    )

    with pytest.raises(RuleError, match=r"20 \+ 2 = 22, không bằng 23"):
        actions.sign(edition=submitted, seen_hash=people.seen(), by=people.head, at=SIGNING)

    right = wrong.replace("2 quốc gia", "3 quốc gia")
    edit_passage(passage=passage, text=right, by=people.specialist)
    actions.sign(edition=submitted, seen_hash=people.seen(), by=people.head, at=SIGNING)


def test_a_stale_page_moves_nothing(people, submitted):
    with pytest.raises(StaleError):
        actions.sign(
            edition=submitted, seen_hash=people.seen(), by=people.head, version=1, at=SIGNING
        )


def test_a_second_click_is_answered_with_the_state(people, issued):
    with pytest.raises(RuleError, match="Đã ban hành"):
        actions.issue(edition=issued, by=people.clerk, at=SIGNING)

    assert BookEntry.objects.count() == 1


def test_an_empty_report_is_not_submitted(people):
    Submission.objects.all().update(
        status="sent", accepted_at=None, accepted_by_name="", accepted_hash=""
    )
    edition = actions.start(period=people.period, by=people.specialist)

    with pytest.raises(RuleError, match="Chưa có phiếu"):
        actions.submit(edition=edition, by=people.specialist)


def test_steps_that_need_a_reason_ask_for_it(people, issued):
    for verb in (actions.recall, actions.correct):
        with pytest.raises(RuleError, match="Hãy ghi lý do"):
            verb(edition=issued, reason="  ", by=people.head)


def test_an_issued_report_is_not_started_again(people, issued):
    with pytest.raises(RuleError, match="lập bản thay thế"):
        actions.start(period=people.period, by=people.specialist)


def test_an_edition_is_corrected_once(people, issued):
    actions.correct(edition=issued, reason="Sửa số.", by=people.specialist)

    with pytest.raises(RuleError, match="Đã có bản thay thế"):
        actions.correct(edition=issued, reason="Sửa số.", by=people.specialist)


def test_it_is_not_issued_before_it_was_signed(people, signed):
    with pytest.raises(RuleError, match="trước ngày ký"):
        actions.issue(edition=signed, by=people.clerk, issued_on=date(2020, 12, 27), at=SIGNING)

    assert not BookEntry.objects.exists()


# --- Numbers ----------------------------------------------------------------------------------


def take_number(people):
    return register(
        keeper=people.period.office, year=2020, symbol="BC-PVHTT", kind="BÁO CÁO", subject="Khác",
        issued_on=date(2020, 12, 28), signer_name="Khác", by=people.clerk, at=SIGNING,
    )  # fmt: skip


def test_a_number_taken_while_drawing_is_drawn_again(people, signed, monkeypatch):
    drawn = []
    draw = actions._draw

    def slow(edition, number, day):
        if not drawn:
            take_number(people)
        drawn.append(number)
        return draw(edition, number, day)

    monkeypatch.setattr(actions, "_draw", slow)

    edition = actions.issue(edition=signed, by=people.clerk, at=SIGNING)

    assert (drawn, edition.number) == ([1, 2], 2)
    assert "Số: 02/BC-PVHTT" in text_of(pdf_of(edition))
    assert list(BookEntry.objects.values_list("number", flat=True)) == [1, 2]


def test_a_number_always_taken_ends_in_words(people, signed, monkeypatch):
    monkeypatch.setattr(actions, "_draw", lambda *_: {})

    def taken(**_):
        raise NumberTaken("Số vừa được cấp.")

    monkeypatch.setattr(actions, "register", taken)

    with pytest.raises(RuleError, match="cùng lúc"):
        actions.issue(edition=signed, by=people.clerk, at=SIGNING)


def test_what_fails_after_the_number_gives_it_back(people, signed, monkeypatch):
    def broken(*_args, **_named):
        raise RuntimeError("đĩa đầy")

    monkeypatch.setattr(actions, "_supersede", broken)
    with pytest.raises(RuntimeError):
        actions.issue(edition=signed, by=people.clerk, at=SIGNING)
    monkeypatch.undo()

    assert not BookEntry.objects.exists()
    assert actions.issue(edition=signed, by=people.clerk, at=SIGNING).number == 1


# --- The files --------------------------------------------------------------------------------


def test_the_json_says_what_the_paper_says(people, issued):
    exported = json.loads(bytes(SealedFile.objects.get(format="json").content))

    assert set(exported) == {"office", "period", "coverage", "indicators", "narrative", "targets"}
    by_code = {line["code"]: line for line in exported["indicators"]}
    assert exported["coverage"] == {"accepted": 2, "expected": 2}
    assert by_code["TT.GIAI_XA"]["total"] == 6
    assert [place["value"] for place in by_code["TT.GIAI_XA"]["by_locality"]] == [3, 3]
    assert by_code["TT.VU"]["total"] is None
    assert {place["state"] for place in by_code["TT.VU"]["by_locality"]} == {"withheld"}


def test_the_sealed_content_is_canonical_text(signed):
    assert sealed_text(sealed_content(signed)) == signed.snapshot


def test_people_of_another_office_move_nothing(people, submitted):
    stranger = person(
        type(people.period.office).objects.create(
            code="khac", locality=people.period.office.locality.__class__.objects.create(
                code="99999", kind=people.period.office.locality.kind, name="Khác",
                full_name="thị xã Khác", valid_from=date(2000, 1, 1),
            ),
        ),
        Role.HEAD,
        "Người Lạ",
        post="Trưởng phòng",
    )  # fmt: skip

    for verb in (actions.submit, actions.issue):
        with pytest.raises(RuleError):
            verb(edition=submitted, by=stranger, at=SIGNING)
    with pytest.raises(RuleError, match="không có quyền ký"):
        actions.sign(edition=submitted, seen_hash=people.seen(), by=stranger, at=SIGNING)
