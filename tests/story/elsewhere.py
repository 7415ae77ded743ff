"""Offices that the portal has never heard of, as the files that would describe them.

All places, people and figures are made up.
"""

from collections.abc import Iterable

PROVINCE, DISTRICT = "79x", "790x"
COMMUNE = "79x01"
RURAL = [
    "An Bình", "An Hiệp", "Đông Phước", "Hòa Lợi", "Long Thạnh", "Mỹ Đức", "Ô Môi", "Phú Thành",
    "Tân Quới", "Vĩnh Kim",
]  # fmt: skip
TOWNS = ["Cái Tắc", "Mái Dầm"]
HAMLETS = ["1", "2", "3", "Bờ Kè"]

KINDS = """
[[kind]]
code = "tinh"
name = "tỉnh"

[[kind]]
code = "huyen"
name = "huyện"

[[kind]]
code = "xa"
name = "xã"
rural = true

[[kind]]
code = "thi-tran"
name = "thị trấn"

[[kind]]
code = "ap"
name = "ấp"
village = true
rural = true

[[kind]]
code = "khom"
name = "khóm"
village = true

[[place]]
code = "79x"
kind = "tinh"
name = "Cửu Long Giang"
valid_from = 1992-01-01

[[place]]
code = "790x"
kind = "huyen"
name = "Châu Thới"
parent = "79x"
valid_from = 1992-01-01
"""

DISTRICT_OFFICE = """
[office]
code = "chau-thoi"
name = "Phòng Văn hóa và Thông tin"
locality = "790x"
parent_body = "ỦY BAN NHÂN DÂN HUYỆN CHÂU THỚI"
issuing_body = "PHÒNG VĂN HÓA VÀ THÔNG TIN"
symbol = "BC-VHTT"
place_name = "Châu Thới"
head_post = "Trưởng phòng"
archive_line = "VT, TH"
units_word = "xã, thị trấn"
villages_word = "ấp, khóm"
recipients = [
    "Sở Văn hóa, Thể thao và Du lịch Cửu Long Giang",
    "Ủy ban nhân dân huyện",
    "Ủy ban nhân dân các xã, thị trấn",
]
"""

COMMUNE_OFFICE = """
[office]
code = "xa-an-binh"
name = "Ủy ban nhân dân"
locality = "79x01"
parent_body = "ỦY BAN NHÂN DÂN HUYỆN CHÂU THỚI"
issuing_body = "ỦY BAN NHÂN DÂN XÃ AN BÌNH"
symbol = "BC-UBND"
place_name = "An Bình"
head_post = "Chủ tịch"
archive_line = "VT"
units_word = "ấp"
villages_word = "tổ tự quản"
recipients = ["Phòng Văn hóa và Thông tin huyện Châu Thới"]
"""

# The district's own form: the shipped one, whose lines and units are called by local words.
DISTRICT_FORM = """
code = "chau-thoi-2020"
name = "Biểu mẫu huyện Châu Thới 2020"
year_from = 2020
extends = "2020"
units = ["ấp, khóm"]

[[change.indicators]]
code = "VH.NVH_THON"
name = "Nhà văn hóa ấp, khóm"

[[change.indicators]]
code = "VH.NVH_THON_DATCHUAN"
name = "Nhà văn hóa ấp, khóm đạt chuẩn"

[[change.indicators]]
code = "VH.NVH_TYLE"
name = "Tỷ lệ nhà văn hóa ấp, khóm đạt chuẩn"

[[change.indicators]]
code = "PT.THON"
name = "Ấp, khóm"
unit = "ấp, khóm"

[[change.indicators]]
code = "PT.THON_CONGNHAN"
name = "Ấp, khóm được công nhận danh hiệu văn hóa"
unit = "ấp, khóm"

[[change.indicators]]
code = "PT.THON_TYLE"
name = "Tỷ lệ ấp, khóm văn hóa"

[[change.indicators]]
code = "PT.THON_5NAM"
name = "Ấp, khóm đạt danh hiệu 5 năm liên tục"
unit = "ấp, khóm"

[[change.indicators]]
code = "PT.THON_5NAM_KHEN"
name = "Ấp, khóm 5 năm liên tục được tặng Giấy khen"
unit = "ấp, khóm"
"""

# A form for hamlets, small enough for whoever keeps one's figures in a notebook.
COMMUNE_FORM = """
code = "ap-2020"
name = "Phiếu của ấp"
year_from = 2020
subject = "Công tác văn hóa năm {year} của {place}"
units = ["hộ", "có/không", "%"]

[[sections]]
code = "VH"
name = "Văn hóa"

[[indicators]]
code = "VH.HO"
name = "Hộ"
unit = "hộ"
places = "sum"
time = "stock"
required = true

[[indicators]]
code = "VH.HO_VANHOA"
name = "Hộ gia đình văn hóa"
unit = "hộ"
places = "sum"
time = "yearly"
required = true

[[indicators]]
code = "VH.TYLE"
name = "Tỷ lệ gia đình văn hóa"
unit = "%"
places = "ratio"
time = "yearly"
numerator = "VH.HO_VANHOA"
denominator = "VH.HO"
decimals = 2

[[indicators]]
code = "VH.TRUSO"
name = "Có trụ sở sinh hoạt"
unit = "có/không"
places = "yes"
time = "yearly"

[[rules]]
code = "ho"
kind = "hard"
check = "at-most"
left = ["VH.HO_VANHOA"]
right = ["VH.HO"]
sentence = "Số hộ văn hóa ({VH.HO_VANHOA}) lớn hơn số hộ ({VH.HO})."

[[outline]]
code = "ket-qua"
level = "part"
kind = "results"
title = "Kết quả năm {year}"

[[outline]]
code = "van-hoa"
parent = "ket-qua"
section = "VH"
level = "heading"
kind = "results"
title = "Đời sống văn hóa"

[[sentences]]
code = "ho"
node = "van-hoa"
template = "Các {units} có {VH.HO_VANHOA:unit} văn hóa, đạt {VH.TYLE:percent}; {VH.TRUSO:of} {units} có trụ sở."

[[annexes]]
kind = "totals"
title = "Số liệu năm {year} theo {units}"
"""


def place(code: str, kind: str, name: str, parent: str, villages: str = "") -> str:
    return f"""
[[place]]
code = "{code}"
kind = "{kind}"
name = "{name}"
parent = "{parent}"
valid_from = 2004-01-01
{villages}
"""


def hamlets(kind: str, names: Iterable[str] = HAMLETS) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f"[place.villages]\n{kind} = [{listed}]"


def district_file() -> str:
    """Twelve units with four hamlets or quarters each."""
    units = [("xa", "ap", name) for name in RURAL] + [("thi-tran", "khom", name) for name in TOWNS]
    return DISTRICT_OFFICE + KINDS + "".join(
        place(f"{PROVINCE}{number:02d}", kind, name, DISTRICT, hamlets(village))
        for number, (kind, village, name) in enumerate(units, start=1)
    )  # fmt: skip


def commune_file() -> str:
    return COMMUNE_OFFICE + KINDS + place(COMMUNE, "xa", "An Bình", DISTRICT, hamlets("ap"))
