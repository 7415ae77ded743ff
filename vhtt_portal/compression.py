"""Pages go over the line compressed, as the static files do; a proxy in front has nothing to do.

What is secret in a page (the CSRF token) is masked anew in every answer, and no page repeats words
of an address beside it: the length of an answer tells nothing.
"""

import gzip
import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

# Less fits into one packet anyway.
_LEAST = 1000
_WORTH_IT = re.compile(r"text/|application/json")
_BROTLI, _GZIP = re.compile(r"\bbr\b"), re.compile(r"\bgzip\b")
# Where more effort takes longer than it saves on a slow line.
_BROTLI_QUALITY, _GZIP_LEVEL = 7, 5


class Compressed:
    """Compresses what a browser can read and what gains by it; files and streams pass as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _gains(response):
            patch_vary_headers(response, ("Accept-Encoding",))
            _compress(response, request.headers.get("Accept-Encoding", ""))
        return response


def _gains(response: HttpResponse) -> bool:
    return (
        len(response.content) >= _LEAST
        and not response.has_header("Content-Encoding")
        and _WORTH_IT.match(response.headers.get("Content-Type", "")) is not None
    )


def _compress(response: HttpResponse, accepted: str) -> None:
    if _BROTLI.search(accepted):
        response.content = brotli.compress(response.content, quality=_BROTLI_QUALITY)
        response.headers["Content-Encoding"] = "br"
    elif _GZIP.search(accepted):
        response.content = gzip.compress(response.content, compresslevel=_GZIP_LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))
