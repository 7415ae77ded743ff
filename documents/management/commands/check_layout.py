"""Measure a finished PDF against the layout rules of official documents."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.layout_check import check_layout
from vhtt_portal.rules import RuleError

# An office's report is a few megabytes; more is a mistake or an attack.
LARGEST = 64 * 1024 * 1024


class Command(BaseCommand):
    help = "Đo thể thức của một tệp PDF theo Nghị định 30/2020/NĐ-CP."
    # It shows no page: what the addresses lead to need not be loaded, which takes half of its time.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Tệp PDF cần đo.")

    def handle(self, *args: object, **options: Any) -> None:
        path: Path = options["file"]
        try:
            findings = check_layout(_content(path))
        except RuleError as refusal:
            raise CommandError(f"{path}: {refusal}") from refusal
        for finding in findings:
            self.stdout.write(str(finding))
        faults = [finding for finding in findings if not finding.ok]
        self.stdout.write(f"{len(findings)} quy tắc, {len(faults)} không đạt.")
        if faults:
            rules = ", ".join(finding.rule for finding in faults)
            raise CommandError(f"{path}: sai thể thức ở {rules}.")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise RuleError("Tệp quá lớn, không kiểm tra được.")
        return path.read_bytes()
    except OSError as error:
        raise RuleError("Không đọc được tệp.") from error
