"""Workbooks written part by part, for what no library writes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Parts = dict[str, bytes]


def sheet(rows: str, *, before: str = "", after: str = "", root: str = "worksheet") -> bytes:
    """A worksheet's part; ``rows`` is what stands in its data."""
    return (
        f'{HEAD}<{root} xmlns="{MAIN}" xmlns:r="{LINKS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</{root}>"
    ).encode()


def cell(address: str, text: str, style: int = 0) -> str:
    """A cell with its text in itself."""
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def number(address: str, raw: str, style: int = 0) -> str:
    return f'<c r="{address}" s="{style}"><v>{raw}</v></c>'


def styles(*formats: tuple[str, str]) -> bytes:
    """Style 0 is plain; each next one is a font and a number format."""
    fonts = "".join(f"<font><name val={quoteattr(font)}/></font>" for font, _ in formats)
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>'
        for n, (_, code) in enumerate(formats)
    )
    cells = "".join(
        f'<xf numFmtId="{164 + n if code else 0}" fontId="{n + 1}"/>'
        for n, (_, code) in enumerate(formats)
    )
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<fonts><font><name val="Times New Roman"/></font>{fonts}</fonts>'
        f'<cellXfs><xf numFmtId="0" fontId="0"/>{cells}</cellXfs></styleSheet>'
    ).encode()


def strings(*items: str) -> bytes:
    """Shared strings; each item is what stands inside its ``si``."""
    texts = "".join(f"<si>{item}</si>" for item in items)
    return f'{HEAD}<sst xmlns="{MAIN}">{texts}</sst>'.encode()


def parts(
    sheets: Mapping[str, bytes] | bytes,
    *,
    styled: bytes = b"",
    shared: bytes = b"",
    workbook: str = "",
    states: Mapping[str, str] | None = None,
    more: Mapping[str, bytes] | None = None,
    more_types: str = "",
    more_links: str = "",
) -> Parts:
    """The parts of a whole workbook; ``workbook`` is XML after its list of sheets."""
    named = {"Biểu": sheets} if isinstance(sheets, bytes) else sheets
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"'
        f' state="{(states or {}).get(name, "visible")}"/>'
        for n, name in enumerate(named, start=1)
    )
    links = [f"{LINKS}/worksheet|worksheets/sheet{n}.xml" for n in range(1, len(named) + 1)]
    made = {f"xl/worksheets/sheet{n}.xml": part for n, part in enumerate(named.values(), start=1)}
    types = [f"/{path}|{SPREADSHEET}.worksheet+xml" for path in made]
    for path, part, kind in (
        ("styles", styled, "styles"), ("sharedStrings", shared, "sharedStrings"),
    ):  # fmt: skip
        if part:
            made[f"xl/{path}.xml"] = part
            links.append(f"{LINKS}/{kind}|{path}.xml")
            types.append(f"/xl/{path}.xml|{SPREADSHEET}.{kind}+xml")
    return {
        "[Content_Types].xml": _types(types, more_types),
        "_rels/.rels": relationships([f"{LINKS}/officeDocument|xl/workbook.xml"]),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets>'
            f"{workbook}</workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": relationships(links, more_links),
        **made,
        **(more or {}),
    }


def relationships(links: Sequence[str], more: str = "") -> bytes:
    """Each link is its type, a bar and its target."""
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, _, target) in enumerate((link.partition("|") for link in links), start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{told}{more}</Relationships>'.encode()


def _types(types: Sequence[str], more: str) -> bytes:
    told = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        for name, _, kind in (entry.partition("|") for entry in types)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
        f"{told}{more}</Types>"
    ).encode()


def zipped(made: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as package:
        for name, part in made.items():
            package.writestr(name, part)
    return out.getvalue()


def workbook(sheets: Mapping[str, bytes] | bytes, **told: object) -> bytes:
    return zipped(parts(sheets, **told))  # type: ignore[arg-type]
