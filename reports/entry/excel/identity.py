"""How a workbook of ours knows its cells and its sheet again, whatever was done to it meanwhile.

Every answer has a workbook-level name, ``o.`` and its line's code, that follows the cell when rows
are inserted or moved. State, reason and note of an answer stand in its row, under the headings
below. The hidden sheet ``_phieu`` holds two columns of text, a key and its fact, sealed so that
nobody's edit of them is taken for ours:

    sheet      pk of the sheet
    unit       code of the place
    period     code of the period
    form       sha256 of the form version
    content    content hash of the sheet when the workbook was written
    version.X  version of the cell X then, 0 where it was empty
    was.X      the answer of the cell X then, as ``answers.shown_as`` writes it: "value:1.234"
    note.X     the word about it, where there was one
    seal       over all the others

A re-saved workbook may show ``_phieu`` as hidden instead of very hidden. Computed lines and lines
that a register counts have no name: they are nobody's answers.
"""

from collections.abc import Iterable, Mapping

from django.core.signing import BadSignature, Signer

from audit.chain import canonical_json, sha256
from vhtt_portal.files.workbook.content import ANSWER_PREFIX

STATE_HEADING = "Tình trạng"
REASON_HEADING = "Lý do không có số liệu"
NOTE_HEADING = "Giải trình"
TWO_ANSWERS = "Ô này vừa có số vừa chọn tình trạng khác. Hãy giữ một trong hai."
_SEAL = "seal"
_SALT = "entry.excel.identity"


def answer_name(code: str) -> str:
    return f"{ANSWER_PREFIX}{code}"


def sealed(facts: Mapping[str, str]) -> dict[str, str]:
    """The facts with the seal that only this portal can make."""
    return {**facts, _SEAL: Signer(salt=_SALT).signature(_digest(facts))}


def is_genuine(facts: Mapping[str, str]) -> bool:
    """Whether the facts of a workbook are those that the portal wrote, all of them."""
    try:
        Signer(salt=_SALT).unsign(f"{_digest(facts)}:{facts.get(_SEAL, '')}")
    except BadSignature:
        return False
    return True


def facts_in(ids: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of what a read workbook carries (``ReadWorkbook.ids``): the facts by key."""
    return {key: fact for key, fact in ids if "!" not in key}


def answers_in(ids: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of what a read workbook carries: code by address of the answer, "Phieu!G12"."""
    return {address: code for address, code in ids if "!" in address}


def _digest(facts: Mapping[str, str]) -> str:
    return sha256(canonical_json({key: fact for key, fact in facts.items() if key != _SEAL}))
