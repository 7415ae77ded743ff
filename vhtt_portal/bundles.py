"""Files of one subject that stay apart in ``static/`` and go over the line as one.

A request on a slow line costs more than a kilobyte. A bundle is joined whenever it is asked for by
name: by ``collectstatic`` for an installation, by the server of the tests for every request.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

_COMMENTS = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^[ \t\n]+", re.MULTILINE)
BUNDLES = {
    "css/portal.css": ("css/ground.css", "css/parts.css"),
    "css/entry.css": ("css/sheet.css", "css/help.css"),
    # In the order in which each builds on those before it.
    "js/sheet.js": tuple(
        f"js/sheet/{name}.js"
        for name in (
            "numbers",
            "lines",
            "dialogs",
            "outbox",
            "foot",
            "live",
            "drafts",
            "grid",
            "paste",
            "find",
            "panel",
            "presence",
        )
    ),
}


class BundleFinder(BaseFinder):
    """Finds bundles among the static files."""

    def __init__(self, *_args: object, **_more: object) -> None:
        self.storage = FileSystemStorage(settings.VAR_DIR / "bundles")

    def find(self, path: str, find_all: bool = False, **_more: object) -> Any:  # noqa: FBT001, FBT002 - Django's
        found = [str(self._joined(path))] if path in BUNDLES else []
        return found if find_all else next(iter(found), [])

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for path in BUNDLES:
            self._joined(path)
            yield path, self.storage

    def _joined(self, path: str) -> Path:
        target = Path(self.storage.path(path))
        sources = (settings.BASE_DIR / "static" / part for part in BUNDLES[path])
        content = "\n".join(thinned(source.read_text()) for source in sources)
        if not target.exists() or target.read_text() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(f".{uuid4()}")
            fresh.write_text(content)
            fresh.replace(target)  # whoever reads it meanwhile reads the old one whole
        return target


def thinned(text: str) -> str:
    """Without what only its readers need: comments on lines of their own, and indentation.

    No string of ours runs over several lines.
    """
    return _INDENTED.sub("", _COMMENTS.sub("", text))
