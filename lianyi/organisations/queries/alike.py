"""Organisations that may be one: proposed to somebody who decides, with what they have in common."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from lianyi.organisations.models import Organisation, ToldApart
from lianyi.organisations.queries.bodies import areas_on, organisations
from lianyi.scope import Actor

FORMS = re.compile(r"(有限责任公司|股份有限公司|有限公司|分公司|个体工商户|co\.?,? ?ltd\.?|inc\.?)$")
SILENT = re.compile(r"[\W_]+")
MOST_ALIKE = 8  # more with one telephone share a switchboard


@dataclass(frozen=True)
class Alike:
    """Two organisations and why they may be one: "code", "name", "phone"."""

    one: Organisation
    other: Organisation
    reasons: tuple[str, ...]

    @property
    def both(self) -> tuple[Organisation, Organisation]:
        return self.one, self.other


def plain_name(name: str) -> str:
    """A name without its legal form, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    return SILENT.sub("", FORMS.sub("", folded)) or folded


def alike(*, for_: Actor, on: date) -> list[Alike]:
    """Pairs with one code, one name in one area, or one telephone, but for those told apart; the surest first."""
    found = list(organisations(for_=for_, on=on))
    areas = areas_on(on, [one.pk for one in found])
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, buckets in (
        ("code", _buckets((one, one.code) for one in found)),
        ("name", _buckets((one, (plain_name(one.name), area.pk)) for one in found for area in areas.get(one.pk, []))),
        ("phone", _buckets((one, SILENT.sub("", one.phone)) for one in found)),
    ):
        for bucket in buckets:
            for pair in combinations(sorted(bucket), 2):
                if name not in reasons[pair]:
                    reasons[pair].append(name)
    apart = set(ToldApart.objects.values_list("one", "other"))
    known = {one.pk: one for one in found}
    pairs = [
        Alike(known[one], known[other], tuple(why))
        for (one, other), why in reasons.items()
        if (one, other) not in apart
    ]
    return sorted(pairs, key=lambda pair: (-len(pair.reasons), pair.reasons, pair.one.sort_key, pair.one.pk))


def _buckets(keyed: Iterable[tuple[Organisation, object]]) -> list[set[int]]:
    """The keys of those that share something, but for what too many share."""
    found: dict[object, set[int]] = defaultdict(set)
    for one, key in keyed:
        if key:
            found[key].add(one.pk)
    return [bucket for bucket in found.values() if 2 <= len(bucket) <= MOST_ALIKE]
