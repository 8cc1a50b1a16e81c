"""How people and places are found by what somebody types: Chinese characters, pinyin, initials, numbers.

Neither SQLite's trigram index nor PostgreSQL's pg_trgm finds two-character words, so each findable row carries a
*search key*: its text, its pinyin and its initials, from every syllable on. A word typed is looked for in it with LIKE.
The key of 单明 is " 单明 shanming ming sm m danming dm ". Latin words and digits match from the start of a syllable, so
"an" does not find everybody called Wang.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice, product

from django.db.models import Q
from pypinyin import Style, lazy_pinyin

from lianyi.readings import FAMILY, READINGS

MAX_VARIANTS = 8  # pronunciations of one text
MAX_STARTS = 24  # syllables from which a match may start
_SILENT = str.maketrans("", "", "·•・'’\"“”")
_TOKEN = re.compile(r"[0-9]+|[a-z]+|\S")
_BEFORE_DIGITS = re.compile(r"(?<=[^\s0-9])(?=[0-9])")


def key_of(*texts: str) -> str:
    """The search key of a row with these texts. Pure: the same texts always give the same key."""
    forms = dict.fromkeys(form for text in texts if text for form in _forms(_normal(text)))
    return f" {' '.join(forms)} " if forms else ""


def sort_key_of(text: str) -> str:
    """A key that sorts by code points as people expect: "2栋" before "10栋", characters by their pinyin."""
    sounds = (
        token.zfill(8) if token.isdecimal() else _readings(token, place == 0)[0]
        for place, token in enumerate(_TOKEN.findall(_normal(text)))
    )
    return "".join(sounds)[:200]


def matching(words: str, field: str = "search_key") -> Q:
    """The condition that a row's key holds every word typed. Nothing typed matches every row."""
    condition = Q()
    for word in _normal(words).split()[:8]:
        condition &= Q(**{f"{field}__contains": _pattern(word)})
    return condition


def _pattern(word: str) -> str:
    if word.isascii():
        return f" {word}"
    spaced = _BEFORE_DIGITS.sub(" ", word)
    return f" {spaced}" if spaced[0].isascii() else spaced


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().translate(_SILENT).split())


def _forms(text: str) -> list[str]:
    tokens = _TOKEN.findall(text)
    forms = [_BEFORE_DIGITS.sub(" ", text)]
    if len(tokens) == 1 and text.isdecimal():
        return [*forms, text.lstrip("0")] if text[0] == "0" else forms
    for spoken in islice(product(*(_readings(token, place == 0) for place, token in enumerate(tokens))), MAX_VARIANTS):
        initials = [token if token.isdecimal() else sound[:1] for token, sound in zip(tokens, spoken, strict=True)]
        for parts in (list(spoken), initials):
            forms += ["".join(parts[start:]) for start in range(min(len(parts), MAX_STARTS))]
    return [form for form in forms if form]


@cache
def _readings(token: str, is_first: bool) -> tuple[str, ...]:
    """How a token is said, likeliest first: a Chinese character may have several readings, anything else has itself."""
    if len(token) > 1 or token.isascii():
        return (token,)
    if token in FAMILY:
        return FAMILY[token] if is_first else FAMILY[token][::-1]
    if token in READINGS:
        return READINGS[token]
    sound = lazy_pinyin(token, style=Style.NORMAL, v_to_u=False)[0].lower()
    return (sound, sound.replace("v", "u")) if "v" in sound else (sound,)
