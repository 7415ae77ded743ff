"""Reading papers, and who may write and sign them."""

from datetime import date

from django.utils import timezone

from accounts.models import Role, User
from accounts.queries import leaders
from documents.models import Keeper
from documents.outgoing.models import Paper, PaperCopy, PaperFile
from documents.outgoing.workflow import WRITERS
from documents.rights import Right, rights, rights_at_place
from documents.structure import SignatureBlock
from localities.models import Locality, Office


def keepers(user: User) -> list[Keeper]:
    """In whose name the person may write: offices first. At most two queries."""
    offices = Office.objects.filter(locality__in=user.places(*WRITERS.office))
    places = Locality.objects.filter(pk__in=user.places(*WRITERS.place))
    return [
        *offices.select_related("locality__kind", "locality__parent__kind").order_by("pk"),
        *places.select_related("kind", "parent__kind").in_order(),
    ]


def rights_over(paper: Paper, user: User, day: date) -> list[Right]:
    """In which ways the person may sign this paper that day. Three queries at most."""
    if paper.office:
        return rights(paper.office, user, day)
    return rights_at_place(paper.place, paper.issuer, user, day)


def signers(keeper: Keeper, day: date) -> list[User]:
    """To whom a paper may be put: the head, then the deputies. One query."""
    if isinstance(keeper, Office):
        found = leaders(keeper.locality_id, Role.HEAD, day)
    else:
        found = leaders(keeper.pk, Role.WARD_LEADER, day)
    return [post.user for post in found]


def drafted_signature(paper: Paper) -> SignatureBlock:
    """As a draft shows it: made ready for whoever is to sign, in the capacity of today."""
    if paper.signer is None:
        return paper.issuer.signature("", "")
    found = rights_over(paper, paper.signer, timezone.localdate())
    if not found:
        return paper.issuer.signature("", "")
    return SignatureBlock(found[0].lines, paper.signer.full_name)


def files(paper: Paper) -> list[PaperFile]:
    """The sealed files without their bytes, the PDF first. One query."""
    return list(PaperFile.objects.filter(paper=paper).defer("content").order_by("-format"))


def signed_copies(paper: Paper) -> list[PaperCopy]:
    """The digitally signed copies without their bytes, the newest first. One query."""
    return list(paper.signed_copies.defer("content").order_by("-order"))
