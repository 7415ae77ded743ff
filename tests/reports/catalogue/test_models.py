"""What the database itself refuses in a catalogue."""

import pytest
from django.db import IntegrityError

from reports.catalogue.models import Indicator, OutlineNode, Rule
from tests.reports.catalogue.factories import load_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"code": "VH.PANO"}, "indicator_one_per_version_and_code|UNIQUE"),
        ({"places": "ratio", "source": "computed"}, "indicator_ratio_has_both_parts"),
        ({"source": "register"}, "indicator_register_named_if_counted"),
        ({"register": "so.dem"}, "indicator_register_named_if_counted"),
        ({"as_of": "day", "as_of_day": 31}, "indicator_fixed_day_is_whole"),
        ({"as_of_day": 31, "as_of_month": 10}, "indicator_fixed_day_is_whole"),
        ({"decimals": 3}, "indicator_at_most_two_decimals"),
    ],
)
def test_indicator_that_contradicts_itself_is_refused(tmp_path, change, constraint):
    version = load_text(tmp_path)
    row = {
        "version": version,
        "section": version.sections.first(),
        "code": "VH.X",
        "name": "X",
        "unit": "cái",
        "order": 9,
        "places": "sum",
        "time": "flow",
        "source": "typed",
    }

    with pytest.raises(IntegrityError, match=constraint):
        Indicator.objects.create(**row | change)


def test_move_rule_without_limits_is_refused(tmp_path):
    with pytest.raises(IntegrityError, match="rule_move_has_limits"):
        Rule.objects.create(
            version=load_text(tmp_path), code="x", order=9, kind="soft", check_kind="moves"
        )


def test_only_a_part_stands_without_a_heading_above_it(tmp_path):
    with pytest.raises(IntegrityError, match="outline_node_only_parts_stand_alone"):
        OutlineNode.objects.create(
            version=load_text(tmp_path), code="x", order=9, level="heading", kind="results"
        )


def test_rows_are_called_by_what_they_are(tmp_path):
    version = load_text(tmp_path)

    assert str(version) == "Biểu mẫu thử"
    assert str(version.sections.get(code="VH")) == "Văn hóa"
    assert str(version.indicators.get(code="VH.PANO")) == "Pa nô"
    assert str(version.rules.get(code="ho")) == "ho"
    assert str(version.outline_nodes.get(code="van-hoa")) == "Văn hóa"
    assert str(version.sentences.get()) == "ho"
    assert str(version.annexes.get()) == "Tổng hợp"
