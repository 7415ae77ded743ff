"""The files that a report is sealed as."""

from enum import StrEnum

from documents import word


class Format(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"


MIME_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: word.MEDIA_TYPE,
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}
