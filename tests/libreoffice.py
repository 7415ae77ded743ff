"""LibreOffice as the wards and the office have it, with the faces of the bundled fonts."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from documents.wrapping import FONTS

# A machine without Times New Roman sets its metric twin, whose Vietnamese letters are whole here.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Liberation Serif</string></edit>
  </match>
</fontconfig>
"""


def converted(
    folder: Path, files: Mapping[str, bytes], *, kind: str, into: str
) -> dict[str, bytes]:
    """What LibreOffice makes of each file, by its name. ``kind`` and ``into``: docx, xlsx, pdf, …"""
    given, taken = folder / "given", folder / f"taken-{into}"
    given.mkdir(parents=True, exist_ok=True)
    for at, content in enumerate(files.values()):
        (given / f"{at}.{kind}").write_bytes(content)
    faces = folder / "fonts.conf"
    faces.write_text(_FONTS.format(fonts=FONTS, cache=folder / "faces"))
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", into, "--outdir", str(taken),
            *(str(given / f"{at}.{kind}") for at in range(len(files))),
        ],
        check=True, capture_output=True, timeout=180, env={**os.environ, "FONTCONFIG_FILE": str(faces)},
    )  # fmt: skip
    return {name: (taken / f"{at}.{into}").read_bytes() for at, name in enumerate(files)}
