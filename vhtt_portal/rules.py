"""A rule of the office that refuses: one Vietnamese sentence, shown where the person acted."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest


class RuleError(Exception):
    """A refusal. Its text is one full Vietnamese sentence: what is wrong, where, what to do."""


@contextmanager
def refusals_shown(request: HttpRequest) -> Iterator[None]:
    """Turn a refusal into a message, so that the view goes on to its redirect."""
    try:
        yield
    except RuleError as refusal:
        messages.error(request, str(refusal))
