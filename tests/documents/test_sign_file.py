"""The issued PDF signed on the signers' own computers, with tokens, and what then shows on the page."""

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from documents import appearance, signatures, token_signing, tokens
from documents.layout_check.reading import read_paper
from documents.management.commands import sign_file
from documents.pdf import render_pdf
from documents.token_signing import Role
from tests.documents import soft_tokens
from tests.documents.samples import short_document
from tests.documents.signing_outside import (
    authority,
    changed_after,
    handwriting,
    seal,
    signed,
    stamped,
)
from tests.documents.soft_tokens import AGENCY, MODULE, PERSON, PIN
from vhtt_portal.files.refusals import RefusedError

MM = 72 / 25.4


@pytest.fixture(scope="module")
def pdf():
    return render_pdf(short_document())


@pytest.fixture(scope="module")
def both(pdf):
    """Signed by the person and then by the agency, both with their images."""
    once = stamped(pdf, PERSON.who, Role.PERSON, handwriting())
    return stamped(once, AGENCY.who, Role.AGENCY, seal())


@pytest.fixture(scope="module")
def plugged(tmp_path_factory):
    soft_tokens.plug(tmp_path_factory.mktemp("softhsm"))


@pytest.fixture
def run(plugged, pdf, tmp_path, monkeypatch):
    """The command on a folder with the paper and the images; gives what it wrote."""
    for name, content in {
        "a.pdf": pdf, "chu-ky.png": handwriting(), "dau.png": seal(), "b.pdf": b"khong phai PDF",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
    monkeypatch.setenv("TOKEN_PIN", PIN)

    def command(name, *, out="ra.pdf", **options):
        options = {"module": MODULE, "image": None} | options
        if options["image"]:
            options["image"] = tmp_path / options["image"]
        with ThreadPoolExecutor(1) as pool:  # a browser test may leave an event loop running here
            pool.submit(
                call_command, "sign_file", tmp_path / name, output=tmp_path / out,
                stdout=io.StringIO(), **options,
            ).result()  # fmt: skip
        return (tmp_path / out).read_bytes()

    return command


def found(content, pdf):
    question = signatures.asked(content, issued=len(pdf), roots=[authority().pem])
    return signatures.answered(signatures.inspect(question))


def test_the_person_and_then_the_agency_sign_with_their_tokens(run, pdf, tmp_path):
    run("a.pdf", out="1.pdf", role="person", token=PERSON.label, image="chu-ky.png")
    content = run("1.pdf", out="2.pdf", role="agency", token=AGENCY.label, image="dau.png")

    assert content.startswith(pdf)
    assert [(row.name, row.is_trusted) for row in found(content, pdf)] == [
        (PERSON.who, True),
        (AGENCY.who, True),
    ]
    told = subprocess.run(
        ["pdfsig", "-nocert", tmp_path / "2.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert told.count("Signature is Valid") == 2
    assert told.count("Total document signed") == 1


def test_signatures_need_no_image(run, pdf):
    run("a.pdf", out="1.pdf", role="person", token=PERSON.label)
    content = run("1.pdf", out="2.pdf", role="agency", token=AGENCY.label)

    assert [row.name for row in found(content, pdf)] == [PERSON.who, AGENCY.who]


def test_the_person_allows_signing_only_and_the_agency_nothing_more(both):
    with pikepdf.open(io.BytesIO(both)) as paper:
        fields = {str(field.T): field for field in paper.Root.AcroForm.Fields}
        allowed = {
            name: [int(each.TransformParams.P) for each in field.V.Reference
                   if each.TransformMethod == "/DocMDP"]
            for name, field in fields.items()
        }  # fmt: skip
        locked = [
            str(each.TransformParams.Action)
            for each in fields["CoQuan"].V.Reference
            if each.TransformMethod == "/FieldMDP"
        ]
        assert paper.Root.Perms.DocMDP.objgen == fields["NguoiKy"].V.objgen
        assert int(fields["CoQuan"].Lock.P) == 1
    assert allowed["NguoiKy"] == [2]
    assert locked == ["/All"]


@pytest.mark.parametrize("after", [changed_after, lambda pdf: signed(pdf, "Người khác")])
def test_nothing_comes_after_the_agencys_signature(both, pdf, after):
    with pytest.raises(RefusedError, match="còn bị thay đổi"):
        found(after(both), pdf)


def test_the_seal_covers_a_third_of_the_signature_on_its_left(both, tmp_path):
    """Measured on the page as poppler draws it, a dot a point."""
    (tmp_path / "a.pdf").write_bytes(both)
    page = len(read_paper(both).pages)
    subprocess.run(
        ["pdftoppm", "-r", "72", "-png", "-singlefile", "-f", str(page), "a.pdf", "a"],
        cwd=tmp_path, check=True,
    )  # fmt: skip
    with Image.open(tmp_path / "a.png") as image:
        red, _, blue = image.convert("RGB").split()
    hand = ink(strong=blue, weak=red)
    stamp = ink(strong=red, weak=blue)

    assert stamp[2] - stamp[0] == pytest.approx(appearance.SEAL_MM * MM, abs=2.5)
    assert (stamp[2] - hand[0]) / (hand[2] - hand[0]) == pytest.approx(1 / 3, abs=0.03)
    assert (stamp[1] + stamp[3]) / 2 == pytest.approx((hand[1] + hand[3]) / 2, abs=2)
    lines = {line.text: line for line in read_paper(both).pages[-1].lines}
    post = next(line for text, line in lines.items() if text.endswith("TRƯỞNG PHÒNG"))
    name = lines[short_document().signature.signer_name]
    assert post.baseline < hand[1] / MM < hand[3] / MM < name.baseline
    assert (hand[0] + hand[2]) / 2 / MM == pytest.approx(name.centre, abs=1)


def ink(*, strong, weak):
    """The edges of what is drawn in a colour, in points from the top left corner."""
    more = Image.composite(
        strong, Image.new("L", strong.size), weak.point(lambda x: 255 * (x < 90))
    )
    return more.point(lambda x: 255 * (x > 150)).getbbox()


@pytest.mark.parametrize(
    ("name", "options", "refusal"),
    [
        ("a.pdf", {"role": "agency", "token": AGENCY.label}, token_signing.PERSON_FIRST),
        ("a.pdf", {"role": "person", "image": "dau.png"}, appearance.NOT_BLUE),
        ("a.pdf", {"role": "person", "image": "a.pdf"}, appearance.NO_PNG),
        ("a.pdf", {"role": "person", "image": "c.png"}, "Không đọc được tệp"),
        ("b.pdf", {"role": "person"}, token_signing.NO_PDF),
        ("c.pdf", {"role": "person"}, "Không đọc được tệp"),
        ("a.pdf", {"role": "person", "out": "x/y.pdf"}, "Không ghi được tệp"),
        ("a.pdf", {"role": "person", "token": ""}, tokens.SEVERAL_TOKENS[:24]),
        ("a.pdf", {"role": "person", "token": "khác"}, "mang nhãn “khác”"),
        ("a.pdf", {"role": "person", "certificate": "khác"}, PERSON.who),
        ("a.pdf", {"role": "person", "module": "/khong/co.so"}, tokens.NO_MODULE),
    ],
)
def test_a_refusal_is_a_sentence_and_no_file(run, tmp_path, name, options, refusal):
    with pytest.raises(CommandError) as refused:
        run(name, **{"token": PERSON.label} | options)

    assert refusal in str(refused.value)
    assert not (tmp_path / "ra.pdf").exists()


def test_a_wrong_pin_is_told_and_is_never_an_argument(run, monkeypatch):
    monkeypatch.delenv("TOKEN_PIN")
    monkeypatch.setattr(sign_file, "getpass", lambda _: "000000")

    with pytest.raises(CommandError, match="Mã PIN không đúng"):
        run("a.pdf", role="person", token=PERSON.label)
    parser = sign_file.Command().create_parser("manage.py", "sign_file")
    assert "pin" not in parser.format_help().lower().replace("tokenpin", "")


def opaque():
    out = io.BytesIO()
    Image.new("RGB", (90, 90), (20, 40, 200)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("made", "role", "image", "refusal"),
    [
        (lambda pdf, both: both, Role.PERSON, None, token_signing.ALREADY_SIGNED),
        (lambda pdf, both: both, Role.AGENCY, seal(), token_signing.SEALED_ALREADY),
        (lambda pdf, both: signed(pdf, "a"), Role.AGENCY, seal(), token_signing.NO_ROOM_FOR_SEAL),
        (lambda pdf, both: pdf, Role.PERSON, opaque(), appearance.NO_PNG),
        (lambda pdf, both: stamped(pdf, "a", Role.PERSON, handwriting()), Role.AGENCY, None,
         token_signing.SEAL_WANTED),
        (lambda pdf, both: stamped(pdf, "a", Role.PERSON, handwriting()), Role.AGENCY,
         handwriting(), appearance.NOT_RED),
        (lambda pdf, both: render_pdf(replace(short_document(), signature=nobody())), Role.PERSON,
         handwriting(), token_signing.NO_PLACE),
    ],
)  # fmt: skip
def test_each_signs_in_turn_and_with_the_right_image(pdf, both, made, role, image, refusal):
    with pytest.raises(token_signing.RuleError) as refused:
        stamped(made(pdf, both), "Lê Văn Trưởng", role, image)

    assert str(refused.value) == refusal


def nobody():
    return replace(short_document().signature, capacity_lines=())
