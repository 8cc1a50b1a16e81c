"""What a teller's sheet holds, and what it adds up to. Pure functions over the content of a `Sheet`.

A ballot is written as the numbers of the electors it names, sorted: "3 7 12"; "-5" is a mark against a candidate, and
"0" a name that cannot be elected. The content is one multiset in sorted order: it never tells in which order ballots
were entered.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from lianyi.engines.count import Ballot, CountRules, Tally, Votes, tally
from lianyi.engines.count import Round as Casting

OTHER = "other"
# Reasons a teller can give; the first two are found by counting as well.
INVALID = ("too_many_names", "contradictory", "illegible", "marked", "foreign")
Content = dict[str, Any]


class UnreadableError(ValueError):
    """What was keyed is no ballot. `code` says why, `value` which part of it."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value


def pattern_of(typed: str, numbers: Iterable[int], standing: Iterable[int]) -> str:
    """What a teller keyed, as a pattern. `standing` are the candidates: there are votes against nobody else.

    Raises UnreadableError for a number that is not on the list.
    """
    known, candidates = set(numbers), set(standing)
    words = re.split(r"[\s,;、，；]+", unicodedata.normalize("NFKC", typed))
    found = [number_of(word, known, candidates) for word in words if word]
    named = [number for number in found if number]
    if len(set(named)) < len(named):
        raise UnreadableError("named_twice", str(Counter(named).most_common(1)[0][0]))
    return " ".join(str(number) for number in sorted(found, key=lambda number: (abs(number), number)))


def number_of(word: str, numbers: Collection[int], standing: Collection[int]) -> int:
    """One number that a teller keyed, below zero for a vote against; it may come from a Chinese keyboard."""
    plain = unicodedata.normalize("NFKC", word).replace("−", "-")
    if not re.fullmatch(r"-?[0-9]{1,4}", plain):
        raise UnreadableError("no_number", word)
    number = int(plain)
    if number and abs(number) not in numbers:
        raise UnreadableError("not_on_list", word)
    if number < 0 and -number not in standing:
        raise UnreadableError("no_votes_against" if not standing else "no_candidate", str(-number))
    return number


def with_ballot(content: Content, pattern: str, change: int) -> Content:
    """The sheet with one ballot of this pattern more (1) or less (-1)."""
    return _changed(content, "ballots", pattern, change)


def with_invalid(content: Content, reason: str, change: int) -> Content:
    """The sheet with one ballot more or less that is invalid for a reason."""
    if reason not in INVALID:
        raise UnreadableError("no_reason", reason)
    return _changed(content, "invalid", reason, change)


def with_stroke(content: Content, number: int, against: bool, change: int) -> Content:
    """The sheet with one stroke more or less for a number, or for names that cannot be elected (0)."""
    if not number:
        return {**content, "others": _counted(int(content.get("others", 0)) + change)}
    votes = {key: list(pair) for key, pair in content.get("votes", {}).items()}
    pair = votes.get(str(number), [0, 0])
    pair[int(against)] = _counted(pair[int(against)] + change)
    votes[str(number)] = pair
    return {**content, "votes": {key: votes[key] for key in sorted(votes, key=int) if any(votes[key])}}


def with_valid(content: Content, change: int) -> Content:
    """The sheet with one valid ballot more or less, where strokes are counted name by name."""
    return {**content, "valid": _counted(int(content.get("valid", 0)) + change)}


def papers_on(content: Content) -> int:
    """How many ballots a sheet accounts for."""
    valid = sum(content.get("ballots", {}).values()) + int(content.get("valid", 0))
    return int(valid + sum(content.get("invalid", {}).values()))


def tally_of(content: Content, casting: Casting, rules: CountRules, person_of: Mapping[int, str]) -> Tally:
    """What the sheet adds up to. `person_of` gives the name the count knows for each elector's number."""
    if "votes" in content or "valid" in content:
        return _of_strokes(content, casting, person_of)
    ballots = []
    for pattern, count in content.get("ballots", {}).items():
        ballots += [_ballot(pattern, person_of)] * count
    for reason, count in content.get("invalid", {}).items():
        ballots += [Ballot(frozenset(), invalid=reason)] * count
    return tally(ballots, casting, rules)


def differences(one: Content, two: Content) -> list[tuple[str, int, int]]:
    """Where two sheets differ: what, and how often each has it. Empty where they agree."""
    first, second = _lines(one), _lines(two)
    keys = sorted(first.keys() | second.keys())
    return [(key, first[key], second[key]) for key in keys if first[key] != second[key]]


def _ballot(pattern: str, person_of: Mapping[int, str]) -> Ballot:
    numbers = [int(word) for word in pattern.split()]
    others = [f"{OTHER}:{place}" for place, number in enumerate(numbers) if number == 0]
    approved = {person_of[number] for number in numbers if number > 0}
    against = {person_of[-number] for number in numbers if number < 0}
    return Ballot(frozenset(approved.union(others)), frozenset(against))


def _of_strokes(content: Content, casting: Casting, person_of: Mapping[int, str]) -> Tally:
    valid = int(content.get("valid", 0))
    marks = {person_of[int(number)]: pair for number, pair in content.get("votes", {}).items()}
    able = casting.names
    votes = {
        name: Votes(pair[0], pair[1], valid - pair[0] - pair[1] if name in casting.standing else 0)
        for name, pair in sorted(marks.items())
        if able is None or name in able
    }
    votes |= {name: Votes(0, 0, valid) for name in casting.standing if name not in votes}
    others = int(content.get("others", 0)) + sum(pair[0] for name, pair in marks.items() if name not in votes)
    return Tally(votes, valid, dict(content.get("invalid", {})), not_eligible=_apart(others, valid))


def _apart(others: int, valid: int) -> dict[str, int]:
    """So many votes for names that cannot be elected, as those of several: one ballot may hold more than one."""
    whole, rest = divmod(others, valid) if valid else (0, others)
    counts = [valid] * whole + ([rest] if rest else [])
    return {f"{OTHER}:{place}": count for place, count in enumerate(counts)}


def _lines(content: Content) -> Counter[str]:
    lines: Counter[str] = Counter()
    for kind in ("ballots", "invalid"):
        lines.update({f"{kind}:{key}": count for key, count in content.get(kind, {}).items()})
    for number, (approved, against) in content.get("votes", {}).items():
        lines.update({f"for:{number}": approved, f"against:{number}": against})
    lines.update({key: int(content[key]) for key in ("others", "valid") if content.get(key)})
    return lines


def _changed(content: Content, kind: str, key: str, change: int) -> Content:
    counts = dict(content.get(kind, {}))
    counts[key] = _counted(counts.get(key, 0) + change)
    return {**content, kind: {name: counts[name] for name in sorted(counts) if counts[name]}}


def _counted(count: int) -> int:
    if count < 0:
        raise UnreadableError("nothing_to_take_back")
    return count
