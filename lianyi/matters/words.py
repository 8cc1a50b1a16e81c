"""The words by which a topic is found: pairs of neighbouring Chinese characters, words of other scripts, numbers."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 24
_RUN = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def grams(text: str) -> frozenset[str]:
    """What a text is found by. A Chinese character alone stands for itself, so that a single one can be searched."""
    found: set[str] = set()
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if _HAN.search(run):
            found |= {run[at : at + 2] for at in range(len(run) - 1)} | set(run if len(run) == 1 else ())
        else:
            found.add(run[:LONGEST])
    return frozenset(found)
