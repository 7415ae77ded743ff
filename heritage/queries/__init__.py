"""Reads over the heritage registers."""

from heritage.queries.sites import NOT_DESIGNATED, SiteLine, site_list

__all__ = ["NOT_DESIGNATED", "SiteLine", "site_list"]
