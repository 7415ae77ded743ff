"""Who signs a sheet's papers, and as what."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import Appointment
from documents.signing import Capacity, capacity_lines
from documents.structure import SignatureBlock
from reports.entry.models import Submission
from reports.entry.papers.issuer import Issuer
from reports.entry.queries import leaders

_DEPUTY, _ACTING = "phó", "quyền"


def signature(row: Submission, issuer: Issuer) -> SignatureBlock:
    """Whoever approved signs; before that it is made ready for the place's leader. One query."""
    approved = row.approved_at if row.is_approved else None
    posts = leaders(row, on=timezone.localdate(approved))
    if approved:
        found = next((post for post in posts if post.user_id == row.approved_by_id), None)
        if found is not None and found.user.full_name == row.approver_name:
            return _block(
                issuer, found.user.full_name, row.approver_post, is_deputy=found.is_deputy
            )
        if not row.is_office_own:  # a leader without an account, recorded by name and post
            return _block(issuer, row.approver_name, row.approver_post)
    return _of_first(posts, issuer)


def _of_first(posts: Iterable[Appointment], issuer: Issuer) -> SignatureBlock:
    post = next(iter(posts), None)
    if post is None:
        return _block(issuer, "", "")
    return _block(issuer, post.user.full_name, post.post, is_deputy=post.is_deputy)


def _block(issuer: Issuer, name: str, post: str, *, is_deputy: bool = False) -> SignatureBlock:
    return SignatureBlock(_lines(issuer, post, is_deputy=is_deputy), name)


def _lines(issuer: Issuer, post: str, *, is_deputy: bool) -> tuple[str, ...]:
    """Nghị định 30/2020/NĐ-CP, Điều 13: a deputy signs KT. for the head, an acting head Q."""
    own_post = _bare(post, issuer.head_post)
    head_post, collective = issuer.head_post, issuer.collective
    if own_post.lower().startswith(_DEPUTY) or is_deputy:
        if not own_post.lower().startswith(_DEPUTY):
            own_post = f"Phó {head_post}"
        return capacity_lines(
            Capacity.DEPUTY, head_post=head_post, own_post=own_post, collective=collective
        )
    if own_post.lower().startswith((_ACTING, "q.")):
        return capacity_lines(Capacity.ACTING, head_post=head_post, collective=collective)
    return capacity_lines(Capacity.HEAD, head_post=own_post or head_post, collective=collective)


def _bare(post: str, head_post: str) -> str:
    """ "Phó Chủ tịch UBND phường" is signed as "Phó Chủ tịch": the place stands in the letterhead."""
    start = post.lower().find(head_post.lower())
    return post if start < 0 else post[: start + len(head_post)]
