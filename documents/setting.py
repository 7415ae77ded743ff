"""The official document made ready to be set: its lines, labels and end marks, in no file format.

``documents.pdf`` and ``documents.word`` draw the same setting, so that both break a title alike.
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from documents.structure import (
    END_MARK,
    Align,
    Article,
    Block,
    Bullet,
    Cell,
    Chart,
    Heading,
    Letterhead,
    Level,
    OfficialDocument,
    Paragraph,
    Part,
    Picture,
    Row,
    RowKind,
    Run,
    Table,
    numbered,
)
from documents.wrapping import balanced_lines

# Text widths in millimetres and sizes in points, as official.css and the DOCX set them.
LEFT_ROOM, TEXT_ROOM, WIDE_TEXT_ROOM = 70.0, 160.0, 245.0
HEAD_SIZE, SUBJECT_SIZE, ATTACHED_SIZE, TABLE_TITLE_SIZE = 12, 14, 13, 13
# Mục II.5.b: below the number of a công văn, not as wide as the bodies above it.
BRIEF_SIZE, BRIEF_ROOM = 12, 62.0
# What the title of a numbered table or of a chart may fill, so that it stands in the middle.
TABLE_TITLE_ROOM = 140.0


def setting(document: OfficialDocument) -> dict[str, Any]:
    """What ``templates/documents/official.html`` reads: strings to be set as they stand."""
    annexes = [
        {
            "label": label,
            "title": annex.title,
            "lines": _title_lines(
                annex.title, room=WIDE_TEXT_ROOM if annex.is_landscape else TEXT_ROOM
            ),
            "page": "annex wide" if annex.is_landscape else "annex",
            "attached": balanced_lines(
                document.attached_to,
                room=WIDE_TEXT_ROOM if annex.is_landscape else TEXT_ROOM,
                size=ATTACHED_SIZE,
                style="Italic",
            ),
            "blocks": list(_shown(numbered(annex.blocks), closing="", key=f"a{index}")),
        }
        for index, (label, annex) in enumerate(document.numbered_annexes())
    ]
    body = document.numbered_body()
    room = WIDE_TEXT_ROOM if document.is_landscape else TEXT_ROOM
    return {
        "document": document,
        "letterhead": _letterhead_lines(document.letterhead),
        "subject": _wrapped(document.subject, room=room, size=SUBJECT_SIZE, style="Bold"),
        "brief": _brief(document) if document.is_letter else [],
        "authority": _title_lines(document.authority, room=room) if document.authority else [],
        "bases": _closed_list(document.legal_bases),
        "addressees": _closed_list(document.addressees),
        "recipients": _closed_list(document.distribution),
        "blocks": list(
            _shown(body, closing=document.closing, key="b", ends=document.is_administrative)
        ),
        "annexes": annexes,
    }


def _brief(document: OfficialDocument) -> list[str]:
    about = " ".join(document.subject)
    return balanced_lines(f"V/v {about}", room=BRIEF_ROOM, size=BRIEF_SIZE, style="Regular")


def _letterhead_lines(letterhead: Letterhead) -> dict[str, list[str]]:
    parent = tuple(line.upper() for line in letterhead.parent_body)
    issuer = tuple(line.upper() for line in letterhead.issuing_body)
    return {
        "parent": _wrapped(parent, room=LEFT_ROOM, size=HEAD_SIZE, style="Regular"),
        "issuer": _wrapped(issuer, room=LEFT_ROOM, size=HEAD_SIZE, style="Bold"),
    }


def _wrapped(lines: tuple[str, ...], *, room: float, size: float, style: str) -> list[str]:
    return [
        part for line in lines for part in balanced_lines(line, room=room, size=size, style=style)
    ]


def _title_lines(title: str, *, room: float) -> list[str]:
    return balanced_lines(title.upper(), room=room, size=SUBJECT_SIZE, style="Bold")


def _closed_list(lines: tuple[str, ...]) -> list[str]:
    """Semicolons between, a full stop at the end, whatever the lines ended with."""
    bare = [line.rstrip(" .;") for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def _shown(
    blocks: Iterator[tuple[str, Block]], *, closing: str, key: str, ends: bool = True
) -> Iterator[dict[str, Any]]:
    """The blocks as the template reads them; the last text of a document carries the end mark.

    Phụ lục I, Phần V, Mẫu 1.4 and 2.1: "./." ends the text and each annex.
    """
    listed = list(blocks)
    if closing:
        listed.append(("", Paragraph((Run(closing),))))
    for index, (label, block) in enumerate(listed):
        is_last = ends and index == len(listed) - 1
        yield _shown_block(label, block, is_last=is_last, key=f"{key}-{index}")


def _shown_block(label: str, block: Block, *, is_last: bool, key: str) -> dict[str, Any]:
    match block:
        case Part(title):
            lines = _title_lines(title, room=TEXT_ROOM)
            return {"shape": "part", "label": label, "title": title, "lines": lines}
        case Heading(level, title, is_sentence):
            shown = Level.POINT if is_sentence else Level(level)
            return {
                "shape": f"heading{int(shown)}",
                "label": label,
                "title": _end(title) if is_last else title,
            }
        case Article(runs) | Paragraph(runs) | Bullet(runs):
            shape = type(block).__name__.lower()
            return {"shape": shape, "label": label, "runs": _ended(runs) if is_last else runs}
        case Picture():
            return {
                "shape": "picture",
                "address": address(block),
                "picture": block,
                "ends": is_last,
            }
        case Chart():
            table = replace(block.table, title=block.title, note=block.note, is_numbered=True)
            return {
                **_shown_table(table, label, is_last=is_last, key=key),
                "shape": "chart",
                "address": address(block),
                "chart": block,
            }
        case Table():
            return _shown_table(block, label, is_last=is_last, key=key)


def _shown_table(table: Table, label: str, *, is_last: bool, key: str) -> dict[str, Any]:
    return {
        "shape": "table",
        "key": key,
        "table": table,
        "title": _table_title(f"{label}. {table.title}") if label else [table.title],
        "rows": [_shown_row(table, row) for row in table.rows],
        "ends": is_last,
    }


def _table_title(title: str) -> list[str]:
    return balanced_lines(title, room=TABLE_TITLE_ROOM, size=TABLE_TITLE_SIZE, style="Bold")


def _ended(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    last = runs[-1]
    return (*runs[:-1], Run(_end(last.text), last.bold, last.italic))


def _end(text: str) -> str:
    return text.rstrip(" .;/") + END_MARK


def _shown_row(table: Table, row: Row) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    position = 0
    for cell in row.cells:
        cells.append({"cell": cell, "align": _align(table, row, cell, position)})
        position += cell.colspan
    return {"kind": row.kind.value, "cells": cells}


def _align(table: Table, row: Row, cell: Cell, position: int) -> str:
    if cell.colspan > 1:
        return "center" if row.kind is RowKind.TOTAL else ""
    align = table.columns[position].align
    return "" if align is Align.LEFT else align.value


def address(picture: Picture | Chart) -> str:
    """By what it shows, so that the same document always gives the same bytes."""
    if isinstance(picture, Chart):
        return f"portal:charts/{sha256(picture.svg.encode()).hexdigest()}"
    return f"portal:pictures/{sha256(picture.image).hexdigest()}"
