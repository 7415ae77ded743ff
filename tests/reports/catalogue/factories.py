"""Form versions for tests: the shipped ones, or a small one written in the test."""

from pathlib import Path

from audit.actions import System
from reports.catalogue import actions, loader
from reports.catalogue.models import FormVersion

SMALL = """
code = "thu"
name = "Biểu mẫu thử"
year_from = 2019
subject = "Báo cáo năm {year}"
units = ["hộ", "cái", "%", "có/không", "di tích"]

[[sections]]
code = "VH"
name = "Văn hóa"

[[sections]]
code = "DC"
name = "Dân cư"

[[indicators]]
code = "VH.PANO"
name = "Pa nô"
unit = "cái"
places = "sum"
time = "flow"

[[indicators]]
code = "VH.HO"
name = "Hộ văn hóa"
unit = "hộ"
places = "sum"
time = "yearly"

[[indicators]]
code = "VH.TYLE"
name = "Tỷ lệ hộ văn hóa"
unit = "%"
places = "ratio"
time = "yearly"
numerator = "VH.HO"
denominator = "DC.HO"
decimals = 2

[[indicators]]
code = "VH.TONG"
name = "Hộ và pa nô"
unit = "cái"
places = "sum"
time = "flow"
parts = ["VH.PANO", "VH.HO"]

[[indicators]]
code = "VH.LEHOI"
name = "Có lễ hội"
unit = "có/không"
places = "yes"
time = "yearly"

[[indicators]]
code = "DC.HO"
name = "Hộ"
unit = "hộ"
places = "sum"
time = "stock"
required = true

[[rules]]
code = "ho"
kind = "hard"
check = "at-most"
left = ["VH.HO"]
right = ["DC.HO"]
sentence = "Số hộ văn hóa ({VH.HO}) lớn hơn số hộ ({DC.HO})."

[[rules]]
code = "giam"
kind = "soft"
check = "falls"
every = "stock"
sentence = "{name} giảm từ {previous} xuống {value}."

[[outline]]
code = "mot"
level = "part"
kind = "results"
title = "Kết quả năm {year}"

[[outline]]
code = "van-hoa"
parent = "mot"
section = "VH"
level = "heading"
kind = "results"
title = "Văn hóa"
prose = true

[[sentences]]
code = "ho"
node = "van-hoa"
template = "Có {VH.HO:unit} văn hóa[[, đạt {VH.TYLE:percent}]]."

[[annexes]]
kind = "totals"
title = "Tổng hợp"
"""


def load_form(code: str = "2020") -> FormVersion:
    """A shipped form version."""
    return actions.load(source=loader.SHIPPED / f"{code}.toml", by=System("tests"))


def load_text(folder: Path, text: str = SMALL, name: str = "thu.toml") -> FormVersion:
    """A form version from TOML text."""
    return actions.load(source=write_form(folder, text, name), by=System("tests"))


def write_form(folder: Path, text: str = SMALL, name: str = "thu.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
