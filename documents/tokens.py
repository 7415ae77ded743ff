"""The key of whoever signs, on a token of theirs, reached through its maker's PKCS#11 module."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from vhtt_portal.rules import RuleError

NOT_INSTALLED = "Máy này chưa cài phần ký bằng token. Hãy cài theo mục “Ký số bằng token” của docs/operations.md."
NO_MODULE = "Không mở được mô-đun PKCS#11 này. Hãy xem lại đường dẫn và phần mềm của hãng token."
NONE_PLUGGED = "Không thấy token nào trên máy. Hãy cắm token rồi thử lại."
NOT_PLUGGED = "Không thấy token mang nhãn “{}”. Token đang cắm: {}."
SEVERAL_TOKENS = "Máy đang cắm nhiều token: {}. Hãy chọn một bằng --token."
WRONG_PIN = "Mã PIN không đúng. Nhập sai nhiều lần thì token tự khóa."
LOCKED = "Token đã tự khóa vì nhập sai mã PIN nhiều lần. Hãy liên hệ nơi cấp token."
NO_CERTIFICATE = "Trên token không có chứng thư kèm khóa ký như đã chọn. Chứng thư đang có: {}."
SEVERAL_CERTIFICATES = "Token có nhiều chứng thư ký: {}. Hãy chọn một bằng --certificate."
FAILED = "Token không ký được ({}). Hãy rút, cắm lại token rồi thử lại."


@contextmanager
def signer(module: str, pin: str, *, token: str = "", certificate: str = "") -> Iterator[Any]:
    """A pyHanko signer while the token is open. ``token``, ``certificate``: labels, where several are."""
    try:
        import pkcs11  # noqa: PLC0415 - only where somebody signs by token
    except ImportError:
        raise RuleError(NOT_INSTALLED) from None
    faults = pkcs11.exceptions
    try:
        library = pkcs11.lib(module)
    except (RuntimeError, faults.PKCS11Error):
        raise RuleError(NO_MODULE) from None
    try:
        with _token(library, token).open(user_pin=pin) as session:
            yield _signer(session, certificate)
    except (faults.PinIncorrect, faults.PinInvalid, faults.PinLenRange):
        raise RuleError(WRONG_PIN) from None
    except faults.PinLocked:
        raise RuleError(LOCKED) from None
    except faults.PKCS11Error as fault:
        raise RuleError(FAILED.format(type(fault).__name__)) from fault


def _token(library: Any, label: str) -> Any:
    from pkcs11 import TokenFlag  # noqa: PLC0415

    there = (slot.get_token() for slot in library.get_slots(token_present=True))
    tokens = [each for each in there if each.flags & TokenFlag.TOKEN_INITIALIZED]
    named = ", ".join(each.label for each in tokens)
    if not tokens:
        raise RuleError(NONE_PLUGGED)
    chosen = [each for each in tokens if label in {"", each.label}]
    if not chosen:
        raise RuleError(NOT_PLUGGED.format(label, named))
    if len(chosen) > 1:
        raise RuleError(SEVERAL_TOKENS.format(named))
    return chosen[0]


def _signer(session: Any, label: str) -> Any:
    """With the certificate that belongs to a key on the token; the others are its issuers'."""
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415
    from pyhanko.sign.pkcs11 import PKCS11Signer  # noqa: PLC0415

    keys = {key.id for key in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
    certificates = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    owned = {each[Attribute.ID]: each[Attribute.LABEL] for each in certificates}
    own = {id_: said for id_, said in owned.items() if id_ in keys}
    chosen = [id_ for id_, said in own.items() if label in {"", said}]
    if not chosen:
        raise RuleError(NO_CERTIFICATE.format(", ".join(own.values()) or "không có"))
    if len(chosen) > 1:
        raise RuleError(SEVERAL_CERTIFICATES.format(", ".join(own.values())))
    return PKCS11Signer(session, cert_id=chosen[0], key_id=chosen[0], other_certs_to_pull=None)
