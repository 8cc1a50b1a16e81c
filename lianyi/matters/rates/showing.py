"""The three rates as a page shows them: small numbers withheld, so that nobody can be worked out from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.engines.disclosure import TOTAL, GuardedRates, Key, Label, Table, guard_rates, suppress
from lianyi.engines.disclosure import Rate as EngineRate
from lianyi.matters.rates.figures import Figures, Period, Rate, figures
from lianyi.organisations.models import Organisation
from lianyi.places.models import Place
from lianyi.places.queries import communities
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor
from lianyi.wording import rule


@dataclass(frozen=True)
class Row:
    """A line of the page. What is withheld is None."""

    name: str
    is_total: bool
    received: int | None
    not_due: int | None
    left_out: int | None
    responded: Rate | None
    solved: Rate | None
    satisfied: Rate | None


@dataclass(frozen=True)
class Board:
    """All lines, the total last; `threshold` is the number below which nothing is told."""

    rows: Sequence[Row]
    period: Period
    threshold: int


def within_reach(actor: Actor) -> QuerySet[Place]:
    """The communities whose figures this account may see."""
    return communities(actor, today()).order_by("sort_key", "pk")


def shown(keys: Sequence[int], period: Period, *, by: str, threshold_rule: str) -> Board:
    """What may be told of these communities, by body or by subject."""
    is_by_subject = by == "subject"
    *parts, total = figures(keys, period, by="subject_key" if is_by_subject else "body_key")
    threshold = rule(threshold_rule).number
    if not parts:
        return Board((), period, threshold)
    names = _subjects(parts) if is_by_subject else _bodies(parts)
    told = _Told.of(parts, threshold)
    rows = [_row(one, one.key or 0, names.get(one.key or 0, "—"), told) for one in parts]
    return Board((*rows, _row(total, TOTAL, _("all together"), told)), period, threshold)


@dataclass(frozen=True)
class _Told:
    """Which numbers may be told: of counts by (row, column), of rates by row."""

    hidden: Collection[Key]
    rates: Mapping[str, GuardedRates]

    @classmethod
    def of(cls, parts: Sequence[Figures], threshold: int) -> _Told:
        """Received is the sum of what counts, is not due, or is left out, so these are withheld as one table."""
        cells: dict[tuple[Label, Label], int] = {}
        for one in parts:
            columns = {"counts": one.responded.below, "not_due": one.not_due, "left_out": one.left_out}
            cells |= {(one.key or 0, name): count for name, count in columns.items()}
        rates = {
            name: guard_rates({one.key or 0: _plain(getattr(one, name)) for one in parts}, threshold)
            for name in ("responded", "solved", "satisfied")
        }
        return cls(suppress(Table.two_way(cells), threshold).hidden, rates)

    def rate(self, name: str, label: Label, found: Rate) -> Rate | None:
        guarded = self.rates[name]
        if (guarded.total if label == TOTAL else guarded.rows[label]) is None:
            return None
        return None if name == "responded" and (label, "counts") in self.hidden else found

    def count(self, label: Label, column: str, count: int) -> int | None:
        return None if (label, column) in self.hidden else count


def _row(one: Figures, label: Label, name: str, told: _Told) -> Row:
    """Where the first rate is withheld, what it is made of is withheld with it."""
    responded = told.rate("responded", label, one.responded)
    return Row(
        name,
        one.key is None,
        told.count(label, TOTAL, one.received),
        None if responded is None else told.count(label, "not_due", one.not_due),
        None if responded is None else told.count(label, "left_out", one.left_out),
        responded,
        told.rate("solved", label, one.solved),
        told.rate("satisfied", label, one.satisfied),
    )


def _plain(rate: Rate) -> EngineRate:
    return EngineRate(rate.above, rate.below)


def _bodies(found: Sequence[Figures]) -> dict[int, str]:
    keys = [one.key for one in found if one.key]
    return {**dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name")), 0: _("the office itself")}


def _subjects(found: Sequence[Figures]) -> dict[int, str]:
    keys = [one.key for one in found if one.key]
    return {**{one.pk: one.shown_name for one in Subject.objects.filter(pk__in=keys)}, 0: _("no subject")}
