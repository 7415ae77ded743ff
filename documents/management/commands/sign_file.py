"""Sign an issued PDF with a token, on the signer's own computer; the file is then handed in as ever."""

import os
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents import tokens
from documents.token_signing import Role, sign
from vhtt_portal.rules import RuleError

# Where a script gives the PIN; never as an argument, which everybody on the machine can read.
_PIN = "TOKEN_PIN"


class Command(BaseCommand):
    help = "Ký số một tệp PDF tải từ cổng bằng token, kèm hình ảnh chữ ký hoặc dấu."
    # Nothing here asks a database: the computer need not have one.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--as", required=True, choices=[role.value for role in Role], dest="role",
            help="person: người ký ban hành, ký trước; agency: cơ quan, ký sau.",
        )  # fmt: skip
        parser.add_argument(
            "--module", required=True, metavar="FILE", help="Mô-đun PKCS#11 (.so) của hãng token."
        )
        parser.add_argument("--token", default="", help="Nhãn của token, khi cắm nhiều token.")
        parser.add_argument("--certificate", default="", help="Nhãn của chứng thư, khi có nhiều.")
        parser.add_argument(
            "--image", type=Path, metavar="PNG",
            help="Ảnh chữ ký (màu xanh) hoặc dấu (màu đỏ), PNG nền trong suốt.",
        )  # fmt: skip
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        pdf = _content(options["file"])
        image = _content(options["image"]) if options["image"] else None
        pin = os.environ.get(_PIN) or getpass("Mã PIN của token: ")
        try:
            with tokens.signer(
                options["module"], pin, token=options["token"], certificate=options["certificate"]
            ) as signer:
                signed = sign(pdf, role=Role(options["role"]), signer=signer, image=image)
        except RuleError as refusal:
            raise CommandError(f"{options['file']}: {refusal}") from None
        try:
            options["output"].write_bytes(signed)
        except OSError:
            raise CommandError(f"{options['output']}: Không ghi được tệp.") from None
        self.stdout.write(f"Đã ký. Hãy gửi tệp {options['output']} lại cổng.")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise CommandError(f"{path}: Không đọc được tệp.") from None
