"""Telephone numbers as people write them: mobile, with area code, 400, or foreign with a plus."""

from __future__ import annotations

import re

from lianyi.sheets.texts import match_key

_SEVERAL = re.compile(r"[/、,，;；\n]|或|\s{2,}")
_MOBILE = re.compile(r"(?:\+?0{0,2}86)?(1[3-9]\d{9})")
_FIXED = re.compile(r"(?:\+?0{0,2}86)?(0?(?:10|2\d|[3-9]\d{2}))(\d{7,8})(?:(?:转|ext\.?|x|#)(\d{1,6}))?")
_LOCAL = re.compile(r"([2-9]\d{6,7})(?:(?:转|ext\.?|x|#)(\d{1,6}))?")
_SERVICE = re.compile(r"[48]00\d{7}|9[56]\d{3,6}|1(?:2\d{3}|[12]\d)")
_FOREIGN = re.compile(r"(?:\+|00)[1-9]\d{6,14}")
_EXTENSION = re.compile(r"(\d{7,8}) ?- ?(\d{1,6})\s*$")


def parse_phone(text: str) -> tuple[str | None, list[str]]:
    """The first number of a cell, written one way ("13900000000", "0851-85550000-12"), and the other numbers in it."""
    whole = _normal(text)
    if whole is not None:
        return whole, []
    numbers = [_normal(part) for part in _SEVERAL.split(text.strip()) if part.strip()]
    if not numbers or any(number is None for number in numbers):
        return None, []
    found = [number for number in numbers if number is not None]
    return found[0], found[1:]


def _normal(text: str) -> str | None:
    """One number, or None. Spaces, hyphens, dots and brackets between the digits mean nothing."""
    if "\n" in text:
        return None
    return _spelled(_plain(text)) or _spelled(_plain(_EXTENSION.sub(r"\1转\2", text)))


def _plain(text: str) -> str:
    return re.sub(r"[().·—–]", "", match_key(text))


def _spelled(digits: str) -> str | None:
    digits = re.sub(r"^(?:手机|电话|联系电话|tel|mobile|宅电|办)[:]?", "", digits)
    if hit := _MOBILE.fullmatch(digits):
        return hit[1]
    if _SERVICE.fullmatch(digits) or (_FOREIGN.fullmatch(digits) and not digits.startswith(("+86", "0086"))):
        return digits
    if hit := _FIXED.fullmatch(digits):
        # An area code without its zero is what Excel leaves of a number that was typed without a hyphen.
        if hit[1].startswith("0") or len(hit[2]) == 8:
            return "-".join(part for part in ("0" + hit[1].lstrip("0"), *hit.groups()[1:]) if part)
        return None
    if hit := _LOCAL.fullmatch(digits):
        return "-".join(part for part in hit.groups() if part)
    return None
