"""The result sheet of a tournament: events with who won them, the table of teams, lots."""

from django.utils import timezone
from django.utils.text import capfirst

from accounts.models import Role
from accounts.queries import leaders
from documents.issuer import Issuer, of_office, of_place
from documents.papers import details, unnumbered
from documents.structure import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Level,
    OfficialDocument,
    Row,
    RowKind,
    SignatureBlock,
    Table,
    bullet,
    row,
)
from localities.models import Office
from sports.models import Draw, Event, Tournament
from sports.queries import Table as StandingsTable
from sports.queries import draws_of, events_with_results, span_of_days, table_of
from sports.standings import KEYS, Standing
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure

KIND = "KẾT QUẢ"
_MEDALS = {1: "Vàng", 2: "Bạc", 3: "Đồng"}
_NUMBER = Align.CENTER


def result_sheet(tournament: Tournament) -> OfficialDocument:
    """In the name of whoever held it; eight queries, whatever the number of results."""
    issuer, signature = _issuer(tournament)
    table, draws = table_of(tournament), draws_of(tournament)
    return unnumbered(
        issuer=issuer,
        kind=KIND,
        subject=capfirst(tournament.name),
        body=(
            details(_said(tournament)),
            Heading(Level.SECTION, "Kết quả từng nội dung"),
            _results(events_with_results(tournament)),
            Heading(Level.SECTION, "Xếp hạng toàn đoàn"),
            _standings(table),
            *_lots(draws),
        ),
        signature=signature,
    )


def _issuer(tournament: Tournament) -> tuple[Issuer, SignatureBlock]:
    place, today = tournament.place, timezone.localdate()
    office = Office.objects.filter(locality=place).select_related("locality__kind").first()
    issuer = of_office(office) if office else of_place(place)
    role = Role.HEAD if office else Role.WARD_LEADER
    return issuer, issuer.signature_of(leaders(place.pk, role, today))


def _said(tournament: Tournament) -> list[tuple[str, str]]:
    return [
        ("Môn", tournament.sport),
        ("Đơn vị tổ chức", tournament.organisers),
        ("Thời gian", span_of_days(tournament.starts_on, tournament.ends_on)),
        ("Địa điểm", tournament.venue),
        ("Số đoàn, đội", write_figure(tournament.delegation_count)),
        ("Số vận động viên", write_figure(tournament.athlete_count)),
    ]


def _results(events: list[Event]) -> Table:
    columns = (
        Column("Hạng", 2, _NUMBER), Column("Huy chương", 3, _NUMBER), Column("Đoàn, đội", 8),
        Column("Người, đội đạt giải", 8),
    )  # fmt: skip
    rows: list[Row] = []
    for event in events:
        rows.append(Row((Cell(event.name, colspan=len(columns)),), RowKind.GROUP))
        rows += [
            row(str(one.rank), _MEDALS.get(one.rank, ""), one.team.name, one.holder)
            for one in event.results.all()
        ]
    return Table(columns, tuple(rows))


def _standings(table: StandingsTable) -> Table:
    points = (Column("Điểm", 2, _NUMBER),) if table.has_points else ()
    columns = (
        Column("Hạng", 4, _NUMBER), Column("Đoàn, đội", 7), Column("Vàng", 2, _NUMBER),
        Column("Bạc", 2, _NUMBER), Column("Đồng", 2, _NUMBER), Column("Cộng", 2, _NUMBER), *points,
    )  # fmt: skip
    order = ", ".join(KEYS[key].lower() for key in table.order)
    return Table(
        columns,
        tuple(_standing(line, table) for line in table.standings),
        note=f"Xếp hạng toàn đoàn xét lần lượt: {order}; bằng nhau hết thì bốc thăm hoặc đồng hạng.",
    )


def _standing(line: Standing, table: StandingsTable) -> Row:
    figures = [line.gold, line.silver, line.bronze, line.medals]
    if table.has_points:
        figures.append(line.points)
    place = f"{line.place} (đồng hạng)" if line.is_shared else str(line.place)
    return row(place, table.names[line.team], *(write_figure(figure) for figure in figures))


def _lots(draws: list[Draw]) -> tuple[Block, ...]:
    if not draws:
        return ()
    return (
        Heading(Level.SECTION, "Bốc thăm"),
        *(
            bullet(
                f"Ngày {short_date(draw.drawn_on)}, {draw.drawn_by} chủ trì bốc thăm; thứ tự:"
                f" {'; '.join(str(lot) for lot in draw.lots.all())}."
            )
            for draw in draws
        ),
    )
