"""An office with its people, a small form with outline and annexes, and a period full of figures."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from accounts.models import Appointment, Delegation, Role, User
from reports.catalogue.models import Annex, Exhibit, Indicator, OutlineNode, Sentence
from reports.editions.content import content, content_hash
from reports.entry.models import Period
from reports.narrative.actions import explain
from reports.narrative.checklist import findings
from reports.narrative.queries import material
from tests.reports.rollup.factories import (
    FigureFactory,
    IndicatorFactory,
    OfficeFactory,
    PeriodFactory,
    VersionFactory,
    again,
    office_sheet,
    ward,
)

SIGNING = datetime(2020, 12, 28, 3, 0, tzinfo=UTC)
Places = Indicator.Places
Level, Kind = OutlineNode.Level, OutlineNode.Kind


@dataclass
class Cast:
    period: Period
    specialist: User
    head: User
    deputy: User
    clerk: User
    total: Indicator
    sensitive: Indicator

    def seen(self) -> str:
        return content_hash(content(again(self.period)))


def explain_warnings(period, by, at=SIGNING):
    """A word for everything that the checklist warns of, so that the report can be signed."""
    for finding in findings(material(again(period))):
        if finding.wants_word:
            explain(
                period=period, finding_hash=finding.key, text="Đã xem, báo cáo như vậy.", by=by,
                at=at,
            )  # fmt: skip


def person(office, role, name, **appointment):
    user = User.objects.create(
        username=f"{role}-{User.objects.count()}".replace("_", "-"), full_name=name
    )
    Appointment.objects.create(
        user=user, role=role, locality=office.locality, starts_on=date(2019, 1, 1), **appointment
    )
    return user


def delegate(office, head, user, kind=Delegation.Kind.DELEGATION, **changes):
    known = {
        "post": "Chuyên viên",
        "document": "Giấy ủy quyền số 01",
        "scope": "Ký báo cáo năm",
        "starts_on": date(2020, 12, 1),
        "ends_on": date(2020, 12, 31),
    }
    return Delegation.objects.create(
        office=office, kind=kind, given_by=head, given_to=user, **known | changes
    )


def cast(*, wards: int = 2) -> Cast:
    office = OfficeFactory()
    office.recipients.create(order=1, text="Sở Văn hóa, Thể thao và Du lịch Hà Tĩnh")
    version = VersionFactory()
    total = IndicatorFactory(version=version, code="TT.GIAI_XA", name="Giải cấp cơ sở")
    own = IndicatorFactory(
        version=version, code="TT.GIAI_PHONG", name="Giải cấp thị xã", places=Places.OFFICE
    )
    sensitive = IndicatorFactory(
        version=version, code="TT.VU", name="Số vụ", unit="vụ", sensitive=True
    )
    _outline(version)
    period = PeriodFactory(office=office, form_version=version)
    for _ in range(wards):
        sheet = ward(period)
        FigureFactory(submission=sheet, indicator=total, value=3)
        FigureFactory(submission=sheet, indicator=sensitive, value=1)
    FigureFactory(submission=office_sheet(period), indicator=own, value=4)
    return Cast(
        period=again(period),
        specialist=person(office, Role.SPECIALIST, "Trần Thị Chuyên Viên"),
        head=person(office, Role.HEAD, "Lê Văn Trưởng", post="Trưởng phòng"),
        deputy=person(office, Role.HEAD, "Phan Thị Phó", post="Phó Trưởng phòng", is_deputy=True),
        clerk=person(office, Role.CLERK, "Võ Thị Văn Thư"),
        total=total,
        sensitive=sensitive,
    )


def _outline(version):
    part = OutlineNode.objects.create(
        version=version, code="ket-qua", order=1, level=Level.PART, kind=Kind.RESULTS,
        title="Kết quả năm {year}",
    )  # fmt: skip
    heading = OutlineNode.objects.create(
        version=version, code="the-thao", order=2, level=Level.HEADING, kind=Kind.RESULTS,
        title="Thể dục, thể thao", parent=part, prose=True,
    )  # fmt: skip
    OutlineNode.objects.create(
        version=version, code="han-che", order=3, level=Level.HEADING, kind=Kind.LIMITS,
        title="Hạn chế", parent=part, prose=True,
    )  # fmt: skip
    for order, template in enumerate(
        (
            "Các {units} tổ chức {TT.GIAI_XA:unit}.",
            "Toàn {place} tổ chức {TT.GIAI_PHONG:unit}.",
            "Có {TT.VU:unit}.",
            "Năm {next_year} phấn đấu {target:TT.GIAI_XA}.",
        ),
        start=1,
    ):
        Sentence.objects.create(
            version=version, node=heading, code=f"cau-{order}", order=order, template=template
        )
    for order, kind in enumerate((Exhibit.Kind.PLACES, Exhibit.Kind.COMPARISON), start=1):
        Exhibit.objects.create(
            version=version, node=heading, code=f"hinh-{order}", order=order, kind=kind,
            indicators=["TT.GIAI_XA"], question="Giải tổ chức ở đâu?", title="Giải cấp cơ sở",
        )  # fmt: skip
    for order, (kind, title) in enumerate(
        (
            (Annex.Kind.TOTALS, "Tổng hợp số liệu năm {year} theo {units}"),
            (Annex.Kind.COMPARISON, "So sánh với năm {previous_year}"),
            (Annex.Kind.SITES, "Danh mục di tích"),
        ),
        start=1,
    ):
        Annex.objects.create(version=version, order=order, kind=kind, title=title)
