"""Every fault of a catalogue file is said, a line each, and nothing is loaded."""

import pytest
from django.core.management import CommandError, call_command

from localities import counting
from reports.catalogue import loader
from reports.catalogue.models import FormVersion
from tests.reports.catalogue.factories import SMALL, write_form


def _faults(folder, text, name="thu.toml"):
    with pytest.raises(loader.CatalogueFaultsError) as error:
        loader.read(write_form(folder, text, name))
    return error.value.lines


@pytest.fixture(autouse=True)
def _one_register(monkeypatch):
    monkeypatch.setattr(counting, "names", lambda: frozenset({"so.dem"}))


def _indicator(**values):
    table = {
        "code": '"VH.X"',
        "name": '"X"',
        "unit": '"cái"',
        "places": '"sum"',
        "time": '"flow"',
    } | values
    return "\n[[indicators]]\n" + "\n".join(f"{key} = {value}" for key, value in table.items())


def _rule(**values):
    table = {
        "code": '"x"',
        "kind": '"hard"',
        "check": '"at-most"',
        "left": '["VH.HO"]',
        "right": '["DC.HO"]',
        "sentence": '"Sai."',
    } | values
    lines = (f"{key} = {value}" for key, value in table.items() if value)
    return "\n[[rules]]\n" + "\n".join(lines)


def _sentence(template, **values):
    table = {"code": '"x"', "node": '"van-hoa"', "template": f'"{template}"'} | values
    return "\n[[sentences]]\n" + "\n".join(f"{key} = {value}" for key, value in table.items())


def _exhibit(**values):
    table = {
        "code": '"x"', "node": '"van-hoa"', "kind": '"places"', "indicators": '["VH.PANO"]',
        "question": '"Ở đâu nhiều nhất?"', "title": '"Pa nô"',
    } | values  # fmt: skip
    return "\n[[exhibits]]\n" + "\n".join(f"{key} = {value}" for key, value in table.items())


def _node(**values):
    table = {
        "code": '"x"',
        "level": '"heading"',
        "kind": '"results"',
        "title": '"X"',
        "parent": '"mot"',
    } | values
    return "\n[[outline]]\n" + "\n".join(f"{key} = {value}" for key, value in table.items())


def test_small_form_is_sound(tmp_path):
    form = loader.read(write_form(tmp_path))

    assert [line.code for line in form.indicators] == [
        "VH.PANO",
        "VH.HO",
        "VH.TYLE",
        "VH.TONG",
        "VH.LEHOI",
        "DC.HO",
    ]


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        (_indicator(code='"VH.PANO"'), "Chỉ tiêu VH.PANO: ghi hai lần."),
        (_indicator(code='"vh x"'), "Chỉ tiêu vh x: mã phải viết theo kiểu “VH.PANO”."),
        (_indicator(code='"QP.X"'), "Chỉ tiêu QP.X: không có lĩnh vực “QP”."),
        (_indicator(unit='"tấn"'), "Chỉ tiêu VH.X: không có đơn vị tính “tấn”."),
        (
            _indicator(places='"mean"'),
            "Chỉ tiêu VH.X: mục “places” ghi “mean”, chỉ nhận: sum, ratio, yes, office.",
        ),
        (
            _indicator(time='"week"'),
            "Chỉ tiêu VH.X: mục “time” ghi “week”, chỉ nhận: flow, stock, yearly.",
        ),
        (_indicator(colour='"red"'), "Chỉ tiêu VH.X: không có mục “colour”."),
        (_indicator(name="5"), "Chỉ tiêu VH.X: mục “name” phải là chữ."),
        (_indicator(decimals="true"), "Chỉ tiêu VH.X: mục “decimals” phải là số nguyên."),
        (_indicator(required="1"), "Chỉ tiêu VH.X: mục “required” phải là true hoặc false."),
        (_indicator(parts='"VH.HO"'), "Chỉ tiêu VH.X: mục “parts” phải là một danh sách chữ."),
        (_indicator(decimals="3"), "Chỉ tiêu VH.X: số chữ số thập phân chỉ từ 0 đến 2."),
        (
            _indicator(as_of='"30/02"'),
            "Chỉ tiêu VH.X: thời điểm “30/02” phải là cut-off, round hoặc ngày như “31/10”.",
        ),
        (
            _indicator(as_of='"cuối năm"'),
            "Chỉ tiêu VH.X: thời điểm “cuối năm” phải là cut-off, round hoặc ngày như “31/10”.",
        ),
        (
            _indicator(places='"ratio"', unit='"%"', numerator='"VH.HO"'),
            "Chỉ tiêu VH.X: tỷ lệ phải có đủ tử số và mẫu số.",
        ),
        (
            _indicator(numerator='"VH.HO"', denominator='"DC.HO"'),
            "Chỉ tiêu VH.X: chỉ tỷ lệ mới có tử số và mẫu số.",
        ),
        (
            _indicator(
                places='"ratio"',
                unit='"%"',
                numerator='"VH.HO"',
                denominator='"DC.HO"',
                parts='["VH.PANO"]',
            ),
            "Chỉ tiêu VH.X: tỷ lệ không cộng từ các số thành phần.",
        ),
        (
            _indicator(parts='["VH.KHONG"]'),
            "Chỉ tiêu VH.X: công thức dùng chỉ tiêu “VH.KHONG” không có.",
        ),
        (
            _indicator(parts='["VH.TYLE"]'),
            "Chỉ tiêu VH.X: công thức dùng “VH.TYLE” không phải là số cộng được.",
        ),
        (
            _indicator(parts='["VH.HO"]', register='"so.dem"'),
            "Chỉ tiêu VH.X: chỉ tiêu tự tính thì không đếm từ sổ.",
        ),
        (
            _indicator(register='"so.khac"'),
            "Chỉ tiêu VH.X: không có sổ nào đếm được “so.khac”.",
        ),
        (
            _indicator(unit='"%"'),
            "Chỉ tiêu VH.X: “%” chỉ dùng cho tỷ lệ.",
        ),
        (
            _indicator(unit='"có/không"'),
            "Chỉ tiêu VH.X: “có/không” chỉ dùng cho chỉ tiêu đếm số đơn vị có.",
        ),
        (
            _indicator(parts='["VH.X"]'),
            "Chỉ tiêu VH.X: công thức vòng tròn: VH.X → VH.X.",
        ),
        (
            _indicator(parts='["VH.Y"]') + _indicator(code='"VH.Y"', parts='["VH.X"]'),
            "Chỉ tiêu VH.X: công thức vòng tròn: VH.X → VH.Y → VH.X.",
        ),
        (_rule(left='["VH.KHONG"]'), "Quy tắc x: không có chỉ tiêu “VH.KHONG”."),
        (_rule(code='"ho"'), "Quy tắc ho: ghi hai lần."),
        (
            _rule(kind='"strict"'),
            "Quy tắc x: mục “kind” ghi “strict”, chỉ nhận: hard, soft.",
        ),
        (
            _rule(right=""),
            "Quy tắc x: phép kiểm tra at-most cần cả “left” và “right”, không có “every”.",
        ),
        (
            _rule(check='"falls"', right="", left=""),
            "Quy tắc x: so với năm trước chỉ cần “left” hoặc “every”.",
        ),
        (
            _rule(check='"falls"', right="", left="", every='"all"'),
            "Quy tắc x: mục “every” ghi “all”, chỉ nhận: stock, number.",
        ),
        (
            _rule(check='"moves"', right=""),
            "Quy tắc x: “percent” và “units” đi cùng phép kiểm tra moves, và chỉ với nó.",
        ),
        (
            _rule(check='"moves"', right="", percent="-1", units="5"),
            "Quy tắc x: “percent” và “units” không được nhỏ hơn 0.",
        ),
        (_rule(sentence='"Sai {DC.KHONG}."'), "Quy tắc x: câu báo không hiểu “{DC.KHONG}”."),
        (_node(parent='"khong"'), "Đề mục x: đề mục cha “khong” phải đứng trước và là một phần."),
        (_node(level='"part"'), "Đề mục x: một phần không nằm dưới đề mục nào."),
        (_node(section='"QP"'), "Đề mục x: không có lĩnh vực “QP”."),
        (_node(title='"Có {VH.HO}"'), "Đề mục x: chỉ được dùng năm, địa danh, không dùng số liệu."),
        (_node(title='"Năm {yaer}"'), "Đề mục x: không hiểu “{yaer}”."),
        (_exhibit(node='"khong"'), "Bảng, biểu đồ x: không có đề mục “khong”."),
        (_exhibit(indicators="[]"), "Bảng, biểu đồ x: phải có chỉ tiêu."),
        (_exhibit(indicators='["VH.KHONG"]'), "Bảng, biểu đồ x: không có chỉ tiêu “VH.KHONG”."),
        (
            _exhibit(indicators='["VH.PANO", "VH.HO"]'),
            "Bảng, biểu đồ x: một biểu đồ chỉ trả lời về một chỉ tiêu.",
        ),
        (
            _exhibit(indicators='["VH.LEHOI"]'),
            "Bảng, biểu đồ x: chỉ tiêu VH.LEHOI không xếp được theo cách này.",
        ),
        (
            _exhibit(title='"Có {VH.PANO} pa nô"'),
            "Bảng, biểu đồ x: chỉ được dùng năm, địa danh, không dùng số liệu.",
        ),
        (_sentence("Có.", node='"khong"'), "Câu x: không có đề mục “khong”."),
        (_sentence("Có {VH.KHONG}."), "Câu x: không có chỉ tiêu “VH.KHONG”."),
        (_sentence("Có {target:VH.KHONG}."), "Câu x: không có chỉ tiêu “VH.KHONG”."),
        (
            _sentence("Có {VH.HO:bogus}."),
            "Câu x: không có cách viết “bogus” trong “{VH.HO:bogus}”.",
        ),
        (_sentence("Có {VH.HO:percent}."), "Câu x: cách viết “percent” không dùng được cho VH.HO."),
        (_sentence("Có {VH.HO"), "Câu x: dấu “{” không khớp hoặc lồng nhau."),
        (_sentence("Có {list:so.khac}."), "Câu x: không có sổ nào đếm được “so.khac”."),
        (
            _sentence("Có.", when='"VH.KHONG > 0"'),
            "Câu x: điều kiện dùng chỉ tiêu “VH.KHONG” không có.",
        ),
        (
            _sentence("Có.", when='"nhiều"'),
            "Câu x: điều kiện “nhiều” phải viết theo kiểu “TT.HC_VANG > 0”.",
        ),
        ('\n[[annexes]]\nkind = "totals"\ntitle = "X"', "Phụ lục totals: ghi hai lần."),
        ('\n[[sections]]\nname = "X"', "Lĩnh vực thứ 3: thiếu mục “code”."),
    ],
)
def test_fault_has_its_line(tmp_path, added, fault):
    assert _faults(tmp_path, SMALL + added) == [fault]


def test_every_fault_is_listed_at_once(tmp_path):
    text = SMALL + _indicator(unit='"tấn"') + _rule(left='["A.B"]') + _sentence("{C.D}")

    assert _faults(tmp_path, text) == [
        "Chỉ tiêu VH.X: không có đơn vị tính “tấn”.",
        "Quy tắc x: không có chỉ tiêu “A.B”.",
        "Câu x: không có chỉ tiêu “C.D”.",
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("x = ", ["Tệp thu.toml: sai cú pháp TOML"]),
        ('colour = "red"', ["Tệp thu.toml: không có mục “colour”"]),
        ('indicators = "x"', ["Tệp thu.toml: mục “indicators” phải viết thành các bảng"]),
        (
            'include = "x"',
            ["Tệp thu.toml: mục “include” phải là một danh sách chữ"],
        ),
        (
            "units = []",
            [
                "Biểu mẫu: thiếu mục “code”",
                "Biểu mẫu: thiếu mục “name”",
                "Biểu mẫu: thiếu mục “year_from”",
            ],
        ),
        ("[change]", ["Tệp thu.toml: mục “change” chỉ dùng khi có “extends”"]),
        ('include = ["khong.toml"]', ["Tệp khong.toml: không mở được tệp"]),
        ('include = ["../ngoai.toml"]', ["Tệp ngoai.toml: tệp kèm theo phải nằm cùng thư mục"]),
        ('code = "a"\nextends = "thu"', ["Tệp thu.toml: các tệp kế thừa nhau thành vòng tròn"]),
    ],
)
def test_file_that_cannot_be_read_says_why(tmp_path, text, faults):
    found = _faults(tmp_path, text)

    assert len(found) == len(faults)
    assert all(line.startswith(fault) for line, fault in zip(found, faults, strict=True))


def test_broken_row_is_not_reported_again_by_those_that_point_at_it(tmp_path):
    text = SMALL.replace('code = "DC.HO"\nname = "Hộ"', 'code = "DC.HO"\nname = 5')

    assert _faults(tmp_path, text) == ["Chỉ tiêu DC.HO: mục “name” phải là chữ."]


def test_text_longer_than_the_database_holds_is_a_fault(tmp_path):
    text = SMALL + _indicator(name=f'"{"X" * 301}"')

    assert _faults(tmp_path, text) == ["Chỉ tiêu VH.X: mục “name” dài quá 300 ký tự."]


def test_file_that_is_not_text_says_so(tmp_path):
    path = tmp_path / "thu.toml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(loader.CatalogueFaultsError, match=r"Tệp thu\.toml: tệp không phải chữ"):
        loader.read(path)


def test_included_file_may_hold_lists_only(tmp_path):
    write_form(tmp_path, 'name = "X"', "kem.toml")

    assert _faults(tmp_path, 'include = ["kem.toml"]\n' + SMALL) == [
        "Tệp kem.toml: tệp kèm theo không được có mục “name”."
    ]


CHILD = 'code = "con"\nname = "Con"\nyear_from = 2020\nextends = "thu"\n'


def test_extension_adds_changes_and_removes(tmp_path):
    write_form(tmp_path)
    child = (
        CHILD
        + '[remove]\nindicators = ["VH.TONG"]\n'
        + '[[change.indicators]]\ncode = "VH.PANO"\nname = "Pa nô mới"\n'
        + _indicator(after='"VH.PANO"')
    )

    form = loader.read(write_form(tmp_path, child, "con.toml"))

    assert [line.code for line in form.indicators] == [
        "VH.PANO",
        "VH.X",
        "VH.HO",
        "VH.TYLE",
        "VH.LEHOI",
        "DC.HO",
    ]
    assert form.indicators[0].name == "Pa nô mới"
    assert form.subject == "Báo cáo năm {year}"


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        (
            '[remove]\nindicators = ["VH.KHONG"]',
            "Tệp con.toml, chỉ tiêu VH.KHONG: không có trong bản gốc nên không bỏ được.",
        ),
        (
            '[[change.rules]]\ncode = "khong"\nkind = "soft"',
            "Tệp con.toml, quy tắc khong: không có trong bản gốc nên không sửa được.",
        ),
        (_indicator(code='"VH.PANO"'), "Chỉ tiêu VH.PANO: ghi hai lần."),
        ("[remove]\nindicator = []", "Tệp con.toml: không có mục “remove.indicator”."),
        (
            '[remove]\nindicators = "VH.HO"',
            "Tệp con.toml: mục “remove.indicators” viết chưa đúng kiểu danh sách.",
        ),
        ('change = "x"', "Tệp con.toml: mục “change” phải là một bảng."),
        ('[remove]\nindicators = ["DC.HO"]', "Quy tắc ho: không có chỉ tiêu “DC.HO”."),
    ],
)
def test_extension_that_does_not_fit_its_base_says_so(tmp_path, added, fault):
    write_form(tmp_path)

    assert fault in _faults(tmp_path, CHILD + added, "con.toml")


def test_comments_do_not_make_another_version(tmp_path):
    plain = loader.read(write_form(tmp_path))
    commented = loader.read(write_form(tmp_path, "# Ghi chú\n" + SMALL))
    changed = loader.read(write_form(tmp_path, SMALL.replace("Pa nô", "Pa-nô")))

    assert plain.sha256 == commented.sha256 != changed.sha256


@pytest.mark.django_db
def test_command_prints_every_fault_and_loads_nothing(tmp_path):
    path = write_form(tmp_path, SMALL + _indicator(unit='"tấn"') + _rule(left='["A.B"]'))

    with pytest.raises(CommandError) as error:
        call_command("load_catalogue", path)

    assert str(error.value).splitlines() == [
        "Chỉ tiêu VH.X: không có đơn vị tính “tấn”.",
        "Quy tắc x: không có chỉ tiêu “A.B”.",
    ]
    assert not FormVersion.objects.exists()


@pytest.mark.django_db
def test_command_says_what_it_loaded(tmp_path, capsys):
    call_command("load_catalogue", write_form(tmp_path))

    assert capsys.readouterr().out == "Biểu mẫu thử: 6 chỉ tiêu trong 2 lĩnh vực.\n"
