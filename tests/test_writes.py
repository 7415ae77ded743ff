"""No data is written outside of actions: the one way to write, held by reading the code."""

import ast
from pathlib import Path

import pytest

APPS = [
    "vhtt_portal", "audit", "localities", "accounts", "documents", "campaigns", "heritage",
    "sports", "activities", "reports",
]  # fmt: skip
WRITES = {
    "save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete",
    "raw", "aupdate", "asave", "adelete", "acreate",
}  # fmt: skip
# Writes that are no change of the office's data, each with its reason.
ALLOWED = {
    "audit/once.py": "the answers kept for repeated requests",
    "accounts/files.py": "the same door for their files",
    "accounts/rows.py": "the one door through which the registers' actions write",
    "documents/appearance.py": "saves a picture into memory",
    "documents/word.py": "saves a paper and a picture into memory",
    "vhtt_portal/files/workbook/lists.py": "saves a workbook into memory",
    "vhtt_portal/files/evidence/images.py": "saves a picture into memory",
    "reports/entry/excel/noting.py": "saves a workbook into memory",
    "vhtt_portal/views.py": "the health check writes a file and takes it away",
}


def modules():
    for app in APPS:
        for path in Path(app).rglob("*.py"):
            inside = path.parts
            if "migrations" in inside or "actions" in inside or path.name == "actions.py":
                continue
            yield path


def is_write(node):
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr in WRITES:
        return True
    # .update() with keywords is a queryset's; with a mapping a dict's.
    return node.func.attr == "update" and bool(node.keywords) and not node.args


@pytest.mark.parametrize("path", sorted(modules()), ids=str)
def test_a_module_outside_of_actions_writes_nothing(path):
    if path.as_posix() in ALLOWED:
        return

    found = [
        f"line {node.lineno}: .{node.func.attr}()"
        for node in ast.walk(ast.parse(path.read_text()))
        if is_write(node)
    ]

    assert found == []


def test_the_list_of_exceptions_has_no_dead_entries():
    assert [name for name in ALLOWED if not Path(name).exists()] == []
