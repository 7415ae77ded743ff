"""What is wrong inside the parts: their markup, and how much a sheet holds or says."""

import random
from collections.abc import Callable

from tests.reports.entry.excel import packages
from tests.reports.entry.excel.packages import (
    LINKS,
    cell,
    number,
    parts,
    relationships,
    sheet,
    workbook,
    zipped,
)

Kind = Callable[[random.Random], bytes]
_MB = 1024 * 1024
_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


# --- Markup ------------------------------------------------------------------------------------


def _declared(
    doctype: str, part: str = "xl/worksheets/sheet1.xml", encoding: str = "utf-8"
) -> Kind:
    def make(chance: random.Random) -> bytes:
        made = parts(sheet(_ROW))
        text = made[part].decode().partition("?>")[2]
        made[part] = (doctype + text.replace("<v>1</v>", "<v>&e;</v>")).encode(encoding)
        return zipped(made)

    return make


_LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY e "&a;&a;">]>'
_BILLION = (
    '<!DOCTYPE l [<!ENTITY a0 "haha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + '<!ENTITY e "&a9;">]>'
)
_QUADRATIC = f'<!DOCTYPE l [<!ENTITY e "{"x" * 50_000}">]>'
_FILE = '<!DOCTYPE l [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_WEB = '<!DOCTYPE l [<!ENTITY e SYSTEM "http://127.0.0.1:1/x">]>'
_PARAMETER = '<!DOCTYPE l [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd">%p;]>'


def _deep(chance: random.Random) -> bytes:
    depth = chance.randint(10_000, 200_000)
    return workbook(sheet("<a>" * depth + "</a>" * depth))


def _attributes(chance: random.Random) -> bytes:
    told = " ".join(f'a{n}="1"' for n in range(chance.randint(1000, 100_000)))
    return workbook(sheet(f'<row r="1" {told}><c r="A1"><v>1</v></c></row>'))


def _long_name(chance: random.Random) -> bytes:
    name = "a" + chance.randbytes(chance.randint(1, 3) * _MB).hex()
    return workbook(sheet(f"<{name}/>{_ROW}"))


def _encoded(encoding: str, declared: str) -> Kind:
    def make(chance: random.Random) -> bytes:
        made = parts(sheet(_ROW))
        part = made["xl/worksheets/sheet1.xml"].decode().replace("UTF-8", declared)
        made["xl/worksheets/sheet1.xml"] = part.encode(encoding)
        return zipped(made)

    return make


# --- Sheets ------------------------------------------------------------------------------------


def _far_cell(chance: random.Random) -> bytes:
    at = chance.choice(("XFD1048576", "A1048576", "XFD1", "GS20", "B20001", "ZZZ9999999"))
    return workbook(sheet(f'<row r="1">{cell(at, "x")}</row>'))


def _huge_merge(chance: random.Random) -> bytes:
    count = chance.randint(1, 5000)
    areas = '<mergeCell ref="A1:ZZ20000"/>' * count
    rows = "".join(f'<row r="{n}">{number(f"A{n}", "1")}</row>' for n in range(1, 1000))
    return workbook(sheet(rows, after=f"<mergeCells>{areas}</mergeCells>"))


def _many_rows(chance: random.Random) -> bytes:
    rows = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(chance.randint(20_001, 100_000)))
    return workbook(sheet(rows))


def _many_empty_rows(chance: random.Random) -> bytes:
    return workbook(
        sheet("".join(f'<row r="{n}"/>' for n in range(1, chance.randint(10**5, 6 * 10**5))))
    )


def _many_cells(chance: random.Random) -> bytes:
    cells = [
        f"<c><v>{chance.getrandbits(40)}</v></c>"
        for _ in range(chance.randint(2 * 10**5 + 1, 4 * 10**5))
    ]
    rows = "".join(
        f"<row>{''.join(cells[at : at + 190])}</row>" for at in range(0, len(cells), 190)
    )
    return workbook(sheet(rows))


def _many_empty_cells(chance: random.Random) -> bytes:
    cells = "".join(
        f'<c s="{chance.getrandbits(20)}"/>'
        for _ in range(chance.randint(5 * 10**5 + 1, 8 * 10**5))
    )
    return workbook(sheet(f"<row>{cells}</row>"))


def _one_string_everywhere(chance: random.Random) -> bytes:
    cells = '<c t="s"><v>0</v></c>' * 150
    row = f"<row>{cells}</row>"
    shared = packages.strings(f"<t>{'x' * 32_000}</t>")
    return workbook(sheet(row * chance.randint(3, 200)), shared=shared)


def _many_strings(chance: random.Random) -> bytes:
    made = [f"<t>{n}</t>" for n in range(chance.randint(200_001, 400_000))]
    return workbook(sheet(_ROW), shared=packages.strings(*made))


def _many_runs(chance: random.Random) -> bytes:
    runs = "".join(
        f"<r><t>{chance.getrandbits(30)}</t></r>" for _ in range(chance.randint(10**5, 3 * 10**5))
    )
    return workbook(sheet('<row><c t="s"><v>0</v></c></row>'), shared=packages.strings(runs))


def _long_text(chance: random.Random) -> bytes:
    text = chance.randbytes(chance.randint(1, 8) * _MB // 2).hex()
    return workbook(sheet(f"<row>{cell('A1', text)}</row>"))


def _string_at(index: str) -> Kind:
    return lambda chance: workbook(
        sheet(f'<row><c t="s"><v>{index}</v></c></row>'), shared=packages.strings("<t>a</t>")
    )


def _value(raw: str, kind: str = "n", style: int = 0) -> Kind:
    return lambda chance: workbook(
        sheet(f'<row><c r="A1" t="{kind}" s="{style}"><v>{raw}</v></c></row>'),
        styled=packages.styles(
            ("a", "dd/mm/yyyy"), ("a", "[h]:mm"), ("a", "0.00%"), ("a", "0" * 250)
        ),
    )


def _many_styles(chance: random.Random) -> bytes:
    formats = [("F" * 50, f"0.{'0' * (n % 200)}") for n in range(chance.randint(5000, 30_000))]
    return workbook(sheet(_ROW), styled=packages.styles(*formats))


def _many_sheets(chance: random.Random) -> bytes:
    return workbook({f"S{n}": sheet(_ROW) for n in range(chance.randint(21, 150))})


def _one_part_many_sheets(chance: random.Random) -> bytes:
    made = parts({f"S{n}": sheet(_ROW) for n in range(19)})
    body = sheet("".join(f"<row><c><v>{n}</v></c></row>" for n in range(19_000)))
    made["xl/worksheets/sheet1.xml"] = body
    made["xl/_rels/workbook.xml.rels"] = relationships(
        [f"{LINKS}/worksheet|worksheets/sheet1.xml"] * 19
    )
    return zipped(made)


def _same_cell_twice(chance: random.Random) -> bytes:
    return workbook(sheet(f"<row>{cell('A1', 'x')}{cell('A1', 'y')}</row>"))


def _names(chance: random.Random) -> bytes:
    names = "".join(
        f'<definedName name="o.X{n}">{chance.choice(("Biểu!$A$1", "#REF!", chance.randbytes(900).hex(), "A1:B2"))}</definedName>'
        for n in range(chance.randint(100, 5000))
    )
    return workbook(sheet(_ROW), workbook=f"<definedNames>{names}</definedNames>")


def _formula(text: str) -> Kind:
    return lambda chance: workbook(sheet(f'<row><c r="A1"><f>{text}</f><v>1</v></c></row>'))


KINDS: dict[str, Kind] = {
    # markup
    "a document type": _declared("<!DOCTYPE x>"), "entities": _declared(_LAUGHS),
    "a billion laughs": _declared(_BILLION), "quadratic": _declared(_QUADRATIC),
    "a file as entity": _declared(_FILE), "an address as entity": _declared(_WEB),
    "a parameter entity": _declared(_PARAMETER),
    "entities in UTF-16": _declared(_FILE, encoding="utf-16"),
    "entities in the workbook": _declared(_FILE, "xl/workbook.xml"),
    "entities in relations": _declared(_FILE, "_rels/.rels"),
    "deep": _deep, "attributes": _attributes, "a long name": _long_name,
    "EBCDIC": _encoded("cp037", "cp037"), "a false encoding": _encoded("utf-8", "UTF-16"),
    "UTF-7": _encoded("utf-7", "UTF-7"),
    # sheets
    "a far cell": _far_cell, "huge merged areas": _huge_merge, "many rows": _many_rows,
    "many empty rows": _many_empty_rows, "many cells": _many_cells,
    "many empty cells": _many_empty_cells, "one string everywhere": _one_string_everywhere,
    "many strings": _many_strings, "many runs": _many_runs, "a long text": _long_text,
    "a string not there": _string_at("9"), "a string before the first": _string_at("-1"),
    "no number": _value("1e999"), "no date": _value("-1e308", style=1),
    "a long span": _value("9e15", style=2), "a padded number": _value("1e300", style=4),
    "no kind": _value("x", kind="zzz"), "many styles": _many_styles, "many sheets": _many_sheets,
    "one part, many sheets": _one_part_many_sheets, "a cell twice": _same_cell_twice,
    "names": _names, "a program's name": _formula("cmd|'/C calc'!A0"),
}  # fmt: skip
