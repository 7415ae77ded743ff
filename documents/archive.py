"""What makes a drawn PDF fit to be kept for decades and read by anybody.

PDF/A-3a (ISO 19005-3): whatever a reader needs is inside, with the data that the paper was written
from; PDF/UA-1 (ISO 14289-1): tags that a screen reader follows. The renderer does most of it;
``finish`` adds what it leaves out or gets wrong. No date but the paper's own is in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from documents import signature_place

if TYPE_CHECKING:  # it needs system libraries and half a second: only a render loads it
    from pydyf import PDF
    from weasyprint import Attachment
    from weasyprint.document import Document
    from weasyprint.urls import URLFetcher

VARIANT = "pdf/a-3a"
# What a paper without a day of its own says of its files' day: PDF/A wants one.
_NO_DAY = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside of the PDF; ``description`` says in a few words what it holds."""

    name: str
    description: str
    content: bytes
    media_type: str

    @property
    def address(self) -> str:
        return f"portal:enclosed/{self.name}"


def attachments(
    enclosed: Sequence[Enclosure], *, day: date | None, fetcher: "URLFetcher"
) -> "list[Attachment]":
    """As the renderer takes them: in the order of names, in which the file lists them."""
    from weasyprint import Attachment

    at = datetime.combine(day or _NO_DAY, time())
    return [
        Attachment(
            url=each.address, url_fetcher=fetcher, name=each.name, description=each.description,
            created=at, modified=at, relationship="Data",
        )
        for each in sorted(enclosed, key=lambda each: each.name)
    ]  # fmt: skip


def finish(document: "Document", pdf: "PDF") -> None:
    import pydyf  # noqa: PLC0415 - only a render loads it

    # An empty form: a signature put into it later changes nothing else of the file.
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array()})
    if "AF" in pdf.catalog:  # each file stands there twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    signature_place.mark(document, pdf)
    _mend_structure(pdf)
    _say_it_is_accessible(pdf)


def _mend_structure(pdf: "PDF") -> None:
    """ISO 14289-1, 7.4.2: no level of headings is left out, as "I." without a "Phần" above it would.

    7.5: below a head of several rows the renderer leads cells to others' heads.
    """
    above: list[int] = []
    for element in pdf.objects:
        match element:
            case {"S": "/H1" | "/H2" | "/H3" | "/H4" as tag}:
                level = int(tag[-1])
                above = [*(each for each in above if each < level), level]
                element["S"] = f"/H{len(above)}"
            case {"S": "/TH", "A": attributes}:
                attributes["Scope"] = "/Column"
            case {"S": "/TD", "A": attributes}:
                attributes.pop("Headers", None)


def _say_it_is_accessible(pdf: "PDF") -> None:
    """ISO 14289-1, clause 5, in the metadata; ISO 19005-3, 6.6.2.3: which tell of the new word."""
    metadata: Any = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    [packet] = metadata.stream
    metadata.stream = [packet.replace(b"</rdf:RDF>", _ACCESSIBLE.encode() + b"</rdf:RDF>")]


_SCHEMA = """
<rdf:Description rdf:about="" xmlns:pdfuaid="{id}" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>{id}</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_ACCESSIBLE = _SCHEMA.format(id="http://www.aiim.org/pdfua/ns/id/")
