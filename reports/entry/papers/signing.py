"""Who signs a sheet's papers, and as what."""

from django.utils import timezone

from accounts.models import Role
from accounts.queries import leaders
from documents.issuer import Issuer
from documents.structure import SignatureBlock
from reports.entry.models import Submission


def signature(row: Submission, issuer: Issuer) -> SignatureBlock:
    """Whoever approved signs; before that it is made ready for the place's leader. One query."""
    approved = row.approved_at if row.is_approved else None
    role = Role.HEAD if row.is_office_own else Role.WARD_LEADER
    posts = leaders(row.locality_id, role, timezone.localdate(approved))
    if approved:
        found = next((post for post in posts if post.user_id == row.approved_by_id), None)
        if found is not None and found.user.full_name == row.approver_name:
            return issuer.signature(
                found.user.full_name, row.approver_post, is_deputy=found.is_deputy
            )
        if not row.is_office_own:  # a leader without an account, recorded by name and post
            return issuer.signature(row.approver_name, row.approver_post)
    return issuer.signature_of(posts)
