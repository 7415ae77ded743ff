"""What a workbook of ours carries about itself is believed only when the portal wrote it."""

import pytest

from reports.entry.excel.identity import answers_in, facts_in, is_genuine, sealed

FACTS = {"sheet": "41", "form": "ab" * 32, "version.DC.HO": "3", "was.DC.HO": "value:1.234"}


def test_what_the_portal_sealed_is_genuine_in_any_order():
    carried = sealed(FACTS)

    assert is_genuine(dict(reversed(carried.items())))


@pytest.mark.parametrize(
    "tampered",
    [
        {"sheet": "42"}, {"version.DC.HO": "4"}, {"was.DC.HO": "value:1"}, {"seal": ""},
        {"version.VH.PANO": "1"},
    ],
)  # fmt: skip
def test_a_fact_that_somebody_changed_or_added_is_not_ours(tampered):
    assert not is_genuine(sealed(FACTS) | tampered)


def test_neither_is_one_that_lost_a_fact_or_never_had_a_seal():
    carried = sealed(FACTS)
    del carried["version.DC.HO"]

    assert not is_genuine(carried)
    assert not is_genuine({})


def test_another_portal_cannot_make_the_seal(settings):
    carried = sealed(FACTS)
    settings.SECRET_KEY = "another"

    assert not is_genuine(carried)


def test_addresses_and_facts_are_told_apart():
    ids = (("Phieu!G12", "DC.HO"), ("sheet", "41"), ("was.DC.HO", "no_data:Sổ mất!"))

    assert answers_in(ids) == {"Phieu!G12": "DC.HO"}
    assert facts_in(ids) == {"sheet": "41", "was.DC.HO": "no_data:Sổ mất!"}
