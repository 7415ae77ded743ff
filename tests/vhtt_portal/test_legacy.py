"""TCVN3 and VNI: recognised, converted to the letter, and never seen where they are not."""

import random
import subprocess

import pytest

from tests.vhtt_portal.vietnamese import SURNAMES, syllables, syllables_of_latin_1, typed
from vhtt_portal import legacy
from vhtt_portal.legacy import Encoding, converted, legacy_around, legacy_of, readable

TCVN3, VNI = Encoding.TCVN3, Encoding.VNI
LETTERS = [
    letter
    for row in (
        "aàảãáạăằẳẵắặâầẩẫấậ", "eèẻẽéẹêềểễếệ", "iìỉĩíị", "oòỏõóọôồổỗốộơờởỡớợ", "uùủũúụưừửữứự",
        "yỳỷỹýỵ", "đ",
    )
    for letter in row
]  # fmt: skip


def test_tcvn3_is_the_standards_table():
    """glibc knows TCVN 5712 on its own account."""
    done = subprocess.run(
        ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
        input="".join(legacy._TCVN3).encode("latin-1"), capture_output=True, check=True,
    )  # fmt: skip

    assert done.stdout.decode() == "".join(legacy._TCVN3.values())
    assert len(legacy._TCVN3) == 74


def test_vni_has_every_letter_once_small_and_capital():
    marked = [letter for letter in LETTERS if not letter.isascii()]

    assert len(marked) == 67
    assert {legacy._VNI[typed(letter, VNI)] for letter in marked} == set(marked)
    capitals = {letter.upper() for letter in marked}
    assert capitals <= set(legacy._VNI.values())
    assert converted("aúÎî", VNI) == "ẳỴỵ"


@pytest.mark.parametrize(
    ("old", "encoding", "font", "plain"),
    [
        ("B¸o c¸o ph\xad\xeang §Ëu Liªu", TCVN3, "", "Báo cáo phường Đậu Liêu"),
        ("§Ëu Liªu", TCVN3, ".VnTime", "Đậu Liêu"),
        ("tæng sè hé gia ®×nh", TCVN3, "Arial", "tổng số hộ gia đình"),
        ("Tæng hîp", TCVN3, ".VnTimeH", "TỔNG HỢP"),
        ("Hé", TCVN3, ".VnArial Narrow", "Hộ"),
        ("chaøo caùc baïn", VNI, "", "chào các bạn"),
        ("UÛy ban nhaân daân phöôøng Ñaäu Lieâu", VNI, "", "Ủy ban nhân dân phường Đậu Liêu"),
        ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", VNI, "", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("Hoä", VNI, "VNI-Times", "Hộ"),
        ("kyõ thuaät, myõ thuaät", VNI, "VNI-Times", "kỹ thuật, mỹ thuật"),
    ],
)
def test_old_text_is_recognised_and_read(old, encoding, font, plain):
    assert legacy_of(old, font) == encoding
    assert readable(old, font) == (plain, encoding)


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Đậu Liêu", ".VnTime"),
        ("Bá Hà Tài Lúa", ".VnTime"),
        ("Bá Hà Tài Lúa", "VNI-Times"),
        ("Tổng hợp", ".VnTimeH"),
        ("1.234,5", ".VnTime"),
        ("Tong hop", "VNI-Times"),
        ("500 m² ± 3°, ½ · 2 × 4", ""),
        ("Hélène, Désirée, Zoë à Genève", ""),
        ("", ".VnTime"),
    ],
)
def test_text_that_needs_no_conversion_is_left_alone(text, font):
    assert legacy_of(text, font) is None
    assert readable(text, font)[1] is None


def test_a_word_too_short_to_tell_is_read_as_those_around_it():
    around = legacy_around(["Tæng sè hé gia ®×nh", "Đám cưới", "§¸m tang", "1.234"])

    assert around == TCVN3
    assert readable("Hé") == ("Hé", None)
    assert readable("Hé", around=around) == ("Hộ", TCVN3)
    assert readable("Đám cưới", around=around) == ("Đám cưới", None)
    assert readable("1.234", around=around) == ("1.234", None)
    assert legacy_around(["Đám cưới", "Hộ gia đình"]) is None


@pytest.mark.parametrize("encoding", Encoding)
def test_every_sentence_comes_back_and_is_recognised(encoding, seed):
    chance = random.Random(seed)

    for _ in range(2000):
        sentence = " ".join(syllables(chance, chance.randint(6, 20)))
        old = typed(sentence, encoding)
        assert converted(old, encoding) == sentence
        if sum(not char.isascii() for char in old) >= 3:
            assert legacy_of(old) == encoding, sentence


def test_no_false_alarm_in_twenty_thousand_texts(seed):
    """Names and sentences in Unicode, the hardest ones too: only letters that Latin-1 has."""
    chance = random.Random(seed)
    makers = [
        lambda: f"{chance.choice(SURNAMES)} {' '.join(syllables(chance, 2)).title()}",
        lambda: " ".join(syllables(chance, chance.randint(1, 15))),
        lambda: " ".join(syllables_of_latin_1(chance, chance.randint(1, 8))).title(),
        lambda: f"{chance.randint(0, 10**6):,} hộ, {chance.random():.2%}".replace(",", "."),
        lambda: "".join(chr(chance.randint(32, 126)) for _ in range(20)),
    ]

    alarms = [text for _ in range(4000) for text in (make() for make in makers) if legacy_of(text)]

    assert alarms == []
