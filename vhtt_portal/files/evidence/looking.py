"""From the bytes that somebody sent to a file that may be kept. Runs in the limited process."""

from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.files.refusals import RefusedError


def look(content: bytes) -> bytes:
    """What ``child.run`` is given."""
    kind = kinds.type_of(content)
    if kind is None:
        raise RefusedError(kinds.NOT_TAKEN)
    # Each is read by a library that the other one does without.
    if kind == kinds.PDF:
        from vhtt_portal.files.evidence.pdf import looked_through  # noqa: PLC0415

        return kinds.packed(looked_through(content))
    from vhtt_portal.files.evidence.images import drawn_anew  # noqa: PLC0415

    return kinds.packed(drawn_anew(content, kind))


def shrink(content: bytes) -> bytes:
    """A picture that ``look`` has drawn, small."""
    from vhtt_portal.files.evidence.images import drawn_small  # noqa: PLC0415

    kind = kinds.type_of(content)
    if kind is None or kind == kinds.PDF:
        raise RefusedError(kinds.NOT_TAKEN)
    return kinds.packed(drawn_small(content, kind))
