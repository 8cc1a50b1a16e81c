"""Personal codes: what somebody without an account types to open what is theirs.

A code is ten characters of Crockford's base 32 (50 bits), derived by HMAC from the installation's secret and a nonce.
The database keeps only a keyed digest, so a copy of it opens nothing. `use` keeps the codes of different things apart.
https://www.crockford.com/base32.html
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_READ_AS = str.maketrans("OILoil", "011011")
_SKIPPED = str.maketrans("", "", " -_.\u3000\u00a0\u2010\u2011\u2012\u2013\u2014\uff0d")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}


def new_nonce() -> str:
    return secrets.token_hex(16)


def code_of(nonce: str, *, use: str) -> str:
    """The code that belongs to a nonce, without its hyphen."""
    bits = int.from_bytes(keyed(f"{use}.code", nonce), "big")
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH))


def digest_of(code: str, *, use: str) -> str:
    """What is stored of a normalised code: 64 hexadecimal characters."""
    return keyed(f"{use}.digest", code).hex()


def normalised(typed: str) -> str | None:
    """What somebody typed, as a code, in any case and width, hyphens or not, O for 0, L for 1; None if it is none."""
    code = typed.translate(_WIDE).translate(_SKIPPED).translate(_READ_AS).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def digits_of(typed: str) -> str:
    """What somebody typed as a number, narrow and without hyphens and spaces."""
    return typed.translate(_WIDE).translate(_SKIPPED)


def shown(code: str) -> str:
    """A code as people read it: two halves."""
    return f"{code[:5]}-{code[5:]}"


def paper_number(serial: int) -> str:
    """The serial with its check digit, as it is printed and keyed: 27 -> "278"."""
    return f"{serial}{check_digit(serial)}"


def serial_of(typed: str) -> int | None:
    """The serial behind a paper number; None when the check digit does not fit."""
    digits = digits_of(typed)
    if not (digits.isascii() and digits.isdecimal() and 2 <= len(digits) <= 10):
        return None
    serial = int(digits[:-1])
    return serial if paper_number(serial) == digits.lstrip("0") else None


def check_digit(serial: int) -> int:
    """Luhn's digit (ISO/IEC 7812-1 annex B): it finds every wrong digit and nearly every swap of neighbours."""
    total = 0
    for place, digit in enumerate(int(character) for character in reversed(str(serial))):
        doubled = digit * 2 if place % 2 == 0 else digit
        total += doubled // 10 + doubled % 10
    return -total % 10


def keyed(purpose: str, text: str) -> bytes:
    """HMAC-SHA256 with the installation's secret, apart for each purpose."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"lianyi.{purpose}:{text}".encode(), hashlib.sha256).digest()
