"""The personal code of a wish form, and the number that stands on the paper."""

from __future__ import annotations

from lianyi import codes
from lianyi.codes import LENGTH, digits_of, new_nonce, normalised, shown

__all__ = [
    "LENGTH",
    "check_digit",
    "code_of",
    "digest_of",
    "digits_of",
    "new_nonce",
    "normalised",
    "paper_number",
    "serial_of",
    "shown",
]
_USE = "groups"


def code_of(nonce: str) -> str:
    """The code of a form, without its hyphen."""
    return codes.code_of(nonce, use=_USE)


def digest_of(code: str) -> str:
    """What is stored of a form's code."""
    return codes.digest_of(code, use=_USE)


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
