"""Rows of the heritage registers."""

from datetime import UTC, date, datetime
from io import BytesIO

import factory
from PIL import Image

from heritage.models import (
    Artisan,
    ArtisanTitle,
    ConditionCheck,
    Designation,
    Festival,
    FestivalHeld,
    IntangibleFile,
    IntangibleHeritage,
    Listing,
    Restoration,
    Site,
    SiteFile,
    SiteProposal,
)
from tests.accounts.factories import PlaceFactory, UserFactory
from vhtt_portal.files import kept
from vhtt_portal.files.evidence.content import JPEG, Evidence
from vhtt_portal.text import fold, person_keys, sort_key


def picture():
    out = BytesIO()
    Image.linear_gradient("L").resize((300, 200)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Site

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Đền {n}")
    kind = Site.Kind.HISTORICAL
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class DesignationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Designation

    site = factory.SubFactory(SiteFactory)
    rank = Designation.Rank.PROVINCIAL
    decision_number = "12/QĐ-UBND"
    decided_on = date(2010, 1, 5)


class ConditionCheckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConditionCheck

    site = factory.SubFactory(SiteFactory)
    checked_on = date(2020, 6, 1)
    state = ConditionCheck.State.WORN
    seen = "Mái dột ở gian giữa"
    checked_by = "Công chức văn hóa – xã hội"


class SiteFileFactory(factory.django.DjangoModelFactory):
    """A photo that lies on the disk."""

    class Meta:
        model = SiteFile

    site = factory.SubFactory(SiteFactory)
    name = factory.Sequence(lambda n: f"Ảnh {n}.jpg")
    type = JPEG
    file = factory.LazyAttribute(
        lambda row: kept.write("sites", Evidence(JPEG, picture()), Evidence(JPEG, picture()))
    )
    size = 3
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    at = datetime(2020, 5, 20, tzinfo=UTC)
    by_name = "Người Ghi"


class SiteProposalFactory(factory.django.DjangoModelFactory):
    """A change of a site's address that waits."""

    class Meta:
        model = SiteProposal

    site = factory.SubFactory(SiteFactory)
    place = factory.SelfAttribute("site.place")
    name = factory.SelfAttribute("site.name")
    wanted = factory.LazyFunction(lambda: {"address": ["", "Khối 3"]})
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = datetime(2020, 6, 2, 3, 0, tzinfo=UTC)


class RestorationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Restoration

    site = factory.SubFactory(SiteFactory)
    content = "Lợp lại mái"
    started_on = date(2020, 3, 1)
    state_budget = 100
    social_budget = 50


class FestivalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Festival

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Lễ hội {n}")
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class FestivalHeldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FestivalHeld

    festival = factory.SubFactory(FestivalFactory)
    held_on = date(2020, 2, 10)


class IntangibleHeritageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IntangibleHeritage

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Nghề {n}")
    kind = IntangibleHeritage.Kind.CRAFT
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class ListingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Listing

    heritage = factory.SubFactory(IntangibleHeritageFactory)
    rank = Listing.Rank.NATIONAL
    decision_number = "3/QĐ-BVHTTDL"
    decided_on = date(2020, 6, 1)


class IntangibleFileFactory(factory.django.DjangoModelFactory):
    """A file that lies on the disk."""

    class Meta:
        model = IntangibleFile

    heritage = factory.SubFactory(IntangibleHeritageFactory)
    name = factory.Sequence(lambda n: f"Ảnh {n}.jpg")
    type = JPEG
    file = factory.LazyAttribute(lambda row: kept.write("phi-vat-the", Evidence(JPEG, b"anh")))
    size = 3
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    at = datetime(2020, 5, 20, tzinfo=UTC)
    by_name = "Người Ghi"


class ArtisanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Artisan

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Nguyễn Mẫu {n}")

    @factory.lazy_attribute
    def search_key(self):
        return person_keys(self.name)["search_key"]

    @factory.lazy_attribute
    def sort_key(self):
        return person_keys(self.name)["sort_key"]


class ArtisanTitleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ArtisanTitle

    artisan = factory.SubFactory(ArtisanFactory)
    rank = ArtisanTitle.Rank.MERITORIOUS
    decision_number = "8/QĐ-CTN"
    decided_on = date(2019, 3, 1)
