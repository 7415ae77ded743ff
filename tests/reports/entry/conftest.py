"""The small office in which sheets are tried."""

import pytest

from reports.entry.models import Submission
from tests.reports.entry import samples


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def register():
    with samples.offered(samples.Register()) as register:
        yield register


@pytest.fixture
def office(db, tmp_path, register):
    return samples.cast(tmp_path)


@pytest.fixture
def sheet(office):
    return samples.started(office)


@pytest.fixture
def current():
    """``current(sheet)``: the row as it stands now."""
    return lambda sheet: Submission.objects.get(pk=sheet.pk)
