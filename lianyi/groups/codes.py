"""The personal code of a wish form, and the number that stands on the paper."""

from __future__ import annotations

from lianyi import codes
from lianyi.codes import LENGTH, check_digit, digits_of, new_nonce, normalised, paper_number, serial_of, shown

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
