"""A process of its own that draws papers and tells every file, address and program that it opens.

Reads from stdin a pickled list of documents and of bare HTML; answers on stdout, pickled.
"""

import hashlib
import pickle
import sys
from pathlib import Path

import django
import docx

django.setup()

from documents import pdf, word  # noqa: E402 - Django is needed first
from tests.documents.samples import rich_document, short_document  # noqa: E402

_EMPTY_FILES = str(Path(docx.__file__).resolve().parent / "templates")
_WATCHED = {
    "open", "socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen",
    "os.system", "os.exec", "os.posix_spawn",
}  # fmt: skip


def main() -> None:
    documents, pages = pickle.load(sys.stdin.buffer)
    # What is loaded once in the life of a process is loaded: fonts, style, modules.
    pdf.render_pdf(rich_document())
    word.render_docx(rich_document())
    opened: list[str] = []

    def watch(event: str, values: tuple) -> None:
        if event in _WATCHED and not _is_the_librarys(str(values[0])):
            opened.append(f"{event} {values[1] if event == 'socket.connect' else values[0]}")

    sys.addaudithook(watch)
    told = {
        "pdf": [pdf.render_pdf(each) for each in documents],
        "docx": [word.render_docx(each) for each in documents],
        "pages": [pdf.draw(page) for page in pages],
        "same": hashlib.sha256(pdf.render_pdf(short_document())).hexdigest(),
        "opened": list(opened),
    }
    sys.stdout.buffer.write(pickle.dumps(told))


def _is_the_librarys(path: str) -> bool:
    """A module that is loaded late, for a kind of picture say, or python-docx's own empty file."""
    path = str(Path(path).resolve())  # it names them by way of its parts
    is_code = path.startswith(str(Path(sys.prefix).resolve())) and path.endswith(
        (".pyc", ".py", ".so")
    )
    return is_code or path.startswith(_EMPTY_FILES)


if __name__ == "__main__":
    main()
