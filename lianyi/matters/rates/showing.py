"""The three rates as a page shows them: small numbers withheld, so that nobody can be worked out from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianyi.dated import today
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
    found = figures(keys, period, by="subject_key" if is_by_subject else "body_key")
    names = _subjects(found) if is_by_subject else _bodies(found)
    threshold = rule(threshold_rule).number
    return Board([_row(one, names, threshold) for one in found], period, threshold)


def _row(one: Figures, names: Mapping[int, str], threshold: int) -> Row:
    def told(count: int) -> int | None:
        return count if count >= threshold or count == 0 else None

    def rate(found: Rate) -> Rate | None:
        return found if found.below >= threshold else None

    return Row(
        _("all together") if one.key is None else names.get(one.key, "—"),
        one.key is None,
        told(one.received),
        told(one.not_due),
        told(one.left_out),
        rate(one.responded),
        rate(one.solved),
        rate(one.satisfied),
    )


def _bodies(found: Sequence[Figures]) -> dict[int, str]:
    keys = [one.key for one in found if one.key]
    return {**dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name")), 0: _("the office itself")}


def _subjects(found: Sequence[Figures]) -> dict[int, str]:
    keys = [one.key for one in found if one.key]
    return {**{one.pk: one.shown_name for one in Subject.objects.filter(pk__in=keys)}, 0: _("no subject")}
