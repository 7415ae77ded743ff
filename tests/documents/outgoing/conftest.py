import pytest

from tests.documents.outgoing.factories import cast


@pytest.fixture
def people(db):
    return cast()
