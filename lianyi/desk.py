"""What waits on somebody's desk. Each app may have a `desk.py` in which functions are marked with `@waiting`.

A function gets the actor and returns the items that are this actor's to do, with a number, none when nothing waits:

    @waiting
    def forms_to_key_in(actor: Actor) -> list[DeskItem]: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lianyi.scope import Actor

Tone = Literal["", "success", "warning", "error"]


@dataclass(frozen=True)
class DeskItem:
    """One line of the list: `title` in the user's language, where it leads, how many wait, how it is coloured."""

    title: str
    url: str
    count: int | None = None
    tone: Tone = ""


Waiting = Callable[[Actor], list[DeskItem]]
_registered: dict[str, Waiting] = {}


def waiting(function: Waiting) -> Waiting:
    """Registers a function; the desk asks it at every visit. Registering twice changes nothing."""
    _registered[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def items_for(actor: Actor) -> list[DeskItem]:
    """Everything that waits for this actor, app by app in the order of their names."""
    return [item for name in sorted(_registered) for item in _registered[name](actor)]
