"""A unit's own report: its main figures in sentences, its own words, the form as annex."""

from collections.abc import Iterator
from dataclasses import replace

from documents.issuer import Issuer
from documents.kinds import REPORT
from documents.structure import (
    Annex,
    Block,
    Bullet,
    Heading,
    Level,
    OfficialDocument,
    Paragraph,
    Run,
    bullet,
    paragraph,
)
from reports.catalogue import queries as catalogue
from reports.catalogue.templates import Text, WordSlot, parse, slots
from reports.entry.lines import Sheet, SheetSection
from reports.entry.models import Remark
from reports.entry.papers.form_paper import counted_from, figures_table
from reports.entry.papers.issuer import issuer
from reports.entry.papers.sentences import section_sentences
from reports.entry.papers.signing import signature
from reports.entry.papers.words import lowered
from vhtt_portal.text import tidy

RESULTS = "Kết quả thực hiện"
_DASH = "- "
# A period of about a year is the one that the form's own subject speaks of.
_YEAR = range(350, 380)


def unit_report(sheet: Sheet) -> OfficialDocument:
    """The report of the sheet's place; a draft until its leader has approved.

    One query beside those of the sheet, and three the first time a form's outline is read. Number
    and day are left to the pen: the place gives them from a book of its own.
    """
    submission, speaks = sheet.submission, issuer(sheet.submission)
    subject, addressees = _subject(sheet), _addressees(sheet)
    return OfficialDocument(
        letterhead=speaks.letterhead,
        symbol=speaks.symbol(REPORT),
        place=speaks.place,
        kind=REPORT,
        subject=(subject,),
        addressees=addressees,
        body=tuple(_body(sheet, speaks)),
        closing=_closing(sheet, subject, speaks),
        signature=signature(submission, speaks),
        distribution=speaks.distribution("Như trên" if addressees else ""),
        annexes=(Annex(_annex_title(sheet), (figures_table(sheet),)),),
        is_draft=not submission.is_approved,
    )


def _addressees(sheet: Sheet) -> tuple[str, ...]:
    """The office reports to nobody on the portal: its own sheet is addressed to no one."""
    submission = sheet.submission
    return () if submission.is_office_own else (str(submission.period.office),)


# --- Fixed words ------------------------------------------------------------------------------


def _subject(sheet: Sheet) -> str:
    form = catalogue.report_form(sheet.submission.period.form_version)
    subject = _filled(form.subject, sheet)
    return subject or f"Kết quả thực hiện nhiệm vụ {sheet.submission.period.inside}"


def _closing(sheet: Sheet, subject: str, speaks: Issuer) -> str:
    form = catalogue.report_form(sheet.submission.period.form_version)
    return _filled(form.closing, sheet) or (
        f"Trên đây là báo cáo {lowered(subject)} của {speaks.letterhead.name}."
    )


def _filled(template: str, sheet: Sheet) -> str:
    """The office's own words about this place; nothing where they speak of more than names, or of
    a year in a period that is none."""
    period, place = sheet.submission.period, sheet.submission.locality
    if (period.ends_on - period.starts_on).days not in _YEAR:
        return ""
    own = sheet.submission.is_office_own
    below = period.office.units_word if own else period.office.villages_word
    said = {
        "year": str(period.year),
        "previous_year": str(period.year - 1),
        "next_year": str(period.year + 1),
        "place": place.formal_name,
        "units": below,
    }
    parts: list[str] = []
    for slot in slots(parse(template)):
        match slot:
            case Text(text):
                parts.append(text)
            case WordSlot(word) if word in said:
                parts.append(said[word])
            case _:
                return ""
    return tidy("".join(parts))


def _annex_title(sheet: Sheet) -> str:
    submission = sheet.submission
    return f"Biểu số liệu {submission.period.inside} của {submission.locality.formal_name}"


def _opening(sheet: Sheet, speaks: Issuer) -> str:
    period = sheet.submission.period
    asked = "".join(f" của {office}" for office in _addressees(sheet))
    # Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III.1: the text names its annex.
    return (
        f"Thực hiện chế độ báo cáo định kỳ và biểu mẫu số liệu{asked}, {speaks.letterhead.name} báo"
        f" cáo kết quả {period.inside} ({lowered(counted_from(period))}; chi tiết tại Phụ lục kèm"
        " theo) như sau:"
    )


# --- Figures and words ------------------------------------------------------------------------


def _body(sheet: Sheet, speaks: Issuer) -> Iterator[Block]:
    yield paragraph(_opening(sheet, speaks))
    spoken = [
        block
        for kind in (Remark.Kind.LIMITS, Remark.Kind.CAUSES, Remark.Kind.PROPOSALS)
        for block in _spoken(sheet, kind)
    ]
    if spoken:  # a single part needs no number of its own
        yield Heading(Level.SECTION, RESULTS)
    for section in sheet.sections:
        yield from _section(sheet, section)
    yield from _whole(sheet, Remark.Kind.RESULTS)
    yield from spoken


def _section(sheet: Sheet, section: SheetSection) -> Iterator[Block]:
    yield Heading(Level.CLAUSE, section.name)
    for sentence in section_sentences(section, sheet):
        yield bullet(sentence)
    yield from _prose(sheet, section.code, Remark.Kind.RESULTS)


def _whole(sheet: Sheet, kind: Remark.Kind) -> Iterator[Block]:
    """Words about the whole sheet below the fields of work, under a heading of their own."""
    prose = list(_prose(sheet, "", kind))
    if prose:
        yield Heading(Level.CLAUSE, kind.label)
        yield from prose


def _spoken(sheet: Sheet, kind: Remark.Kind) -> Iterator[Block]:
    """One heading of the place's own words: on everything first, then field by field."""
    fields = [block for section in sheet.sections for block in _on_field(sheet, section, kind)]
    blocks = [*_prose(sheet, "", kind), *fields]
    if blocks:
        yield Heading(Level.SECTION, kind.label)
        yield from blocks


def _on_field(sheet: Sheet, section: SheetSection, kind: Remark.Kind) -> Iterator[Block]:
    """Its first words say what they are about."""
    blocks = list(_prose(sheet, section.code, kind))
    if blocks:
        about = Run(f"Về {lowered(section.name)}: ", italic=True)
        yield replace(blocks[0], runs=(about, *blocks[0].runs))
        yield from blocks[1:]


def _prose(sheet: Sheet, section: str, kind: Remark.Kind) -> Iterator[Paragraph | Bullet]:
    remark = sheet.remarks.get((section, kind))
    lines = (tidy(line) for line in (remark.text if remark else "").split("\n"))
    for line in filter(None, lines):
        words = line.removeprefix(_DASH).strip()
        yield bullet(words) if line.startswith(_DASH) else paragraph(words)
