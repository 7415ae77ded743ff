"""An office file: loaded whole or refused whole, every fault named."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEntry
from localities.models import Locality, Office

HONG_LINH = Path("vhtt_portal/demo/data/hong-linh.toml")

SMALL = """
[office]
code = "phong-mau"
name = "Phòng Mẫu"
locality = "1"
parent_body = "UBND HUYỆN MẪU"
issuing_body = "PHÒNG MẪU"
symbol = "BC-PM"
place_name = "Mẫu"
head_post = "Trưởng phòng"
archive_line = "VT"
units_word = "xã"
villages_word = "ấp"
recipients = ["Sở Mẫu"]

[[kind]]
code = "huyen"
name = "huyện"

[[kind]]
code = "xa"
name = "xã"
rural = true

[[place]]
code = "1"
kind = "huyen"
name = "Mẫu"
valid_from = 2004-01-01

[[place]]
code = "11"
kind = "xa"
name = "Hòa Bình"
parent = "1"
valid_from = 2004-01-01
"""


def load(path):
    out = StringIO()
    call_command("load_office", path, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_demo_office_has_six_units_and_52_villages():
    out = load(HONG_LINH)

    office = Office.objects.get(code="hong-linh")
    wards = Locality.objects.filter(parent=office.locality)
    assert sorted(wards.values_list("code", flat=True)) == [
        "18115", "18118", "18121", "18124", "18127", "18130",
    ]  # fmt: skip
    assert Locality.objects.villages().filter(parent__in=wards).count() == 52
    assert out == "Đã nạp Phòng Văn hóa và Thông tin thị xã Hồng Lĩnh: 60 địa phương.\n"


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_records_nothing():
    load(HONG_LINH)
    before = AuditEntry.objects.count()

    load(HONG_LINH)

    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_villages_stand_in_natural_order():
    load(HONG_LINH)

    names = Locality.objects.filter(parent__code="18115").in_order()

    assert [place.name for place in names] == [str(number) for number in range(1, 11)]


@pytest.mark.django_db
def test_a_changed_line_is_recorded_from_old_to_new(tmp_path):
    path = tmp_path / "office.toml"
    path.write_text(SMALL)
    load(path)
    path.write_text(SMALL.replace('symbol = "BC-PM"', 'symbol = "BC-VHTT"'))

    load(path)

    entry = AuditEntry.objects.order_by("-number").first()
    assert (entry.verb, entry.changes) == ("office.changed", {"symbol": ["BC-PM", "BC-VHTT"]})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (('parent = "1"', 'parent = "9"'), "không tìm thấy đơn vị cấp trên 9"),
        (('kind = "xa"', 'kind = "lang"'), "loại “lang” chưa được khai"),
        (('code = "11"', 'code = "1"'), "mã 1 bị dùng hai lần"),
        (('locality = "1"', 'locality = "2"'), "không tìm thấy địa phương 2 của cơ quan"),
        (('symbol = "BC-PM"', 'symbol = ""'), "thiếu “symbol”"),
        (("valid_from = 2004-01-01\n\n", 'valid_from = "xưa"\n\n'), "phải là một ngày"),
        (('recipients = ["Sở Mẫu"]', "recipients = []"), "thiếu danh sách nơi nhận"),
        (("[office]", "[office"), "không đúng định dạng TOML"),
        (("[office]", "[[office]]"), "Mục [office] phải là một bảng."),
        (('symbol = "BC-PM"', 'symbol = ["BC"]'), "“symbol” phải là chữ."),
        (('symbol = "BC-PM"', f'symbol = "{"x" * 31}"'), "“symbol” dài quá 30 chữ."),
        (('recipients = ["Sở Mẫu"]', 'recipients = "Sở Mẫu"'), "phải là một dãy tên"),
        (('recipients = ["Sở Mẫu"]', "recipients = [1]"), "phải là một dãy tên"),
        (("rural = true", 'rural = "không"'), "“rural” chỉ nhận true hoặc false."),
        (('name = "Hòa Bình"', "name = {a = 1}"), "“name” phải là chữ."),
        (('name = "Hòa Bình"', f'name = "{"x" * 121}"'), "“name” dài quá 120 chữ."),
        (('parent = "1"', 'parent = ["1"]'), "“parent” phải là chữ."),
        (('parent = "1"', 'parent = "1"\nvillages = ["1"]'), "“villages” phải là một bảng."),
        (('parent = "1"', 'parent = "1"\nvillages = {xa = "1"}'), "phải là một dãy tên"),
        (('parent = "1"', 'parent = "1"\nvalid_to = 2003-01-01'), "“valid_to” phải sau"),
        (("valid_from = 2004-01-01\n\n", "valid_from = 2004-01-01T00:00:00\n\n"), "một ngày"),
    ],
)
@pytest.mark.django_db
def test_a_faulty_file_is_refused_with_a_sentence_and_nothing_is_loaded(tmp_path, wrong, sentence):
    path = tmp_path / "office.toml"
    path.write_text(SMALL.replace(*wrong, 1))

    with pytest.raises(CommandError, match=re.escape(sentence)):
        load(path)

    assert (Locality.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_all_faults_are_named_at_once(tmp_path):
    path = tmp_path / "office.toml"
    path.write_text(SMALL.replace('parent = "1"', 'parent = "9"').replace('"BC-PM"', '""'))

    with pytest.raises(CommandError) as refusal:
        load(path)

    assert len(str(refusal.value).splitlines()) == 2


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="Không tìm thấy tệp"):
        load(tmp_path / "none.toml")
