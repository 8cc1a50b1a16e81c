"""What other apps know that keeps an organisation from being simply ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from lianyi.organisations.models import Organisation

Objection = Callable[[Organisation, date], str]
_objections: list[Objection] = []


def objects(function: Objection) -> Objection:
    """Registers a function that says, in words, why an organisation cannot end on a day; "" when nothing speaks."""
    if function not in _objections:
        _objections.append(function)
    return function


def standing_in_the_way(organisation: Organisation, on: date) -> Iterator[str]:
    """Every objection, in words."""
    for objection in _objections:
        if told := objection(organisation, on):
            yield told
