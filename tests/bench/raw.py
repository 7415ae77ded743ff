"""The same work in hand-written SQL on the bare driver: what the portal's figures are measured by."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from reports.catalogue.form import Form, FormIndicator
from reports.entry.models import Period, Submission

# total or percent, its upper end, places that answered, places that were asked
Told = tuple[Decimal | None, Decimal | None, int, int]

_CENT = Decimal("0.01")
_SHEETS = """
SELECT e.locality_id, k.is_rural, s.id, s.status
FROM entry_expectation e
JOIN localities_locality l ON l.id = e.locality_id
JOIN localities_localitykind k ON k.id = l.kind_id
LEFT JOIN entry_submission s ON s.period_id = e.period_id AND s.locality_id = e.locality_id
WHERE e.period_id = %s
ORDER BY l.sort_key
"""
_SUMS = """
SELECT f.indicator_id, SUM(f.value), SUM(COALESCE(f.upper, f.value)),
       SUM(CASE WHEN f.state <> 'no_data' THEN 1 ELSE 0 END)
FROM entry_figure f
JOIN entry_submission s ON s.id = f.submission_id
WHERE s.period_id = %s AND s.status = 'accepted'
GROUP BY f.indicator_id
"""
_RATIOS = """
SELECT i.id,
       SUM(CASE WHEN below.state = 'value' THEN above.value END),
       SUM(CASE WHEN above.state = 'value' THEN below.value END),
       SUM(CASE WHEN above.state <> 'no_data' AND below.state <> 'no_data' THEN 1 ELSE 0 END)
FROM catalogue_indicator i
JOIN entry_figure below ON below.indicator_id = i.denominator_id
JOIN entry_figure above
  ON above.indicator_id = i.numerator_id AND above.submission_id = below.submission_id
JOIN entry_submission s ON s.id = below.submission_id
WHERE i.version_id = %s AND s.period_id = %s AND s.status = 'accepted'
GROUP BY i.id
"""
_PARTS = """
SELECT SUM(place.total), COUNT(*)
FROM (
  SELECT SUM(f.value) AS total
  FROM entry_figure f
  JOIN entry_submission s ON s.id = f.submission_id
  WHERE f.indicator_id IN ({marks}) AND s.period_id = %s AND s.status = 'accepted'
  GROUP BY f.submission_id
  HAVING COUNT(*) = %s AND SUM(CASE WHEN f.state = 'no_data' THEN 1 ELSE 0 END) = 0
) place
"""
_UPSERT = """
INSERT INTO entry_figure (submission_id, indicator_id, state, value, relation, reason, note,
                          source, version, set_at, set_by_name)
VALUES {rows}
ON CONFLICT (submission_id, indicator_id) DO UPDATE SET
  state = excluded.state, value = excluded.value, upper = excluded.upper,
  relation = excluded.relation, reason = excluded.reason, note = excluded.note,
  source = excluded.source, version = entry_figure.version + 1, set_at = excluded.set_at,
  set_by_name = excluded.set_by_name
"""
_ROW = "(%s, %s, 'value', %s, 'exact', '', '', 'import', 1, %s, %s)"


@dataclass(frozen=True)
class RawRollup:
    """Totals, ratios and coverage of a period in a few statements."""

    period: Period
    form: Form

    def __call__(self) -> dict[str, Told]:
        cursor = _cursor()
        period = self.period.pk
        cursor.execute(_sql(_SHEETS), (period,))
        units = cursor.fetchall()
        asked = {False: len(units), True: sum(rural for _, rural, _, _ in units)}
        told: dict[str, Told] = {}
        cursor.execute(_sql(_SUMS), (period,))
        for indicator, total, upper, answers in cursor.fetchall():
            line = self.form.by_pk[indicator]
            expected = 1 if line.is_office else asked[line.rural_only]
            told[line.code] = (_exact(total), _exact(upper), answers, expected)
        cursor.execute(_sql(_RATIOS), (self.form.version_id, period))
        for indicator, above, below, answers in cursor.fetchall():
            line = self.form.by_pk[indicator]
            percent = _percent(_exact(above), _exact(below))
            expected = 1 if self.form.by_code[line.numerator].is_office else asked[line.rural_only]
            told[line.code] = (percent, None, answers, expected)
        for line in self.form.computing:
            if line.parts:
                told[line.code] = self._sum(cursor, line, told, asked)
        return told

    def _sum(
        self, cursor: Any, line: FormIndicator, told: dict[str, Told], asked: dict[bool, int]
    ) -> Told:
        parts = [self.form.by_code[code] for code in line.parts]
        if len({part.is_office for part in parts}) > 1:  # the office's figure and the units'
            known = [told[part.code] for part in parts]
            poorest = min(known, key=lambda part: part[2] / part[3])
            totals = [part[0] for part in known]
            return (None if None in totals else sum(totals), None, *poorest[2:])
        marks = ", ".join("%s" for _ in parts)
        values = (*(part.pk for part in parts), self.period.pk, len(parts))
        cursor.execute(_sql(_PARTS.format(marks=marks)), values)
        [(total, answers)] = cursor.fetchall()
        return _exact(total), None, answers, asked[line.rural_only]


def upsert(submission: Submission, values: Mapping[int, int]) -> None:
    """A sheet's values in one statement and one commit: no check, no version compared, no trail."""
    now = timezone.now().isoformat()
    given = [
        part
        for indicator, value in values.items()
        for part in (submission.pk, indicator, value, now, "Đo tốc độ")
    ]
    cursor = _cursor()
    cursor.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
    cursor.execute(_sql(_UPSERT.format(rows=", ".join([_ROW] * len(values)))), given)
    cursor.execute("COMMIT")


def _percent(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    if above is None or not below:
        return None
    return (above * 100 / below).quantize(_CENT, ROUND_HALF_UP)


def _exact(number: Any) -> Decimal | None:
    """SQLite adds up in binary."""
    if number is None or isinstance(number, Decimal):
        return number
    return Decimal(number).quantize(_CENT)


def _cursor() -> Any:
    connection.ensure_connection()
    return connection.connection.cursor()


def _sql(text: str) -> str:
    return text.replace("%s", "?") if connection.vendor == "sqlite" else text
