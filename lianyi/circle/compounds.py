"""Coverage by compound: a table of rates with its total, in which nobody is found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lianyi.circle.categories import Category, Measure
from lianyi.circle.queries.results import Results
from lianyi.engines.disclosure import Rate, guard_rates
from lianyi.places.models import Place
from lianyi.wording import rule


@dataclass(frozen=True)
class Compound:
    """`inside` of `residents` reach the service; both None where they are withheld."""

    name: str
    buildings: int
    inside: int | None
    residents: int | None

    @property
    def percent(self) -> int | None:
        return 100 * self.inside // self.residents if self.inside is not None and self.residents else None


def by_compound(found: Results, kind: Category, measure: Measure) -> list[Compound]:
    """Only where buildings are known to the tree of places; the others stand in the last row."""
    names = _compounds(found)
    if not names:
        return []
    inside = found.inside(kind, measure)
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for at, one in enumerate(found.homes):
        row = counts[names.get(one.place_id or 0, (0, ""))[0]]
        row[0] += 1
        row[1] += one.residents if inside[at] else 0
        row[2] += one.residents
    named = dict(names.values())
    rates: dict[int | str, Rate] = {key: Rate(row[1], row[2]) for key, row in counts.items()}
    shown = guard_rates(rates, rule("privacy.internal_threshold").number).rows
    order = sorted(counts, key=lambda key: (key == 0, named.get(key, ""), key))
    return [
        Compound(
            named.get(key, ""),
            counts[key][0],
            None if (rate := shown[key]) is None else rate.numerator,
            None if rate is None else rate.denominator,
        )
        for key in order
    ]


def _compounds(found: Results) -> dict[int, tuple[int, str]]:
    """By building of the tree: the compound it stands in."""
    places = Place.objects.in_bulk([one.place_id for one in found.homes if one.place_id])
    above = {key for place in places.values() for key in place.ancestor_ids}
    compounds = Place.objects.filter(pk__in=above, kind=Place.Kind.COMPOUND).in_bulk()
    return {
        pk: (key, compounds[key].name)
        for pk, place in places.items()
        for key in place.ancestor_ids[::-1]
        if key in compounds
    }
