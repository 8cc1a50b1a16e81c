"""Which of the known subjects a question means. Pure: texts in, scores out; the same texts give the same order.

Chinese is not written with spaces, so what is compared are pairs of neighbouring characters; of other scripts, words
without their endings. What is rare among the subjects weighs more (inverse document frequency; Spärck Jones 1972).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SURE, LIKELY = 0.62, 0.3
Key = TypeVar("Key", bound=Hashable)

_RUN = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")
_ASKING = re.compile(
    "怎么办理|怎么办|怎么|怎样|如何|请问|在哪里|在哪儿|去哪里|去哪儿|哪里|哪儿|在哪|去哪|找谁|归谁|谁来管|谁管|问谁|什么地方|什么|"
    "我想要|我想|我要|我的|我家|我们|可以|能不能|要不要|需要|应该|一下|办理|了吗|[吗呢啊呀的了]"
)
_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "my",
        "me",
        "we",
        "our",
        "you",
        "your",
        "do",
        "does",
        "did",
        "how",
        "where",
        "who",
        "whom",
        "what",
        "which",
        "when",
        "can",
        "could",
        "should",
        "would",
        "to",
        "for",
        "of",
        "in",
        "on",
        "at",
        "is",
        "are",
        "was",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "there",
        "get",
        "got",
        "need",
        "want",
        "must",
        "please",
        "have",
        "has",
        "had",
        "with",
        "and",
        "or",
        "if",
        "from",
        "about",
    ]
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "e")
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Ranked(Generic[Key]):
    """`score` lies between 0 and 1."""

    key: Key
    score: float

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


def rank(question: str, entries: Mapping[Key, Sequence[str]], *, most: int = 8) -> list[Ranked[Key]]:
    """The entries that a question may mean, best first. Each entry is all the names it goes by."""
    asked = grams(question)
    if not asked:
        return []
    named = {key: [grams(name) for name in names if name] for key, names in entries.items()}
    weight = _weights(named)
    found = [Ranked(key, _score(asked, names, weight, len(named))) for key, names in named.items()]
    likely = [one for one in found if one.score >= LIKELY]
    return sorted(likely, key=lambda one: (-one.score, str(one.key)))[:most]


def grams(text: str) -> frozenset[str]:
    """What a text is compared by: pairs of Chinese characters, stems of words."""
    plain = unicodedata.normalize("NFKC", text).lower()
    found: set[str] = set()
    for run in _RUN.findall(_ASKING.sub(" ", plain)):
        if run.isascii():
            found |= {stem(run)} - _WORDS
        else:
            found |= {run[at : at + 2] for at in range(len(run) - 1)} or {run}
    return frozenset(found)


def one_line(text: str) -> str:
    """What somebody typed, as one line: without control characters, which no database of ours and no page can hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def stem(word: str) -> str:
    """An English word without a usual ending: "lost" stays, "certificates" and "certificate" become one."""
    if word in _WORDS:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _weights(named: Mapping[Key, Sequence[frozenset[str]]]) -> dict[str, float]:
    seen = Counter(gram for names in named.values() for gram in frozenset().union(*names))
    return {gram: math.log(1 + len(named) / count) for gram, count in seen.items()}


def _score(asked: frozenset[str], names: Sequence[frozenset[str]], weight: Mapping[str, float], entries: int) -> float:
    """How much of the question a name answers and how much of the name was asked for; of the best name."""
    unknown = math.log(1 + entries)
    size = sum(weight.get(gram, unknown) for gram in asked)
    best = 0.0
    for name in names:
        common = sum(weight[gram] for gram in asked & name)
        if common:
            whole = sum(weight[gram] for gram in name)
            best = max(best, 0.5 * common / size + 0.5 * common / whole)
    everything = frozenset().union(*names)
    together = sum(weight[gram] for gram in asked & everything) / size
    return 0.8 * best + 0.2 * together
