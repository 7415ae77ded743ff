"""What a browser needs to keep numbers that were typed and not yet taken by the server."""

from base64 import b64encode
from typing import NamedTuple

from django.utils.crypto import salted_hmac

from accounts.models import User
from reports.entry.models import Submission


class DraftKey(NamedTuple):
    """The secret of one person's drafts and the name under which those of one sheet are kept."""

    secret: str
    name: str


def key_of(user: User, submission: Submission) -> DraftKey:
    """Both are the same at every sign-in of this person and tell nothing to anybody else.

    So numbers typed before a session ended can still be read by whoever typed them, and by nobody
    else who uses the machine.
    """
    secret = salted_hmac("reports.entry.drafts", str(user.pk), algorithm="sha256").digest()
    name = salted_hmac(
        "reports.entry.draft-name", f"{user.pk}:{submission.pk}", algorithm="sha256"
    ).hexdigest()
    return DraftKey(b64encode(secret).decode(), name[:24])
