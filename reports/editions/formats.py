"""The files that a report is sealed as."""

from enum import StrEnum


class Format(StrEnum):
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"


MIME_TYPES = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}
