from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from heritage.models import (
    Artisan,
    Designation,
    Festival,
    FestivalHeld,
    IntangibleHeritage,
    Restoration,
    Site,
)
from tests.heritage.factories import (
    ArtisanFactory,
    ConditionCheckFactory,
    DesignationFactory,
    FestivalFactory,
    FestivalHeldFactory,
    IntangibleHeritageFactory,
    RestorationFactory,
    SiteFactory,
)
from tests.registers import own_queries, send, text
from tests.vhtt_portal.files.evidence.files import photo

pytestmark = pytest.mark.django_db

FACTORIES = {
    "site": SiteFactory,
    "festival": FestivalFactory,
    "intangible": IntangibleHeritageFactory,
    "artisan": ArtisanFactory,
}


def page(name, *args):
    return reverse(f"heritage:{name}", args=args)


def test_a_site_gets_its_decision_and_its_works_in_the_browser(client, cast):
    response = send(
        client, cast.specialist, page("site-add"), place=cast.ward.pk, name="Đền Quản Sơn",
        kind="historical",
    )  # fmt: skip
    site = Site.objects.get()
    assert response.url == page("site-detail", site.pk)

    send(
        client, cast.specialist, page("designation-add", site.pk), rank="1",
        decision_number="12/QĐ-UBND", decided_on="05/01/2020",
    )  # fmt: skip
    send(
        client, cast.specialist, page("restoration-add", site.pk), content="Lợp lại mái",
        started_on="01/03/2020", commune_budget="1.100,5", social_budget="50",
    )  # fmt: skip

    designation, restoration = Designation.objects.get(), Restoration.objects.get()
    assert (designation.rank, restoration.commune_budget) == (1, Decimal("1100.5"))
    shown = text(client.get(page("site-detail", site.pk)))
    assert "12/QĐ-UBND" in shown
    assert "ngân sách cấp xã 1.100,5; xã hội hóa 50" in shown
    assert "1.150,5" in shown
    assert page("designation-edit", designation.pk) in shown
    assert "Cấp tỉnh" in text(client.get(page("site-list")))


def test_the_parts_of_a_site_are_corrected_and_removed_in_the_browser(client, cast):
    designation = DesignationFactory(site__place=cast.ward)
    restoration = RestorationFactory(site=designation.site, state_budget=Decimal("100.50"))

    assert 'value="100,5"' in text(
        _get(client, cast.specialist, "restoration-edit", restoration.pk)
    )
    send(
        client, cast.specialist, page("designation-edit", designation.pk), rank="2",
        decision_number="12/QĐ-UBND", decided_on="05/01/2010",
    )  # fmt: skip
    send(
        client, cast.specialist, page("restoration-edit", restoration.pk), content="Lợp mái",
        started_on="01/03/2020", state_budget="100",
    )  # fmt: skip
    designation.refresh_from_db()
    restoration.refresh_from_db()
    assert (designation.rank, restoration.content) == (2, "Lợp mái")

    for route, row in (("designation", designation), ("restoration", restoration)):
        send(client, cast.specialist, page(f"{route}-remove", row.pk), reason="Ghi nhầm")
    send(client, cast.specialist, page("site-remove", designation.site.pk), reason="Ghi nhầm")
    assert not Site.objects.exists()


def test_a_site_leaves_the_list_and_comes_back(client, cast):
    site = SiteFactory(place=cast.ward)

    send(
        client, cast.specialist, page("site-take-off", site.pk), removed_on="01/05/2020",
        reason="Sập đổ",
    )  # fmt: skip
    site.refresh_from_db()
    assert site.removed_on == date(2020, 5, 1)
    assert "Đã đưa ra khỏi danh mục" in text(client.get(page("site-list")))
    assert page("site-put-back", site.pk) in text(client.get(page("site-detail", site.pk)))

    send(client, cast.specialist, page("site-put-back", site.pk), reason="Dựng lại")
    site.refresh_from_db()
    assert site.removed_on is None

    send(
        client, cast.specialist, page("site-edit", site.pk), place=cast.ward.pk, name="Đền Cả",
        kind="historical", era="thế kỷ XV",
    )  # fmt: skip
    site.refresh_from_db()
    assert (site.name, site.era) == ("Đền Cả", "thế kỷ XV")


def test_a_refusal_stands_at_the_head_of_the_form(client, cast):
    designation = DesignationFactory(site__place=cast.ward)

    response = send(
        client, cast.specialist, page("designation-add", designation.site.pk), rank="1",
        decision_number="99/QĐ-UBND", decided_on="05/01/2020",
    )  # fmt: skip

    assert response.status_code == 422
    assert "Di tích này đã có quyết định xếp hạng ở hạng đó." in text(response)
    assert 'value="99/QĐ-UBND"' in text(response)


def test_festivals_are_written_in_the_browser(client, cast):
    send(
        client, cast.officer, page("festival-add"), place=cast.ward.pk, name="Lễ hội Đền Cả",
        length_days="1",
    )  # fmt: skip
    festival = Festival.objects.get()
    send(
        client, cast.officer, page("festival-edit", festival.pk), place=cast.ward.pk,
        name="Lễ hội Đền Cả", timing="tháng Giêng", length_days="1",
    )  # fmt: skip
    send(
        client, cast.officer, page("festival-held-add", festival.pk), held_on="01/02/2020",
        visitors="1.200",
    )  # fmt: skip
    occasion = FestivalHeld.objects.get()
    send(
        client, cast.officer, page("festival-held-edit", occasion.pk), held_on="02/02/2020",
        visitors="1.300",
    )  # fmt: skip

    shown = text(client.get(page("festival-detail", festival.pk)))
    assert "1.300" in shown
    assert "tháng Giêng" in shown
    assert "02/02/2020" in text(client.get(page("festival-list")))
    send(client, cast.officer, page("festival-held-remove", occasion.pk), reason="Ghi nhầm")
    send(client, cast.officer, page("festival-remove", festival.pk), reason="Ghi nhầm")
    assert not FestivalHeld.objects.exists()


def test_a_festival_with_a_lunar_day_is_written_in_the_browser(client, cast):
    site = SiteFactory(place=cast.ward, name="Đền Cả")
    send(
        client, cast.officer, page("festival-add"), place=cast.ward.pk, name="Lễ hội Đền Cả",
        kind="traditional", calendar="lunar", day="6", month="1", length_days="2", site=site.pk,
    )  # fmt: skip
    festival = Festival.objects.get()
    day = festival.days_in(2020)[0]
    FestivalHeldFactory(festival=festival, held_on=day)

    shown = text(client.get(page("festival-detail", festival.pk)))

    assert "mồng 6 tháng Giêng âm lịch, 2 ngày" in shown
    assert "30/01/2020 (mồng 6 tháng Giêng)" in shown
    assert "Đền Cả" in shown
    assert "phường" in shown  # the level is the place's where none is named
    assert "30/01/2020 (mồng 6 tháng Giêng)" in text(client.get(page("festival-list")))


def test_half_a_day_is_refused_in_words(client, cast):
    response = send(
        client, cast.officer, page("festival-add"), place=cast.ward.pk, name="Lễ hội Đền Cả",
        calendar="lunar", day="6", length_days="1",
    )  # fmt: skip

    assert response.status_code == 422
    assert "Hãy ghi đủ lịch, ngày và tháng của lễ hội" in text(response)


def test_the_next_occasion_stands_in_its_form(client, cast):
    festival = FestivalFactory(place=cast.ward, calendar="lunar", day=6, month=1, length_days=3)
    with time_machine.travel(datetime(2020, 6, 1, 8, tzinfo=UTC), tick=False):
        shown = text(_get(client, cast.officer, "festival-held-add", festival.pk))

    assert 'value="30/01/2020"' in shown
    assert 'value="01/02/2020"' in shown


def test_intangible_heritage_is_written_in_the_browser(client, cast):
    send(
        client, cast.officer, page("intangible-add"), place=cast.ward.pk, name="Nghề rèn",
        kind="craft",
    )  # fmt: skip
    row = IntangibleHeritage.objects.get()
    send(
        client, cast.officer, page("intangible-edit", row.pk), place=cast.ward.pk,
        name="Nghề rèn", kind="craft", holders="Thợ rèn khối 5",
    )  # fmt: skip
    send(
        client, cast.officer, page("listing-add", row.pk), rank="2", decision_number="3/QĐ",
        decided_on="01/02/2020",
    )  # fmt: skip

    shown = text(client.get(page("intangible-detail", row.pk)))
    assert "01/02/2020" in shown
    assert "Thợ rèn khối 5" in shown
    assert "Danh mục quốc gia" in text(client.get(page("intangible-list")))
    send(client, cast.officer, page("listing-remove", row.listings.get().pk), reason="Ghi nhầm")
    send(client, cast.officer, page("intangible-remove", row.pk), reason="Ghi nhầm")
    assert not IntangibleHeritage.objects.exists()


def test_a_photo_of_intangible_heritage_is_shown_on_its_page(client, cast):
    row = IntangibleHeritageFactory(place=cast.ward)
    client.force_login(cast.officer)
    client.post(
        page("intangible-file-add", row.pk),
        {"file": SimpleUploadedFile("lo-ren.jpg", photo("JPEG")), "caption": "Lò rèn"},
    )

    file = row.files.get()
    shown = text(client.get(row.get_absolute_url()))
    assert "Lò rèn" in shown
    assert page("intangible-file", file.pk) in shown
    client.post(page("intangible-file-remove", file.pk), {"reason": "Nhầm ảnh"})
    assert not row.files.exists()


def test_an_artisan_is_written_in_the_browser_and_stands_on_the_heritage_s_page(client, cast):
    heritage = IntangibleHeritageFactory(place=cast.ward, name="Nghề rèn")
    send(
        client, cast.officer, page("artisan-add"), place=cast.ward.pk, name="Nguyễn Văn Mẫu",
        heritage=heritage.pk, birth_year="1950", is_deceased="on",
    )  # fmt: skip
    artisan = Artisan.objects.get()
    send(
        client, cast.officer, page("artisan-title-add", artisan.pk), rank="3",
        decision_number="8/QĐ-CTN", decided_on="01/03/2019",
    )  # fmt: skip

    assert (artisan.birth_year, artisan.is_deceased) == (1950, True)
    shown = text(client.get(page("artisan-detail", artisan.pk)))
    assert "1950" in shown
    assert "Đã mất" in shown
    assert "Nghệ nhân nhân dân (đã mất)" in text(client.get(page("artisan-list")))
    assert "Nguyễn Văn Mẫu" in text(client.get(page("intangible-detail", heritage.pk)))


def test_a_name_stays_with_the_readers_of_its_place(client, cast):
    """An artisan who moved away is not told to those who read about the heritage alone."""
    heritage = IntangibleHeritageFactory(place=cast.ward)
    ArtisanFactory(place=cast.neighbour, name="Nguyễn Văn Mẫu", heritage=heritage)

    assert "Nguyễn Văn Mẫu" in text(_get(client, cast.specialist, "intangible-detail", heritage.pk))
    assert "Nguyễn Văn Mẫu" not in text(
        _get(client, cast.officer, "intangible-detail", heritage.pk)
    )
    assert "Nguyễn Văn Mẫu" not in text(_get(client, cast.officer, "artisan-list"))


@pytest.mark.parametrize("noun", FACTORIES)
def test_a_row_of_the_neighbour_is_not_there(client, cast, noun):
    row = FACTORIES[noun](place=cast.neighbour)
    client.force_login(cast.officer)

    # What a site is, is the office's to write: there others have no address at all.
    for route in ("detail", "edit", "remove") if noun != "site" else ("detail", "edit"):
        assert client.get(page(f"{noun}-{route}", row.pk)).status_code == 404
    assert row.name not in text(client.get(page(f"{noun}-list")))


def test_the_parts_of_a_neighbour_are_not_there(client, cast):
    designation = DesignationFactory(site__place=cast.neighbour)
    restoration = RestorationFactory(site=designation.site)
    occasion = FestivalHeldFactory(festival__place=cast.neighbour)
    client.force_login(cast.officer)

    check = ConditionCheckFactory(site=designation.site)
    paths = [
        page("check-add", designation.site.pk),
        page("check-edit", check.pk),
        page("check-remove", check.pk),
        page("restoration-add", designation.site.pk),
        page("restoration-edit", restoration.pk),
        page("restoration-remove", restoration.pk),
        page("festival-held-add", occasion.festival.pk),
        page("festival-held-edit", occasion.pk),
        page("festival-held-remove", occasion.pk),
    ]

    assert {client.get(path).status_code for path in paths} == {404}


@pytest.mark.parametrize("noun", FACTORIES)
def test_the_inspector_only_looks(client, cast, noun):
    row = FACTORIES[noun](place=cast.village)
    client.force_login(cast.inspector)

    shown = text(client.get(page(f"{noun}-detail", row.pk)))

    assert row.name in shown
    assert "Sửa" not in shown
    assert client.get(page(f"{noun}-add")).status_code == 403


@pytest.mark.parametrize("noun", FACTORIES)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_queries_whatever_its_length(client, cast, noun, rows):
    FACTORIES[noun].create_batch(rows, place=cast.ward)
    client.force_login(cast.officer)

    # the number of rows, and the rows
    assert own_queries(client, "heritage", page(f"{noun}-list")) == 2


def test_the_list_is_found_without_marks_and_sorted_by_rank(client, cast):
    DesignationFactory(site=SiteFactory(place=cast.ward, name="Đền Quản Sơn"))
    SiteFactory(place=cast.ward, name="Chùa Long Đàm")
    client.force_login(cast.officer)

    shown = text(client.get(page("site-list"), {"sort": "rank"}))
    assert shown.index("Đền Quản Sơn") < shown.index("Chùa Long Đàm")
    assert "Chùa" not in text(client.get(page("site-list"), {"q": "den quan"}))


def _get(client, user, name, *args):
    client.force_login(user)
    return client.get(page(name, *args))
