"""What the coverage board shows of the circle: shares of residents, for an adult, at any time, in 15 minutes."""

from __future__ import annotations

from dataclasses import dataclass

from lianyi.circle import opening_times, walkers
from lianyi.circle.categories import Category, Measure
from lianyi.circle.guarding import share_shown
from lianyi.circle.queries.results import results
from lianyi.places.models import Place


@dataclass(frozen=True)
class Share:
    """`percent` of the residents reach one of `category`; None where too few people stand behind the number."""

    category: Category
    percent: int | None


def shares(community: Place, *, threshold: int) -> list[Share]:
    """What was computed last, kind by kind; nothing where nothing was."""
    found = results(community, walkers.FIRST, opening_times.ANY)
    everybody = int(found.residents.sum())
    return [
        Share(kind, share_shown(int(found.residents[found.inside(kind, Measure.FIFTEEN)].sum()), everybody, threshold))
        for kind in found.kinds
    ]
