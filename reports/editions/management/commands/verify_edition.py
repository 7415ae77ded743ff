"""Say of any file which of the portal's papers it is, and whether it is whole; without a file, whether
the portal still keeps everything that it issued as it was.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.outgoing.models import Paper
from reports.editions.keeping import departures
from reports.editions.models import Edition
from reports.editions.verifying import Verdict, verify
from vhtt_portal.dates import short_date
from vhtt_portal.rules import RuleError


class Command(BaseCommand):
    help = (
        "Kiểm tra một tệp có phải văn bản do cổng ban hành, còn nguyên vẹn hay không; không nêu tệp"
        " thì kiểm tra mọi văn bản đã ký và ban hành còn đúng như nhật ký ghi."
    )
    # It shows no page: what the addresses lead to need not be loaded, which takes half of its time.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        if path is None:
            self._verify_all()
            return
        try:
            verdict = verify(path.read_bytes())
        except OSError:
            raise CommandError(f"{path}: Không đọc được tệp.") from None
        except RuleError as refusal:
            raise CommandError(f"{path}: {refusal}") from None
        self.stdout.write("\n".join(_told(path, verdict)))

    def _verify_all(self) -> None:
        if found := list(departures()):
            raise CommandError("\n".join(found))
        reports, papers = Edition.objects.count(), Paper.objects.count()
        self.stdout.write(
            f"{reports} bản báo cáo, {papers} văn bản đi và các sổ văn bản đúng như nhật ký ghi."
        )


def _told(path: Path, verdict: Verdict) -> list[str]:
    document = verdict.document
    day = short_date(document.issued_on) if document.issued_on else ""
    which = f"{document}, số {document.number_text}, ngày {day}, của {verdict.issuer}"
    whole = "nguyên vẹn" if verdict.is_kept else "nội dung nguyên vẹn, chữ ký số chưa được nhận"
    return [
        f"{path}: {whole}, {verdict.what}.",
        f"{which}; người ký: {document.signer_name}; {document.get_status_display().lower()}.",
        *(
            f"Chữ ký số: {each.name}, {each.day}, chứng thư của {each.issuer}"
            f" ({'tin cậy' if each.is_trusted else 'chưa xác định được tổ chức chứng thực'})."
            for each in verdict.signatures
        ),
    ]
