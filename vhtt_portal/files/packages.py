"""Office files as the portal writes them: packages of parts, a ZIP each."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def with_fixed_times(package: bytes) -> bytes:
    """Libraries write the hour of saving beside each part; here it is always the same one."""
    fixed = BytesIO()
    with ZipFile(BytesIO(package)) as parts, ZipFile(fixed, "w") as whole:
        for name in parts.namelist():
            whole.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
