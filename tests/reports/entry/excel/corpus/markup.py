"""Workbooks written part by part: as Excel, WPS, LibreOffice, Google Sheets and report generators
write them, with what openpyxl never writes. They imitate those programs; none of them was run."""

import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.reports.entry.excel import packages
from tests.reports.entry.excel.corpus.case import (
    ANSWERS,
    LINES,
    Case,
    Told,
    cells_of,
    n,
    standard_rows,
)
from tests.reports.entry.excel.packages import Parts, cell, number, parts, sheet, workbook, zipped
from vhtt_portal.files.workbook.content import Kind

_STANDARD = cells_of(standard_rows())


def rows(**changed: str) -> str:
    """The standard table as rows; ``D3="<c …/>"`` writes that cell otherwise."""
    written = []
    for at, values in enumerate(standard_rows(), start=1):
        cells = "".join(
            changed.get(address, _cell(address, value))
            for address, value in zip((f"{c}{at}" for c in "ABCDE"), [*values, ""], strict=True)
        )
        written.append(f'<row r="{at}">{cells}</row>')
    return "".join(written)


def _cell(address: str, value: object) -> str:
    if value == "":
        return ""
    return cell(address, value) if isinstance(value, str) else number(address, str(value))


def _case(name: str, content: bytes, doubts: Sequence[str] = (), **told: Told | str | None) -> Case:
    """A case whose cells are those of the standard table but for those told."""
    cells = {at: words for at, words in (_STANDARD | told).items() if words is not None}
    answers = {code: text for code, text in ANSWERS.items() if code not in doubts}
    return Case(name, lambda: content, {"Biểu": cells}, answers, frozenset(doubts))


def _shared() -> bytes:
    """Strings in a part of their own, one of them in runs, one with a reading aid."""
    texts = [str(value) for row in standard_rows() for value in row if isinstance(value, str)]
    items = [f"<t>{escape(text)}</t>" for text in texts]
    items[texts.index("Hộ gia đình")] = (
        '<r><t xml:space="preserve">Hộ </t></r>'
        '<r><rPr><b/><rFont val="Arial"/></rPr><t>gia đình</t></r>'
    )
    items[texts.index("Đám tang")] = (
        '<t>Đám tang</t><rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr fontId="0"/>'
    )
    at = 0
    written = []
    for row, values in enumerate(standard_rows(), start=1):
        cells = ""
        for column, value in zip("ABCD", values, strict=True):
            is_text = isinstance(value, str)
            cells += f'<c r="{column}{row}"' + (
                f' t="s"><v>{at}</v></c>' if is_text else f"><v>{value}</v></c>"
            )
            at += is_text
        written.append(f"<row>{cells}</row>")
    return workbook(sheet("".join(written)), shared=packages.strings(*items))


def _excel_like() -> bytes:
    """The marks that Excel leaves: compatibility, spans, descents, table, printer settings."""
    before = (
        '<sheetPr filterMode="0"/><dimension ref="A1:D9"/>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1"/></sheetView>'
        '</sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        '<cols><col min="1" max="1" width="5" customWidth="1"/></cols>'
    )
    after = (
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" r:id="rId1"/>'
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x/></ext></extLst>'
    )
    more = {
        "xl/printerSettings/printerSettings1.bin": b"H\0P\0 \0L\0J\0" + bytes(200),
        "xl/worksheets/_rels/sheet1.xml.rels": packages.relationships(
            [f"{packages.LINKS}/printerSettings|../printerSettings/printerSettings1.bin"]
        ),
        "docProps/app.xml": b"<Properties><Application>Microsoft Excel</Application></Properties>",
        "xl/theme/theme1.xml": b"<theme/>",
        "customXml/item1.xml": b"<b/>",
    }
    body = rows().replace("<row ", '<row spans="1:4" x14ac:dyDescent="0.25" ')
    part = sheet(body, before=before, after=after).replace(
        b"<worksheet ",
        b'<worksheet xmlns:x14ac="urn:x14ac" mc:Ignorable="x14ac" xmlns:mc="urn:mc" ',
    )
    return workbook(
        part, more=more,
        workbook='<calcPr calcId="191029"/>',
        more_types='<Default Extension="bin" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.printerSettings"/>',
    )  # fmt: skip


def _renamed(made: Parts, changes: Sequence[tuple[bytes, bytes]]) -> Parts:
    for old, new in changes:
        made = {name: part.replace(old, new) for name, part in made.items()}
    return made


def _prefixed() -> bytes:
    """Every element of the main namespace under a prefix, as some generators write."""
    made = parts(sheet(rows()))
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        text = (
            made[name].decode().replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
        )
        made[name] = text.replace("<x:?xml", "<?xml").replace("xmlns=", "xmlns:x=").encode()
    return zipped(made)


def _strict() -> bytes:
    """ISO 29500 Strict: other namespaces, dates written out."""
    dated = rows(E2='<c r="E2" t="d"><v>2020-12-14</v></c>')
    return zipped(
        _renamed(
            parts(sheet(dated)),
            [
                (packages.MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
                (
                    packages.LINKS.encode(),
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            ],
        )
    )


def _absolute() -> bytes:
    made = parts(sheet(rows()))
    return zipped(
        _renamed(
            made,
            [(b'Target="worksheets', b'Target="/xl/worksheets'), (b'Target="xl/', b'Target="/xl/')],
        )
    )


def _with_styles(*formats: tuple[str, str], **changed: str) -> bytes:
    return workbook(sheet(rows(**changed)), styled=packages.styles(*formats))


_COMPUTED = {
    "D2": '<c r="D2"><f>SUM(F2:G2)</f><v>12345</v></c>',
    "D3": '<c r="D3"><f t="shared" ref="D3:D4" si="0">F3*1</f><v>3210</v></c>',
    "D4": '<c r="D4"><f t="shared" si="0"/><v>415</v></c>',
    "D5": '<c r="D5"><f t="array" ref="D5">SUM(F5:F6)</f><v>42</v></c>',
    "C2": '<c r="C2" t="str"><f>"người"&amp;""</f><v>người</v></c>',
    "E2": '<c r="E2" t="str"><f>IF(D2="","thiếu","")</f><v></v></c>',
}
_STALE = {
    "D3": '<c r="D3"><f>F3+G3</f><v>0</v></c>',
    "D5": '<c r="D5"><f>F5</f><v>0</v></c>',
}
_BLANKS = '<row r="1048576" ht="0"><c r="XFD1048576" s="0"/></row>'
_MERGED = '<mergeCells count="2"><mergeCell ref="C3:C5"/><mergeCell ref="F1:G2"/></mergeCells>'

_WRITTEN = (
    _case("texts inside the cells", workbook(sheet(rows()))),
    _case("shared strings in runs, no addresses", _shared()),
    _case("as Excel saves it", _excel_like()),
    _case("prefixed elements", _prefixed()),
    _case("strict namespaces, dates written out", _strict(), E2=Told("14/12/2020", Kind.DATE)),
    _case("absolute targets, as Google Sheets writes", _absolute()),
    _case("packed without compression", zipped(parts(sheet(rows())), zipfile.ZIP_STORED)),
    _case("a false dimension", workbook(sheet(rows(), before='<dimension ref="A1:B2"/>'))),
    _case("a dimension of the whole sheet", workbook(sheet(rows(), before='<dimension ref="A1:XFD1048576"/>'))),
    _case("empty cells with a style to the sheet's end", workbook(sheet(rows() + _BLANKS))),
    _case("rows in another order",
          workbook(sheet("".join(f"{row}</row>" for row in reversed(rows().split("</row>")[:-1]))))),
)  # fmt: skip

_VALUES = (
    _case(
        "formulas with their values", workbook(sheet(rows(**_COMPUTED))),
        D2=n("12345", is_formula=True), D3=n("3210", is_formula=True), D4=n("415", is_formula=True),
        D5=n("42", is_formula=True), C2=Told("người", is_formula=True),
    ),
    _case(
        "formulas to be computed on opening, with zeros for values",
        workbook(sheet(rows(**_STALE)), workbook='<calcPr calcId="124519" fullCalcOnLoad="1"/>'),
        ["DC.HO", "PT.CUOI"],
        D3=Told("=F3+G3", Kind.UNCOMPUTED, is_formula=True),
        D5=Told("=F5", Kind.UNCOMPUTED, is_formula=True),
    ),
    _case(
        "errors, cached and typed",
        workbook(sheet(rows(
            D3='<c r="D3" t="e"><f>Sheet9!A1</f><v>#REF!</v></c>',
            D5='<c r="D5" t="e"><v>#N/A</v></c>',
        ))),
        ["DC.HO", "PT.CUOI"],
        D3=Told("#REF!", Kind.ERROR, is_formula=True), D5=Told("#N/A", Kind.ERROR),
    ),
    _case(
        "numbers that are none",
        workbook(sheet(rows(
            D2=number("D2", "1e999"), D3=number("D3", "NaN"), D4=number("D4", "-INF"),
            D5=number("D5", "4２"), D6=number("D6", "1_0"), D7=number("D7", "0x1F"),
        ))),
        ["DC.DANSO", "DC.HO", "GD.HO_MOTTHEHE", "PT.CUOI", "PT.CUOI_VANMINH", "PT.TANG"],
        D2=Told("1e999", Kind.ERROR), D3=Told("NaN", Kind.ERROR), D4=Told("-INF", Kind.ERROR),
        D5=Told("4２", Kind.ERROR), D6=Told("1_0", Kind.ERROR), D7=Told("0x1F", Kind.ERROR),
    ),
    _case(
        "numbers as computers store them",
        workbook(sheet(rows(
            D2=number("D2", "1.2345E4"), D3=number("D3", "3210.0"),
            D8=number("D8", "1234.4999999999998"), E2=number("E2", "98.079999999999998"),
            E3=number("E3", "1E-3"), E4=number("E4", "123456789012345678"),
        ))),
        D8=n("1234,5"), E2=n("98,08"), E3=n("0,001"), E4=n("123456789012345678"),
    ),
    _case(
        "escaped characters",
        workbook(sheet(rows(
            B3=cell("B3", "Hộ_x0020_gia_x000D__x000A_đình"), E2=cell("E2", "_x005F_x0041_ _xD800_"),
        ))),
        E2="_x0041_ _xD800_",
    ),
    _case(
        "a letter number written as text", workbook(sheet(rows(D5='<c r="D5" t="str"><v>42</v></c>'))),
        D5="42",
    ),
)  # fmt: skip

_DATED = {"E2": number("E2", "44179", 1), "E3": number("E3", "60", 1), "E4": number("E4", "1.5", 2),
          "E5": number("E5", "-1", 1), "E6": number("E6", "1.0625", 3), "E7": number("E7", "0.3125", 2),
          "E8": number("E8", "9999999", 1)}  # fmt: skip
_DATE_FORMATS = (
    ("Arial", '[$-42A]dd"/"mm\\/yyyy;@'),
    ("Arial", "d/m/yy h:mm"),
    ("Arial", "[h]:mm"),
)
_SHOWN = (
    _case(
        "dates of all kinds", _with_styles(*_DATE_FORMATS, **_DATED),
        E2=Told("14/12/2020", Kind.DATE), E3=Told("29/02/1900", Kind.DATE),
        E4=Told("01/01/1900 12:00", Kind.DATE), E5=Told("-1", Kind.ERROR),
        E6=Told("25:30", Kind.DATE), E7=Told("07:30", Kind.DATE), E8=Told("9999999", Kind.ERROR),
    ),
    _case(
        "days counted from 1904",
        workbook(
            sheet(rows(E2=number("E2", "42717", 1))), styled=packages.styles(*_DATE_FORMATS),
            workbook='<workbookPr date1904="1"/>',
        ),
        E2=Told("14/12/2020", Kind.DATE),
    ),
    _case(
        "formats with words, colours and conditions",
        _with_styles(
            ("Arial", '#,##0\\ "đám dd/mm"'), ("Arial", '[Red][>100]#,##0.0;0.0'), ("Arial", "General"),
            D5=number("D5", "42", 1), D8=number("D8", "1234.5", 2), D2=number("D2", "12345", 3),
        ),
        D8=n("1.234,5"),
    ),
    _case(
        "a style that is not there", workbook(sheet(rows(D5=number("D5", "42", 99)))),
    ),
)  # fmt: skip

_COVERED = (
    _case(
        "values under merged areas",
        workbook(sheet(rows(), after=_MERGED)),
        C4=Told(LINES[2].unit, is_hidden=True), C5=Told(LINES[3].unit, is_hidden=True),
    ),
    _case(
        "rows without height, columns without width",
        workbook(sheet(
            rows().replace('<row r="5">', '<row r="5" ht="0" customHeight="1">'),
            before='<cols><col min="3" max="3" width="0" customWidth="1"/></cols>',
        )),
        ["PT.CUOI"],
        **{f"C{at}": Told(str(row[2]), is_hidden=True) for at, row in enumerate(standard_rows(), start=1)},
        A5=n("4", is_hidden=True), B5=Told("Đám cưới", is_hidden=True), D5=n("42", is_hidden=True),
    ),
)  # fmt: skip


def _chart_between() -> bytes:
    made = parts({"Biểu": sheet(rows()), "Đồ thị": b"<chartsheet/>"})
    return zipped(
        _renamed(
            made,
            [
                (
                    b'relationships/worksheet" Target="worksheets/sheet2',
                    b'relationships/chartsheet" Target="worksheets/sheet2',
                )
            ],
        )
    )


_SHEETS = (_case("a sheet that is a chart", _chart_between()),)

CASES = (*_WRITTEN, *_VALUES, *_SHOWN, *_COVERED, *_SHEETS)
