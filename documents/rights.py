"""By what right somebody may sign for an office or for a place on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import Appointment, Delegation, Role, User
from accounts.queries import leaders, staff
from documents.issuer import Issuer
from documents.signing import Capacity, capacity_lines
from localities.models import Locality, Office


@dataclass(frozen=True, slots=True)
class Right:
    """One way in which a person may sign; ``key`` names it on the page."""

    key: str
    basis: str
    lines: tuple[str, ...]


_CAPACITIES = {
    Delegation.Kind.ORDER: Capacity.BY_ORDER,
    Delegation.Kind.DELEGATION: Capacity.DELEGATED,
}


def rights(office: Office, user: User, day: date) -> list[Right]:
    """The person's rights that day, their own post first. Three queries."""
    return [*_posts(office, user, day), *_delegations(office, user, day)]


def rights_at_place(place: Locality, issuer: Issuer, user: User, day: date) -> list[Right]:
    """The leaders of a phường or xã sign by their posts alone. One query."""
    return [
        Right(
            f"post-{post.pk}",
            f"{post.post}, ký thay {issuer.head_post}" if post.is_deputy else post.post,
            issuer.signature(user.full_name, post.post, is_deputy=post.is_deputy).capacity_lines,
        )
        for post in leaders(place.pk, Role.WARD_LEADER, day)
        if post.user_id == user.pk
    ]


def hold(user: User) -> None:
    """Whoever is ending the signer's post or leave right now finishes first; the next one waits.

    In the transaction of the signature, before its right is asked. Two queries.
    """
    list(Appointment.objects.select_for_update().filter(user=user).values_list("pk"))
    list(Delegation.objects.select_for_update().filter(given_to=user).values_list("pk"))


def _posts(office: Office, user: User, day: date) -> Iterator[Right]:
    """Nghị định 30/2020/NĐ-CP, Điều 13: the head signs, the deputy signs KT. for the head."""
    posts = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        user=user,
        role=Role.HEAD,
        locality=office.locality_id,
        starts_on__lte=day,
    ).order_by("is_deputy", "pk")
    for post in posts:
        if post.is_deputy:
            own_post = post.post or f"Phó {office.head_post}"
            lines = capacity_lines(Capacity.DEPUTY, head_post=office.head_post, own_post=own_post)
            yield Right(f"post-{post.pk}", f"{own_post}, ký thay {office.head_post}", lines)
        else:
            lines = capacity_lines(Capacity.HEAD, head_post=post.post or office.head_post)
            yield Right(f"post-{post.pk}", post.post or office.head_post, lines)


def _delegations(office: Office, user: User, day: date) -> Iterator[Right]:
    """Điều 13: leave is given inside the office; whoever has left it signs nothing more."""
    if not staff(office, day).filter(pk=user.pk).exists():
        return
    for leave in Delegation.objects.filter(office=office, given_to=user).order_by("pk"):
        if leave.is_valid_on(day):
            capacity = _CAPACITIES[Delegation.Kind(leave.kind)]
            lines = capacity_lines(capacity, head_post=office.head_post, own_post=leave.post)
            basis = f"{leave.get_kind_display()}: {leave.document}"
            yield Right(f"delegation-{leave.pk}", basis, lines)
