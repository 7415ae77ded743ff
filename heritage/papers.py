"""The papers about sites: the sheet of one site, with its photo."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from accounts.models import Role
from accounts.queries import leaders
from documents.issuer import of_office, of_place
from documents.papers import details, unnumbered
from documents.structure import (
    Align,
    Column,
    OfficialDocument,
    Picture,
    SignatureBlock,
    Table,
    row,
)
from heritage.models import Site
from heritage.queries import office_of
from heritage.sheet import site_rows
from vhtt_portal.dates import short_date
from vhtt_portal.files import kept
from vhtt_portal.numbers import write_figure

KIND = "PHIẾU DI TÍCH"
PREPARED = "NGƯỜI LẬP PHIẾU"


def site_sheet(site: Site) -> OfficialDocument:
    """Of a site read ``with_rank`` and ``with_state``; a constant number of queries."""
    today = timezone.localdate()
    office = office_of(site.place)
    issuer = of_office(office) if office else of_place(site.place)
    heads = leaders(office.locality_id, Role.HEAD, today) if office else []
    said = ((label, str(value or "")) for label, value in site_rows(site))
    return unnumbered(
        issuer=issuer,
        kind=KIND,
        subject=site.name,
        body=(*_photo(site), details(said), *_lists(site)),
        signature=issuer.signature_of(heads),
        preparer=SignatureBlock((PREPARED,), ""),
        issued_on=today,
    )


def _photo(site: Site) -> Iterator[Picture]:
    first = site.files.photos().first()
    small = kept.small_picture(first) if first else None
    if first and small:
        yield Picture(small.content, alt=first.caption or f"Ảnh {site.name}", caption=first.caption)


def _lists(site: Site) -> Iterator[Table]:
    """What was decided, seen and done, a table each; of what there is nothing, nothing stands."""
    for title, table in (
        ("Quyết định xếp hạng", _decisions(site)),
        ("Kiểm tra hiện trạng", _checks(site)),
        ("Tu bổ, tôn tạo", _works(site)),
    ):
        if table.rows:
            yield replace(table, title=title)


def _decisions(site: Site) -> Table:
    columns = (
        Column("TT", 2, Align.CENTER),
        Column("Hạng", 6),
        Column("Số quyết định", 8),
        Column("Ngày quyết định", 6, Align.CENTER),
        Column("Hủy bỏ xếp hạng", 9),
    )
    found = enumerate(site.designations.order_by("decided_on", "rank"), start=1)
    return Table(columns, tuple(
        row(
            str(place), each.get_rank_display(), each.decision_number, short_date(each.decided_on),
            f"Số {each.revocation_number} ngày {short_date(each.revoked_on)}"
            if each.revoked_on else "",
        )
        for place, each in found
    ))  # fmt: skip


def _checks(site: Site) -> Table:
    columns = (
        Column("TT", 2, Align.CENTER),
        Column("Ngày", 5, Align.CENTER),
        Column("Tình trạng", 5),
        Column("Hiện trạng thấy được", 11),
        Column("Kiến nghị", 8),
    )
    found = enumerate(site.checks.order_by("checked_on"), start=1)
    return Table(columns, tuple(
        row(str(place), short_date(each.checked_on), each.get_state_display(), each.seen, each.asked)
        for place, each in found
    ))  # fmt: skip


def _works(site: Site) -> Table:
    columns = (
        Column("TT", 2, Align.CENTER),
        Column("Hạng mục", 9),
        Column("Khởi công", 5, Align.CENTER),
        Column("Kinh phí (triệu đồng)", 5, Align.RIGHT),
        Column("Nguồn (triệu đồng)", 10),
    )
    found = enumerate(site.restorations.order_by("started_on", "pk"), start=1)
    return Table(columns, tuple(
        row(
            str(place), each.content, short_date(each.started_on), write_figure(each.cost),
            "; ".join(f"{source} {write_figure(amount)}" for source, amount in each.given),
        )
        for place, each in found
    ))  # fmt: skip
