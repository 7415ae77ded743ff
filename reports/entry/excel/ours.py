"""A workbook that the portal wrote, come back: whose it is, and what stands in its answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.catalogue.form import FormIndicator
from reports.entry.excel.identity import (
    NOTE_HEADING,
    REASON_HEADING,
    STATE_HEADING,
    answers_in,
    facts_in,
    is_genuine,
)
from reports.entry.excel.matching import How, Match, Row
from reports.entry.models import Submission
from vhtt_portal.files.workbook.content import ReadWorkbook
from vhtt_portal.files.workbook.pages import Page

_BESIDE = (STATE_HEADING, REASON_HEADING, NOTE_HEADING)


@dataclass(frozen=True, slots=True)
class Export:
    """What the sheet said when the workbook was written, by code; nothing of it where the
    workbook's own word cannot be believed."""

    was: Mapping[str, str]
    versions: Mapping[str, int]
    notes: Mapping[str, str]


NO_EXPORT = Export({}, {}, {})


def is_ours(book: ReadWorkbook) -> bool:
    return bool(answers_in(book.ids))


def obstacle(book: ReadWorkbook, submission: Submission) -> str | None:
    """Why a workbook of ours is not for this sheet, or None; other workbooks say nothing."""
    facts = facts_in(book.ids)
    if not is_ours(book) or not is_genuine(facts):
        return None
    place, period = submission.locality, submission.period
    if facts["unit"] != place.code:
        return (
            f"Tệp này là phiếu của đơn vị khác, không nhập được vào phiếu của {place.full_name}."
            " Hãy tải đúng phiếu của đơn vị mình."
        )
    if facts["period"] != period.code:
        return (
            f"Tệp này là phiếu của kỳ {facts['period']}, không nhập được vào phiếu {period.inside}."
            " Hãy tải phiếu của kỳ này."
        )
    return None


def warnings(book: ReadWorkbook, submission: Submission) -> Iterator[str]:
    """What the person has to know before taking anything of a workbook of ours."""
    facts = facts_in(book.ids)
    if not is_ours(book):
        return
    if not is_genuine(facts):
        yield (
            "Tệp có mã ẩn của phiếu nhưng phần nhận dạng đã mất hoặc bị sửa, nên không rõ số nào đã"
            " đổi từ khi tải phiếu. Hãy xem từng ô trước khi ghi."
        )
    elif facts["sheet"] != str(submission.pk):
        yield (
            "Tệp được tải từ một phiếu khác của cùng đơn vị và kỳ, nên không rõ số nào đã đổi từ khi"
            " tải. Hãy xem từng ô trước khi ghi."
        )
    elif facts["form"] != submission.period.form_version.sha256:
        yield (
            "Biểu mẫu đã thay đổi từ khi tải phiếu này. Chỉ những chỉ tiêu còn trong biểu mẫu được"
            " đọc. Hãy xem từng ô trước khi ghi."
        )


def exported(book: ReadWorkbook, submission: Submission) -> Export:
    facts = facts_in(book.ids)
    if not is_genuine(facts) or facts.get("sheet") != str(submission.pk):
        return NO_EXPORT
    return Export(
        was=_under(facts, "was."),
        versions={code: int(fact) for code, fact in _under(facts, "version.").items()},
        notes=_under(facts, "note."),
    )


def _under(facts: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): fact for key, fact in facts.items() if key.startswith(prefix)}


def answers(
    book: ReadWorkbook, pages: Sequence[Page], by_code: Mapping[str, FormIndicator]
) -> Iterator[Match]:
    """Every answer of the workbook that still has its name and its line."""
    by_name = {page.name: page for page in pages}
    beside = {page.name: list(_headings(page)) for page in pages}
    for address, code in answers_in(book.ids).items():
        name, _, place = address.rpartition("!")
        page = by_name.get(name.strip("'"))
        number, column = _place(place)
        if page is None or code not in by_code or not number:
            continue
        columns = next((c for top, c in reversed(beside[page.name]) if top < number), {})
        row = page.rows.get(number, {})
        state, reason, note = (
            word.text if (word := row.get(columns.get(heading, 0))) else "" for heading in _BESIDE
        )
        found = Row(
            key=f"{page.number}!{number}", page=page, number=number, name=by_code[code].name,
            value=row.get(column), value_column=column, state=state, reason=reason, note=note,
        )  # fmt: skip
        yield Match(found, by_code[code], How.ID)


def _headings(page: Page) -> Iterator[tuple[int, dict[str, int]]]:
    """Rows that head the columns beside an answer, from the top."""
    for number in sorted(page.rows):
        found = {word.text: column for column, word in page.rows[number].items()}
        if STATE_HEADING in found:
            yield number, {name: found[name] for name in _BESIDE if name in found}


def _place(address: str) -> tuple[int, int]:
    """Row and column of "$G$12"."""
    letters, digits = "", ""
    for char in address.replace("$", ""):
        if char.isdecimal():
            digits += char
        else:
            letters += char
    column = 0
    for char in letters:
        column = column * 26 + ord(char.upper()) - ord("A") + 1
    return int(digits or 0), column
