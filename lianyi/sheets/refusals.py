"""Which columns are recognised only to be left out, and why (domain rules: what is not needed is not asked)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import yaml

from lianyi.sheets.problems import ReasonCode
from lianyi.sheets.texts import match_key

FILE = Path(__file__).parent / "refused.yaml"


@dataclass(frozen=True)
class Refusals:
    """`headings`: a whole heading (as :func:`match_key` writes it) → reason; `words`: what no heading may contain.

    `harmless` are terms in which such a word means nothing bad.
    """

    headings: Mapping[str, ReasonCode]
    words: Mapping[str, ReasonCode]
    harmless: tuple[str, ...] = ()

    def reason(self, heading: str) -> ReasonCode | None:
        """Why a column of this heading is not stored; None when nothing speaks against it."""
        key = match_key(heading)
        if found := self.headings.get(key):
            return found
        plain = " ".join(heading.casefold().replace("_", " ").split())
        for term in self.harmless:
            plain, key = plain.replace(term, " "), key.replace(match_key(term), " ")
        return next((reason for word, reason in self.words.items() if _contains(plain, key, word)), None)


@cache
def load_refusals() -> Refusals:
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    reasons = get_args(ReasonCode)
    harmless = tuple(term.casefold() for term in content.pop("harmless"))
    unknown = {reason for part in content.values() for reason in part} - set(reasons)
    if unknown:
        raise ValueError(f"{FILE.name}: no reason {', '.join(sorted(unknown))}")
    return Refusals(
        {match_key(text): reason for reason, texts in content["headings"].items() for text in texts},
        {text.casefold(): reason for reason, texts in content["words"].items() for text in texts},
        harmless,
    )


def _contains(plain: str, key: str, word: str) -> bool:
    """A Chinese word anywhere; an English one only as a whole word ("points", not "appointments")."""
    if word.isascii():
        return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", plain) is not None
    return match_key(word) in key
