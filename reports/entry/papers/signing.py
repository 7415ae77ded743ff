"""Who signs a sheet's papers, and as what."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import Appointment
from documents.issuer import Issuer
from documents.structure import SignatureBlock
from reports.entry.models import Submission
from reports.entry.queries import leaders


def signature(row: Submission, issuer: Issuer) -> SignatureBlock:
    """Whoever approved signs; before that it is made ready for the place's leader. One query."""
    approved = row.approved_at if row.is_approved else None
    posts = leaders(row, on=timezone.localdate(approved))
    if approved:
        found = next((post for post in posts if post.user_id == row.approved_by_id), None)
        if found is not None and found.user.full_name == row.approver_name:
            return issuer.signature(
                found.user.full_name, row.approver_post, is_deputy=found.is_deputy
            )
        if not row.is_office_own:  # a leader without an account, recorded by name and post
            return issuer.signature(row.approver_name, row.approver_post)
    return _of_first(posts, issuer)


def _of_first(posts: Iterable[Appointment], issuer: Issuer) -> SignatureBlock:
    post = next(iter(posts), None)
    if post is None:
        return issuer.signature("", "")
    return issuer.signature(post.user.full_name, post.post, is_deputy=post.is_deputy)
