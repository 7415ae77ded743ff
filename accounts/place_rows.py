"""What rows of the registers have in common: whose they are, who sees them, how they are found."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.scope import editable_places, readable_places
from vhtt_portal.text import fold, name_keys

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class PlaceRowQuerySet(models.QuerySet[Row_co]):
    """Rows that stand in the register of their ``place``.

    The conditions are written as pairs: of a row yet unknown mypy cannot know the columns.
    """

    def visible_to(self, user: User) -> Self:
        return self.filter(Q(("place__in", readable_places(user))))

    def editable_by(self, user: User) -> Self:
        return self.filter(Q(("place__in", editable_places(user))))


class NamedRowQuerySet(PlaceRowQuerySet[Row_co]):
    """Rows that are called something: found by it or by their place, in Vietnamese order."""

    def matching(self, words: str) -> Self:
        key = fold(words)
        return self.filter(
            Q(("search_key__contains", key)) | Q(("place__search_key__contains", key))
        )

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class Named:
    """A row whose keys follow from its name."""

    name: str
    search_key: str
    sort_key: str

    def derive(self) -> None:
        keys = name_keys(self.name)
        self.search_key, self.sort_key = keys["search_key"], keys["sort_key"]
