"""Static files that go over the line as one."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from vhtt_portal.bundles import BUNDLES, thinned

STATIC = Path("static")


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_holds_all_of_its_parts_in_order(name):
    found = Path(finders.find(name)).read_text()

    ends = [found.index(thinned((STATIC / part).read_text())) for part in BUNDLES[name]]
    assert ends == sorted(ends)
    assert not (STATIC / name).exists()


def test_a_changed_part_changes_the_bundle(monkeypatch, tmp_path, settings):
    settings.BASE_DIR, settings.VAR_DIR = tmp_path, tmp_path / "var"
    (tmp_path / "static/css").mkdir(parents=True)
    part = tmp_path / "static/css/one.css"
    monkeypatch.setitem(BUNDLES, "css/all.css", ("css/one.css",))
    finder = type(finders.get_finder("vhtt_portal.bundles.BundleFinder"))()

    for style in ("p { color: red; }", "p { color: blue; }"):
        part.write_text(style)
        assert Path(finder.find("css/all.css")).read_text() == style


def test_collected_files_hold_the_bundles(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path

    call_command("collectstatic", interactive=False, verbosity=0)

    for name in BUNDLES:
        assert (tmp_path / name).read_text() == Path(finders.find(name)).read_text()


def test_what_only_readers_need_stays_at_home():
    script = '// What this is.\n"use strict";\n\n/** Why,\n * at length. */\nif (a) {\n    b("// no"); // yes\n}\n'

    assert thinned(script) == '"use strict";\nif (a) {\nb("// no"); // yes\n}\n'
