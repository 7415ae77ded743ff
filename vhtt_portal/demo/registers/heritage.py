"""What the demo's people keep of sites and festivals."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from heritage import actions
from heritage.models import (
    ArtisanTitle,
    Designation,
    Festival,
    IntangibleHeritage,
    Listing,
    Restoration,
    Site,
)
from vhtt_portal.demo.cast import DATA, Cast, at, read_data
from vhtt_portal.files.evidence.content import JPEG, Evidence
from vhtt_portal.files.evidence.intake import small_of

_RANKS = {
    "provincial": Designation.Rank.PROVINCIAL,
    "national": Designation.Rank.NATIONAL,
}
_KINDS = {
    "historical": Site.Kind.HISTORICAL,
    "architectural_artistic": Site.Kind.ARCHITECTURAL_ARTISTIC,
    "scenic": Site.Kind.SCENIC,
}


class Heritage:
    """Sites with their decisions and works, festivals; there before 2016."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.data = read_data("heritage.toml")

    def keep_sites(self) -> None:
        sites = {row["name"]: self._site(row) for row in self.data["site"]}
        for row in self.data["restoration"]:
            budgets: dict[str, Any] = {
                name: Decimal(row[name]) for name in Restoration.SOURCES if name in row
            }
            actions.restorations.add(
                site=sites[row["site"]], content="Tu bổ, tôn tạo (minh họa)",
                started_on=row["started"], finished_on=row["finished"], **budgets,
                by=self.cast.specialist, at=at(row["finished"], 9),
            )  # fmt: skip
        for row in self.data["festival"]:
            self._festival(row, sites.get(row.get("site")))
        for row in self.data["intangible"]:
            self._intangible(row)
        self._look_after(sites)

    def _look_after(self, sites: dict[str, Site]) -> None:
        """What places see of their sites, photograph and propose."""
        for row in self.data["check"]:
            site = sites[row["site"]]
            actions.condition_checks.add(
                site=site, checked_on=row["checked"], state=row["state"], seen=row["seen"],
                asked=row["asked"], checked_by="Công chức văn hóa – xã hội",
                by=self._entering(site), at=at(row["checked"], 16),
            )  # fmt: skip
        for row in self.data["photo"]:
            site = sites[row["site"]]
            picture = Evidence(JPEG, (DATA / row["file"]).read_bytes())
            actions.site_files.add(
                site, name=row["file"], evidence=picture, small=small_of(picture),
                caption=row["caption"], by=self._entering(site), at=at(row["taken"], 10),
            )  # fmt: skip
        for row in self.data["proposal"]:
            site = sites[row["site"]]
            actions.propose_site(
                place=site.place, site=site, era=row["era"], note=row["note"],
                by=self._entering(site), at=at(row["sent"], 14),
            )  # fmt: skip

    def _entering(self, site: Site) -> User:
        return self.cast.entering[site.place.code]

    def _festival(self, row: dict[str, Any], site: Site | None) -> None:
        by = self.cast.entering[row["place"]]
        day = (
            {"calendar": Festival.Calendar.LUNAR, "day": row["day"], "month": row["month"]}
            if "day" in row
            else {"timing": row["timing"]}
        )
        festival = actions.festivals.add(
            place=self.cast.wards[row["place"]], name=row["name"], kind=row["kind"], site=site,
            by=by, at=at(date(2016, 1, 4), 9), **day,
        )  # fmt: skip
        if "held" in row:
            actions.occasions.add(
                festival=festival, held_on=row["held"], visitors=row["visitors"], by=by,
                at=at(row["held"], 15),
            )  # fmt: skip

    def _intangible(self, row: dict[str, Any]) -> None:
        place, by = self.cast.wards[row["place"]], self.cast.specialist
        heritage = actions.intangibles.add(
            place=place, name=row["name"], kind=IntangibleHeritage.Kind.CRAFT,
            holders=row["holders"], by=by, at=at(date(2016, 1, 4), 10),
        )  # fmt: skip
        actions.listings.add(
            heritage=heritage, rank=Listing.Rank.INVENTORY, decision_number="minh họa",
            decided_on=row["inventoried"], by=by, at=at(row["inventoried"], 10),
        )  # fmt: skip
        artisan = actions.artisans.add(
            place=place, name=row["artisan"], heritage=heritage, birth_year=row["born"],
            note="Truyền nghề cho thợ trẻ (minh họa).", by=by, at=at(row["inventoried"], 11),
        )  # fmt: skip
        actions.artisan_titles.add(
            artisan=artisan, rank=ArtisanTitle.Rank.MERITORIOUS, decision_number="minh họa",
            decided_on=row["titled"], by=by, at=at(row["titled"], 10),
        )  # fmt: skip

    def _site(self, row: dict[str, Any]) -> Site:
        listed_on = row.get("decided", date(2010, 1, 4))
        site = actions.sites.add(
            place=self.cast.wards[row["place"]], name=row["name"], kind=_KINDS[row["kind"]],
            latitude=Decimal(row["position"][0]), longitude=Decimal(row["position"][1]),
            listed_on=listed_on, by=self.cast.specialist, at=at(date(2016, 1, 4), 8),
        )  # fmt: skip
        if row["rank"] in _RANKS:
            actions.designations.add(
                site=site, rank=_RANKS[row["rank"]], decision_number="minh họa",
                decided_on=row["decided"], certificate_received_on=row.get("received"),
                by=self.cast.specialist, at=at(max(row["decided"], date(2016, 1, 4)), 8, 30),
            )  # fmt: skip
        return site
