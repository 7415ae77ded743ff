"""Load an office with its places from a TOML file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.actions import System
from localities.actions import load_office
from localities.office_file import OfficeFileError, read_office_file


class Command(BaseCommand):
    help = "Nạp một cơ quan cùng các địa phương của cơ quan đó từ tệp TOML."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.toml")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read_office_file(options["file"])
        except OfficeFileError as refusal:
            raise CommandError(str(refusal)) from refusal
        office = load_office(content=content, by=System("load_office"))
        self.stdout.write(f"Đã nạp {office}: {len(content.places)} địa phương.")
