"""The shipped catalogues hold everything that the office asks and says."""

import re
from collections import Counter
from difflib import SequenceMatcher

import pytest

from reports.catalogue import loader, templates
from reports.catalogue.models import Annex, Indicator, OutlineNode
from reports.catalogue.templates import FigureSlot, ListSlot, TargetSlot
from vhtt_portal.text import fold

CODES = [
    "VH.VANBAN",
    "VH.TUYENTRUYEN",
    "VH.PANO",
    "VH.BANGRON",
    "VH.CO",
    "VH.VANNGHE_PHONG",
    "VH.VANNGHE_XA",
    "VH.LIENHOAN_DOAN",
    "VH.CLB_VANNGHE",
    "VH.DITICH_QGDB",
    "VH.DITICH_QG",
    "VH.DITICH_TINH",
    "VH.DITICH_KIEMKE",
    "VH.DITICH_TONG",
    "VH.DITICH_MOI",
    "VH.TUBO",
    "VH.TUBO_KP",
    "VH.LEHOI",
    "VH.DSPVT",
    "VH.NVH_XA",
    "VH.NVH_THON",
    "VH.NVH_THON_DATCHUAN",
    "VH.NVH_TYLE",
    "VH.THIETCHE_KP",
    "VH.THUVIEN",
    "VH.TUSACH",
    "VH.KTRA_PHONG",
    "VH.NHACNHO_PHONG",
    "VH.XUPHAT_PHONG",
    "VH.KTRA_XA",
    "VH.NHACNHO_XA",
    "VH.XUPHAT_XA",
    "TT.MUNGXUAN",
    "TT.GIAI_PHONG",
    "TT.GIAI_XA",
    "TT.GIAI_TINH",
    "TT.HC_VANG",
    "TT.HC_BAC",
    "TT.HC_DONG",
    "TT.VDV",
    "TT.NGUOITAP",
    "TT.NGUOITAP_TYLE",
    "TT.GIADINH",
    "TT.GIADINH_TYLE",
    "TT.CLB",
    "TT.SAN",
    "TT.BEBOI",
    "TT.DUDK",
    "DL.LUOTKHACH",
    "DL.KHACH_QT",
    "DL.COSO_LUUTRU",
    "DL.PHONG",
    "DL.DIEM",
    "DL.DIEM_TUPHAT",
    "DL.DOANHTHU",
    "DL.KTRA_PHONG",
    "DL.KTRA_XA",
    "DL.TAPHUAN",
    "GD.HO_MOTTHEHE",
    "GD.HO_HAITHEHE",
    "GD.HO_BATHEHE",
    "GD.BLGD_VU",
    "GD.BL_THANTHE",
    "GD.BL_TINHTHAN",
    "GD.BL_TINHDUC",
    "GD.BL_KINHTE",
    "GD.NN_NU",
    "GD.NN_NAM",
    "GD.NN_DUOI16",
    "GD.NN_TU60",
    "GD.GBL_NU",
    "GD.GBL_NAM",
    "GD.XL_GOPY",
    "GD.XL_HANHCHINH",
    "GD.XL_HINHSU",
    "GD.HT_TUVAN",
    "GD.HT_YTE",
    "GD.CLB",
    "GD.DIACHI_TINCAY",
    "GD.DUONGDAYNONG",
    "GD.NHOM_PCBLGD",
    "PT.HO_DANGKY",
    "PT.HO_CONGNHAN",
    "PT.GDVH_TYLE",
    "PT.THON",
    "PT.THON_CONGNHAN",
    "PT.THON_TYLE",
    "PT.THON_5NAM",
    "PT.THON_5NAM_KHEN",
    "PT.CQ_TONG",
    "PT.CQ_DANGKY",
    "PT.CQ_CONGNHAN",
    "PT.CQ_DATCHUAN",
    "PT.CQ_TYLE",
    "PT.NGO_DANGKY",
    "PT.NGO_CONGNHAN",
    "PT.XA_TIEUBIEU",
    "PT.NTVT",
    "PT.CUOI",
    "PT.CUOI_VANMINH",
    "PT.TANG",
    "PT.TANG_VANMINH",
    "PT.NTM_06",
    "PT.NTM_16",
    "PT.XHH",
    "TTTT.CONG_TRUYCAP",
    "TTTT.CONG_TIN",
    "TTTT.TRANG_XA",
    "TTTT.DAI",
    "TTTT.TIN_PHAT",
    "TTTT.TACPHAM",
    "TTTT.GIAITHUONG",
    "TTTT.CTS",
    "TTTT.TAPHUAN",
    "TTTT.DVC3_HUYEN",
    "TTTT.DVC4_HUYEN",
    "TTTT.DVC3_XA",
    "TTTT.DVC4_XA",
    "TTTT.HS_HUYEN",
    "TTTT.HS_XA",
    "TTTT.HS_TONG",
    "TTTT.TO_CNSCD",
    "TTTT.COSO_INTERNET",
    "TTTT.KTRA_PHONG",
    "TTTT.KTRA_XA",
    "DC.DANSO",
    "DC.HO",
]

REGISTERS = [
    "activities.directives",
    "activities.propaganda_rounds",
    "activities.performances",
    "activities.festival_delegations",
    "activities.inspected_establishments",
    "activities.reminded_establishments",
    "activities.sanctioned_establishments",
    "heritage.sites_special_national",
    "heritage.sites_national",
    "heritage.sites_provincial",
    "heritage.sites_inventory",
    "heritage.sites_newly_designated",
    "heritage.restorations",
    "heritage.restoration_cost",
    "heritage.festivals_held",
    "heritage.intangible_listed",
    "sports.district_tournaments",
    "sports.local_tournaments",
    "sports.provincial_tournaments",
    "sports.gold_medals",
    "sports.silver_medals",
    "sports.bronze_medals",
    "sports.athletes",
    "campaigns.households_registered",
    "campaigns.households_recognised",
    "campaigns.villages",
    "campaigns.villages_recognised",
    "campaigns.villages_five_years",
    "campaigns.villages_five_years_commended",
    "campaigns.agencies_total",
    "campaigns.agencies_registered",
    "campaigns.agencies_recognised",
    "campaigns.agencies_standard",
    "campaigns.lanes_registered",
    "campaigns.lanes_recognised",
    "campaigns.exemplary_localities",
    "campaigns.good_deeds",
]

# Every figure that the yearly report of 2020 states, by the way in which it is said.
SAID = {
    ("VH.VANBAN", "unit"), ("VH.VANNGHE_PHONG", "unit"), ("VH.LIENHOAN_DOAN", "unit"),
    ("VH.DITICH_TONG", "unit"), ("VH.DITICH_QG", ""), ("VH.DITICH_TINH", ""),
    ("VH.THIETCHE_KP", "unit"), ("VH.KTRA_PHONG", "unit"), ("VH.NHACNHO_PHONG", "unit"),
    ("TT.MUNGXUAN", "of"), ("TT.GIAI_PHONG", "unit"), ("TT.GIAI_TINH", "unit"),
    ("TT.HC_VANG", ""), ("TT.HC_BAC", ""), ("TT.HC_DONG", ""),
    ("PT.GDVH_TYLE", "percent"), ("PT.THON_TYLE", "of"), ("PT.THON_TYLE", "percent"),
    ("PT.THON_5NAM", ""), ("PT.THON_5NAM_KHEN", ""), ("PT.CQ_DANGKY", "unit"),
    ("PT.NGO_DANGKY", "unit"),
    ("TTTT.CONG_TRUYCAP", "unit"), ("TTTT.CONG_TIN", "unit"), ("TTTT.TACPHAM", "unit"),
    ("TTTT.GIAITHUONG", "unit"), ("TTTT.CTS", "unit"), ("TTTT.TAPHUAN", "unit"),
    ("TTTT.DVC3_HUYEN", "unit"), ("TTTT.DVC4_HUYEN", "unit"), ("TTTT.DVC3_XA", "unit"),
    ("TTTT.DVC4_XA", "unit"), ("TTTT.HS_TONG", "unit"), ("TTTT.HS_HUYEN", "unit"),
    ("TTTT.HS_XA", "unit"), ("DL.TAPHUAN", "unit"),
}  # fmt: skip
LISTED = {
    "heritage.sites_newly_designated",
    "heritage.festivals_held",
    "sports.district_tournaments",
    "sports.provincial_tournaments",
}
TARGETS = {
    "PT.GDVH_TYLE",
    "PT.THON_TYLE",
    "PT.CQ_TYLE",
    "VH.NVH_TYLE",
    "PT.NGO_CONGNHAN",
    "TT.GIAI_PHONG",
    "TT.GIAI_XA",
}


def _shipped(code):
    return loader.read(loader.SHIPPED / f"{code}.toml")


def _slots(definition):
    return [
        slot
        for sentence in definition.sentences
        for slot in templates.slots(templates.parse(sentence.template))
    ]


def test_2020_holds_every_indicator_and_no_other():
    assert sorted(line.code for line in _shipped("2020").indicators) == sorted(CODES)


def test_2020_is_fed_by_every_register():
    registers = {line.register for line in _shipped("2020").indicators}

    assert registers - {""} == set(REGISTERS)


def test_2020_says_every_figure_of_the_yearly_report():
    slots = _slots(_shipped("2020"))

    said = {(slot.code, slot.shape.value) for slot in slots if isinstance(slot, FigureSlot)}
    assert SAID - said == set()
    assert LISTED - {slot.name for slot in slots if isinstance(slot, ListSlot)} == set()
    assert TARGETS - {slot.code for slot in slots if isinstance(slot, TargetSlot)} == set()


def test_2020_asks_and_says_enough_of_every_line():
    form = _shipped("2020")
    said = {slot.code for slot in _slots(form) if isinstance(slot, FigureSlot)}
    parts = {line.numerator for line in form.indicators}
    parts |= {line.denominator for line in form.indicators}

    assert {line.code for line in form.indicators} - said - parts == set()


def test_no_sentence_names_a_kind_of_place_that_another_office_may_not_have():
    for code in ("2016", "2020", "2021"):
        form = _shipped(code)
        texts = [sentence.template for sentence in form.sentences]
        texts += [node.title for node in form.outline] + [annex.title for annex in form.annexes]
        texts += [form.subject, form.opening, form.closing]
        literal = ("thị xã", "phường", "thị trấn", "thôn,", "tổ dân phố", "Hồng Lĩnh")
        assert [text for text in texts if any(word in text for word in literal)] == []


def test_every_field_stands_in_both_parts_of_the_report():
    form = _shipped("2020")
    for kind in (OutlineNode.Kind.RESULTS, OutlineNode.Kind.DIRECTIONS):
        sections = {node.section for node in form.outline if node.kind == kind}
        assert sections - {""} == {"VH", "TT", "DL", "GD", "PT", "TTTT"}
    kinds = {node.kind for node in form.outline if node.prose}
    assert kinds == set(OutlineNode.Kind)


def test_annexes_are_the_five_of_the_report():
    assert [annex.kind for annex in _shipped("2020").annexes] == list(Annex.Kind)


def test_mass_sport_is_fixed_at_its_own_day_and_titles_by_their_round():
    lines = {line.code: line for line in _shipped("2020").indicators}

    assert lines["TT.NGUOITAP"].as_of_day_and_month == (31, 10)
    assert lines["TT.GIADINH"].as_of_day_and_month == (31, 10)
    assert lines["PT.THON_CONGNHAN"].as_of_kind == Indicator.AsOf.ROUND
    assert lines["VH.PANO"].as_of_kind == Indicator.AsOf.CUT_OFF


def test_domestic_violence_is_sensitive():
    sensitive = {line.code for line in _shipped("2020").indicators if line.sensitive}

    assert {"GD.BLGD_VU", "GD.NN_NU", "GD.GBL_NAM", "GD.XL_HINHSU"} <= sensitive
    assert all(code.startswith("GD.") for code in sensitive)


def test_2021_is_2020_with_its_diff():
    old = {line.code: line for line in _shipped("2020").indicators}
    new = {line.code: line for line in _shipped("2021").indicators}

    assert new.keys() - old.keys() == {
        "VH.TT_BAUCU", "TT.DAIHOI_XA", "VH.NV_KETLUAN", "VH.NV_KETLUAN_XONG", "VH.NV_DUAN",
        "VH.NV_DUAN_XONG",
    }  # fmt: skip
    assert old.keys() - new.keys() == set()
    assert {code for code in old if old[code] != new[code]} == {
        "VH.THIETCHE_KP",
        "PT.NGO_DANGKY",
        "PT.NGO_CONGNHAN",
    }
    codes = list(new)
    assert codes.index("VH.TT_BAUCU") == codes.index("VH.TUYENTRUYEN") + 1


def test_2016_is_a_smaller_form_of_its_own():
    old = {line.code for line in _shipped("2016").indicators}

    assert len(old) < 70
    assert {"GD.HO_CAOTUOI", "GD.HO_TREEM", "GD.TAOHON"} <= old - set(CODES)


@pytest.mark.parametrize("code", ["2016", "2020", "2021"])
def test_every_shipped_sentence_has_a_code_and_ends_as_a_sentence(code):
    form = _shipped(code)

    assert all(sentence.template.endswith((".", ".]]")) for sentence in form.sentences)
    assert all(rule.sentence.endswith(".") for rule in form.rules)


# --- Definitions --------------------------------------------------------------------------------

# 1.250 · 98,08 · 7 · a year; not 1250, 1,250 or 12.5
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_WRITTEN = re.compile(r"(\d{1,3}(\.\d{3})+|\d{1,3})(,\d{1,2})?|20[012]\d")


@pytest.mark.parametrize("code", ["2016", "2020", "2021"])
def test_every_line_is_defined_and_has_a_concrete_case_of_its_own(code):
    lines = _shipped(code).indicators
    examples = Counter(line.example for line in lines)

    assert [line.code for line in lines if not _is_sentence(line.explanation)] == []
    assert [line.code for line in lines if not _is_sentence(line.example)] == []
    assert [line.code for line in lines if len(line.example) > 200] == []
    assert [example for example, count in examples.items() if count > 1] == []
    assert [line.code for line in lines if _says_the_same(line)] == []


@pytest.mark.parametrize("code", ["2016", "2020", "2021"])
def test_definitions_write_numbers_as_people_here_write_them(code):
    odd = [
        (line.code, number)
        for line in _shipped(code).indicators
        for text in (line.explanation, line.example)
        for number in _NUMBER.findall(text)
        if not _WRITTEN.fullmatch(number)
    ]

    assert odd == []


def _is_sentence(text):
    return (text[:1].isupper() or text[:1].isdigit()) and text.endswith((".", "”."))


def _says_the_same(line):
    """A case that only turns the definition round helps nobody."""
    return SequenceMatcher(None, fold(line.explanation), fold(line.example)).ratio() > 0.75
