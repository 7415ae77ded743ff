"""The catalogue's pages: what is asked, how it adds up, what the versions differ in."""

import re

import pytest
from django.urls import reverse

from accounts.models import Role
from reports.catalogue.models import FormVersion
from reports.catalogue.queries import form, report_form
from tests.accounts.factories import AppointmentFactory, OfficeFactory
from tests.reports.catalogue.factories import SMALL, load_form, load_text

pytestmark = pytest.mark.django_db

LATER = """
code = "thu-sau"
name = "Biểu mẫu thử về sau"
year_from = 2022
extends = "thu"

[[indicators]]
code = "VH.SACH"
after = "VH.PANO"
name = "Sách đưa về cơ sở"
unit = "cái"
places = "sum"
time = "flow"

[[change.indicators]]
code = "DC.HO"
name = "Hộ gia đình"

[[change.rules]]
code = "ho"
sentence = "Có {VH.HO} hộ văn hóa trong khi chỉ có {DC.HO} hộ."

[[sentences]]
code = "sach"
node = "van-hoa"
template = "Các {units} nhận {VH.SACH:unit} sách."

[[exhibits]]
code = "pa-no"
node = "van-hoa"
kind = "places"
indicators = ["VH.PANO"]
question = "Ở đâu nhiều nhất?"
title = "Số pa nô"

[remove]
indicators = ["VH.LEHOI"]
"""


@pytest.fixture
def reader(client):
    office = OfficeFactory()
    client.force_login(AppointmentFactory(role=Role.SPECIALIST, locality=office.locality).user)
    return client


@pytest.fixture
def forms(tmp_path):
    return load_text(tmp_path), load_text(tmp_path, LATER, "sau.toml")


def warm():
    for version in FormVersion.objects.all():
        form(version)
        report_form(version)


def text_of(response):
    assert response.status_code == 200
    body = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(body.split())


def listed(client, **query):
    return text_of(client.get(reverse("catalogue:indicator-list"), query))


def detail(client, version, code):
    return client.get(reverse("catalogue:indicator-detail", args=[version, code]))


# --- The list ---------------------------------------------------------------------------------


def test_the_newest_fitting_form_is_listed_by_section(reader, forms):
    text = listed(reader)

    assert "Biểu mẫu có 6 chỉ tiêu" in text
    assert text.index("Văn hóa") < text.index("Sách đưa về cơ sở") < text.index("Hộ gia đình")
    assert "Có lễ hội" not in text


def test_another_form_version_can_be_chosen(reader, forms):
    text = listed(reader, **{"bieu-mau": "thu"})

    assert "Có lễ hội" in text
    assert "Sách đưa về cơ sở" not in text


@pytest.mark.parametrize("words", ["HO GIA dinh", "hộ gia đình", "gia ho"])
def test_search_takes_words_with_marks_or_without(reader, forms, words):
    text = listed(reader, q=words)

    assert "Tìm thấy 1 chỉ tiêu" in text
    assert "Hộ gia đình" in text
    assert "Pa nô" not in text


def test_a_search_without_a_find_says_so(reader, forms):
    assert "Không có chỉ tiêu nào khớp với “tàu hỏa”" in listed(reader, q="tàu hỏa")


def test_before_any_form_is_loaded_the_page_says_so(reader):
    assert "Chưa nạp biểu mẫu nào" in listed(reader)
    assert "Chưa nạp biểu mẫu nào" in text_of(reader.get(reverse("catalogue:version-list")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_the_database_for_any_number_of_forms(
    reader, tmp_path, django_assert_num_queries, count
):
    load_form("2020")
    for number in range(1, count):
        code = f"thu-{number}"
        load_text(tmp_path, SMALL.replace('"thu"', f'"{code}"', 1), f"{code}.toml")
    warm()

    with django_assert_num_queries(4):  # session, person, appointments, form versions
        listed(reader, **{"bieu-mau": "2020"})


# --- One line ---------------------------------------------------------------------------------


def test_a_line_is_explained_in_words(reader):
    load_form("2020")
    text = text_of(detail(reader, "2020", "PT.THON_TYLE"))

    assert "Tính từ tử số và mẫu số" in text
    assert "Thôn, tổ dân phố được công nhận danh hiệu văn hóa" in text
    assert "Chốt mỗi năm một lần" in text
    assert "Quyết định của đợt xét" in text
    assert "Số [khu dân cư] được công nhận danh hiệu văn hóa là" in text


def test_a_counted_line_names_its_register_and_its_fixed_day(reader):
    load_form("2020")

    assert "Đếm từ sổ theo dõi" in text_of(detail(reader, "2020", "PT.THON"))
    assert "Ngày 31/10 hằng năm" in text_of(detail(reader, "2020", "TT.NGUOITAP"))
    assert "Số liệu nhạy cảm" in text_of(detail(reader, "2020", "GD.BLGD_VU"))


def test_a_line_shows_the_checks_that_speak_of_it(reader, forms):
    text = text_of(detail(reader, "thu", "DC.HO"))

    assert "Phải sửa trước khi gửi" in text
    assert "Số hộ văn hóa (…) lớn hơn số hộ (…)." in text
    assert "Hộ giảm từ … xuống …." in text


def test_a_line_tells_how_it_stands_in_the_other_versions(reader, forms):
    assert "Khác về: tên" in text_of(detail(reader, "thu", "DC.HO"))
    assert "Như nhau" in text_of(detail(reader, "thu", "VH.PANO"))
    assert "Không có chỉ tiêu này" in text_of(detail(reader, "thu", "VH.LEHOI"))


def test_every_shipped_line_has_its_page(reader):
    version = load_form("2021")
    warm()

    for line in form(version).indicators:
        text = text_of(detail(reader, version.code, line.code))
        assert line.name in text
        assert "{" not in text


@pytest.mark.parametrize(("version", "code"), [("thu", "VH.KHONG"), ("khong", "DC.HO")])
def test_an_unknown_line_or_version_is_not_found(reader, forms, version, code):
    assert detail(reader, version, code).status_code == 404


@pytest.mark.parametrize("code", ["VH.PANO", "DC.HO"])
def test_a_line_asks_the_same_of_the_database_whatever_speaks_of_it(
    reader, forms, django_assert_num_queries, code
):
    warm()

    with django_assert_num_queries(4):  # session, person, appointments, form versions
        detail(reader, "thu", code)


# --- Versions ---------------------------------------------------------------------------------


def test_versions_are_listed_with_their_size(reader, forms):
    text = text_of(reader.get(reverse("catalogue:version-list")))

    assert text.index("Biểu mẫu thử về sau") < text.index("Biểu mẫu thử 2019 6")


def test_a_version_shows_what_it_has_otherwise_than_the_one_before(reader, forms):
    text = text_of(reader.get(reverse("catalogue:version-detail", args=["thu-sau"])))

    added, removed = text.index("Chỉ tiêu thêm mới"), text.index("Chỉ tiêu bỏ đi")
    assert added < text.index("Sách đưa về cơ sở") < removed < text.index("Có lễ hội")
    assert "Hộ gia đình Tên Hộ Hộ gia đình" in text
    assert "Có … hộ văn hóa trong khi chỉ có … hộ." in text
    assert "Các [đơn vị trực thuộc] nhận [Sách đưa về cơ sở] sách." in text
    assert "Số pa nô (một chỉ tiêu, xếp theo đơn vị): " in text


def test_the_first_version_has_nothing_to_be_compared_with(reader, forms):
    text = text_of(reader.get(reverse("catalogue:version-detail", args=["thu"])))

    assert "không có phiên bản trước" in text


def test_versions_that_say_the_same_say_so(reader, tmp_path):
    load_text(tmp_path)
    same = SMALL.replace('"thu"', '"thu-b"', 1).replace("year_from = 2019", "year_from = 2020")
    load_text(tmp_path, same, "b.toml")

    text = text_of(reader.get(reverse("catalogue:version-detail", args=["thu-b"])))

    assert "Hai phiên bản hỏi, kiểm tra và viết báo cáo như nhau" in text


@pytest.mark.parametrize("name", ["indicator-list", "version-list"])
def test_versions_pages_have_a_budget(reader, forms, django_assert_num_queries, name):
    warm()

    with django_assert_num_queries(5 if name == "version-list" else 4):
        reader.get(reverse(f"catalogue:{name}"))


# --- Who --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.WARD_ENTRY, 200),
        (Role.INSPECTOR, 200),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_the_catalogue_is_open_to_all_who_work_with_figures(client, forms, role, status):
    client.force_login(AppointmentFactory(role=role).user)

    assert client.get(reverse("catalogue:indicator-list")).status_code == status
    assert detail(client, "thu", "DC.HO").status_code == status


def test_nothing_is_written_here(reader, forms):
    for url in (reverse("catalogue:indicator-list"), reverse("catalogue:version-list")):
        assert reader.post(url).status_code == 405
