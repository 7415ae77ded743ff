"""Load a form version from its TOML file."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.actions import System
from reports.catalogue import actions, queries
from vhtt_portal.rules import RuleError


class Command(BaseCommand):
    help = "Nạp một phiên bản biểu mẫu từ tệp TOML; có lỗi thì báo hết lỗi và không nạp gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp TOML của biểu mẫu")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            version = actions.load(source=file, by=System("load_catalogue"))
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        form = queries.form(version)
        self.stdout.write(
            f"{version.name}: {len(form.indicators)} chỉ tiêu trong {len(form.sections)} lĩnh vực."
        )
