"""Two tokens as the person and the agency hold them, kept by SoftHSM in files."""

import os
import subprocess
from dataclasses import dataclass

import pkcs11
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute
from pkcs11.util.x509 import decode_x509_certificate

from tests.documents.signing_outside import authority

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "123456"


@dataclass(frozen=True)
class Token:
    label: str
    who: str


PERSON = Token("Token cua lanh dao", "Lê Văn Trưởng")
AGENCY = Token("Token cua co quan", "Phòng Văn hóa và Thông tin")


def plug(folder):
    """Before the module is loaded for the first time: it looks for tokens but once."""
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(conf)
    for token in (PERSON, AGENCY):
        _fill(token, folder)


def _fill(token, folder):
    key, certificate = authority().issued(token.who)
    path = folder / "key.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    pins = ["--pin", PIN, "--so-pin", "12345678"]
    _softhsm("--init-token", "--free", "--label", token.label, *pins)
    _softhsm("--import", path, "--token", token.label, "--label", token.who, "--id", "01", *pins)
    # The tool puts no certificates on a token.
    library = pkcs11.lib(MODULE)
    library.reinitialize()
    with library.get_token(token_label=token.label).open(rw=True, user_pin=PIN) as session:
        told = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
        session.create_object(
            told | {Attribute.TOKEN: True, Attribute.LABEL: token.who, Attribute.ID: b"\x01"}
        )


def _softhsm(*words):
    subprocess.run(["softhsm2-util", *map(str, words)], check=True, capture_output=True)
