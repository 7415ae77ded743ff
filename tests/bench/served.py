"""The portal's settings as it is run, with its collected files beside the bench's database."""

from pathlib import Path

from vhtt_portal.settings import *  # noqa: F403
from vhtt_portal.settings import DATABASES

STATIC_ROOT = Path(DATABASES["default"]["NAME"]).parent / "static"
