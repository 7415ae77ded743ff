"""What all rows of the sports registers have in common: whose they are and who sees them."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.scope import editable_places, readable_places
from vhtt_portal.text import fold

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class PlaceRowQuerySet(models.QuerySet[Row_co]):
    """Rows that stand in the register of their ``place``."""

    def visible_to(self, user: User) -> Self:
        return self.filter(Q(("place__in", readable_places(user))))

    def editable_by(self, user: User) -> Self:
        return self.filter(Q(("place__in", editable_places(user))))

    def matching(self, words: str) -> Self:
        """For rows that have a name."""
        return self.filter(
            Q(("search_key__contains", fold(words)))
            | Q(("place__search_key__contains", fold(words)))
        )
