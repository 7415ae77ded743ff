"""Files of evidence on their way in: which are taken, as what, and what is left of them."""

import io
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from tests.vhtt_portal.files.evidence import files
from tests.vhtt_portal.files.evidence.measured import TAKEN, measured
from vhtt_portal.files import refusals
from vhtt_portal.files.child import AT_ONCE, FileError, run
from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.files.evidence.content import JPEG, PDF, PNG, WEBP, type_of, unpacked
from vhtt_portal.files.evidence.intake import MAX_BYTES, read_evidence

MOST_MEMORY = 300 * 1024  # kilobytes
SENTENCES = {*kinds.ALL, refusals.TOO_HARD}
LOADS = (files.SCRIPT, files.CANARY, b"PK\x03\x04")
FORMS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}


def looked_at(content):
    """The evidence or the sentence, and the kilobytes."""
    try:
        answer = run(measured, content)
    except FileError as ended:  # by a limit
        return str(ended), 0
    memory, verdict, body = int.from_bytes(answer[:4]), answer[4:5], answer[5:]
    return (unpacked(body) if verdict == TAKEN else body.decode()), memory


def faults(name, sent, wanted, found, memory):
    if memory > MOST_MEMORY:
        yield f"{name}: {memory} KB"
    if isinstance(found, str):
        if wanted or found not in SENTENCES:
            yield f"{name}: {found}"
    elif found.type != wanted or type_of(found.content) != wanted:
        yield f"{name}: taken as {found.type}"
    elif any(load in found.content for load in LOADS):
        yield f"{name}: its load came through"
    elif not is_drawn_anew(sent, found):
        yield f"{name}: not as it is to be kept"


def is_drawn_anew(sent, found):
    if found.type == PDF:
        return found.content == sent
    return Image.open(io.BytesIO(found.content)).format == FORMS[found.type]


@pytest.mark.programme("UP-1")
def test_only_the_four_types_are_taken_whatever_a_file_pretends(volume, seed, say):
    cases, chance = files.crafted(), random.Random(seed)
    torn = volume(short=12, full=3000 - len(cases))
    sent = [*cases, *(files.torn(chance) for _ in range(torn))]
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        looks = list(at_once.map(looked_at, (content for _, content, _ in sent)))

    wrong, verdicts = [], Counter()
    for (name, content, wanted), (found, memory) in zip(sent, looks, strict=True):
        is_refused = isinstance(found, str)
        # Torn, it may be refused; taken, it is what it was.
        may_be = None if is_refused and name == files.TORN else wanted
        wrong += faults(name, content, may_be, found, memory)
        verdicts["từ chối" if is_refused else found.type] += 1
    most = max(memory for _, memory in looks)
    say(f"{len(cases)} + {torn} tệp, nhiều nhất {most // 1024} MB, {dict(verdicts)}")
    assert not wrong, "\n".join(wrong)
    assert len(cases) >= 60


@pytest.mark.programme("UP-4")
def test_a_photo_keeps_neither_its_place_nor_its_owner(volume, say):
    count = volume(short=9, full=200)
    for number in range(count):
        form = ("JPEG", "PNG", "WEBP")[number % 3]
        turn = number // 3 % 8 + 1
        sent = files.photo(form, orientation=turn)
        assert files.CANARY in sent

        kept = read_evidence(sent)

        image = Image.open(io.BytesIO(kept.content))
        assert files.CANARY not in kept.content
        assert b"Exif" not in kept.content
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "Author", "XML:com.adobe.xmp"} & image.info.keys()
        # It stands upright by itself.
        assert image.size == ((48, 64) if turn >= 5 else (64, 48))
    say(f"{count} ảnh, 0 dấu vết")


def test_a_large_photo_is_kept_no_larger_than_paper_needs():
    kept = read_evidence(files.picture("JPEG", size=(6000, 4000)))

    assert Image.open(io.BytesIO(kept.content)).size == (3000, 2000)


def test_a_file_of_more_than_ten_megabytes_is_not_even_looked_at():
    with pytest.raises(FileError, match="10 MB"):
        read_evidence(bytes(MAX_BYTES + 1))
