"""Whoever signs a PDF outside of the portal: a test's own authority, keys and tool."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import MDPPerm
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.token_signing import sign


@dataclass(frozen=True)
class Authority:
    name: x509.Name
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self):
        return self.certificate.public_bytes(Encoding.PEM)

    def issued(self, who):
        """A key and the certificate that says whose it is."""
        key = _key()
        return key, _certificate(_name(who), key, self.name, self.key, is_authority=False)

    def signer(self, who):
        key, certificate = self.issued(who)
        return SimpleSigner(_asn1(certificate), _private(key), SimpleCertificateStore())


@cache
def authority(name="Tổ chức chứng thực thử nghiệm"):
    key = _key()
    return Authority(
        _name(name), key, _certificate(_name(name), key, _name(name), key, is_authority=True)
    )


def signed(pdf, who, *, by=None, certify=False):
    """The file with one more signature, as a signing tool appends it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return _sign(writer, who, by, certify=certify)


def signed_over_a_change(pdf, who):
    """Words are added to the first page in the very revision that is signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    _write_over(writer)
    return _sign(writer, who, None, certify=False)


def changed_after(pdf):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    _write_over(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def stamped(pdf, who, role, image):
    """Signed by the portal's own command's hand, with what the signature shows."""
    with ThreadPoolExecutor(1) as pool:
        signer = authority().signer(who)
        return pool.submit(sign, pdf, role=role, signer=signer, image=image).result()


def handwriting(colour=(20, 40, 200)):
    """A signature with an empty margin around it, as a scanner leaves one."""
    return _drawn((500, 200), lambda pen: pen.line(
        [(60, 140), (160, 40), (240, 160), (330, 50), (440, 130)], fill=colour, width=8
    ))  # fmt: skip


def seal(colour=(220, 0, 0)):
    return _drawn((400, 400), lambda pen: pen.ellipse((2, 2, 397, 397), outline=colour, width=12))


def _drawn(size, draw):
    image, out = Image.new("RGBA", size, (0, 0, 0, 0)), io.BytesIO()
    draw(ImageDraw.Draw(image))
    image.save(out, "PNG")
    return out.getvalue()


def _write_over(writer):
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    words = generic.StreamObject(stream_data=b"BT /F1 12 Tf 99 700 Td (10) Tj ET")
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(words)])
    writer.update_container(page)


def _sign(writer, who, by, *, certify):
    field = f"Ky{writer.prev.xrefs.total_revisions}"
    asked = PdfSignatureMetadata(
        field_name=field, certify=certify, docmdp_permissions=MDPPerm.FILL_FORMS
    )
    signer = (by or authority()).signer(who)
    # In a thread of its own: the library starts an event loop, and a browser test leaves one running.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(sign_pdf, writer, asked, signer=signer).result().getvalue()


@cache
def _key():
    """One key for everybody: nobody here keeps a secret, and each takes a while to find."""
    return rsa.generate_private_key(65537, 2048)


def _name(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(name, key, issuer, issuer_key, *, is_authority):
    usage = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
            "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    allowed = ("key_cert_sign", "crl_sign") if is_authority else ("content_commitment",)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage | dict.fromkeys(allowed, True)), critical=True)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _asn1(certificate):
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))


def _private(key):
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return keys.PrivateKeyInfo.load(der)
