"""Making texts comparable: widths, spaces, invisible characters, and what must be hidden in a report."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Only letters, digits and the space change their width; Chinese punctuation stays as it was written. Radicals that
# copying from a PDF leaves behind (U+2F00...) look like the character they stand for and must become it.
_WIDTH = {code: code - 0xFEE0 for low, high in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
          for code in range(low, high + 1)}  # fmt: skip
_WIDTH |= {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
_WIDTH |= {0x3000: 0x20, 0xA0: 0x20}
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_TEXT = _WIDTH | _INVISIBLE | {0x0D: 0x0A}

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\f\v]+")
_LINES = re.compile(r" ?\n[ \n]*")

_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
ID_NUMBER = re.compile(rf"(?<!\d)[1-8]\d{{5}}(?:(?:18|19|20)\d{{2}}{_DAY}\d{{3}}[\dXx]|\d{{2}}{_DAY}\d{{3}})(?![\dXx])")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def clean_text(text: str) -> tuple[str, bool]:
    """The text with half-width letters, plain spaces and no invisible characters; and whether some were controls.

    Lines are kept, blank lines are not. A leading apostrophe before `= + - @` is Excel's mark for text and goes.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_TEXT))
    plain = CONTROL.sub("", text)
    plain_lines = _LINES.sub("\n", _BLANKS.sub(" ", plain)).strip()
    if plain_lines.startswith(("'=", "'+", "'-", "'@")):
        plain_lines = plain_lines[1:]
    return plain_lines, len(plain) != len(text)


def squeeze(text: str) -> str:
    """The text in half width and small letters, without any space."""
    folded = unicodedata.normalize("NFKC", text.translate(_TEXT)).casefold()
    return re.sub(r"\s+", "", CONTROL.sub("", folded))


@lru_cache(maxsize=8192)
def match_key(text: str) -> str:
    """What two spellings of one label have in common: no width, case, spaces, underscores or hyphens."""
    return re.sub(r"[_\-]+", "", squeeze(text))


def has_id_number(text: str) -> bool:
    return len(text) >= 15 and ID_NUMBER.search(text) is not None


def shorten(text: str, length: int = 40) -> str:
    """A text fit for a report of problems: cut, on one line, id and telephone numbers masked."""
    text = ID_NUMBER.sub(lambda hit: hit[0][:2] + "*" * (len(hit[0]) - 4) + hit[0][-2:], " ".join(text.split()))
    text = MOBILE.sub(lambda hit: hit[0][:3] + "****" + hit[0][-4:], text)
    return text if len(text) <= length else text[: length - 1] + "…"
