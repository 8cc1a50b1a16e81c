"""What the apps above know about a place, for its page: the groups its people can join, the people who live there.

An app registers one function in its `AppConfig.ready`; it returns links, each with a text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lianyi.places.models import Place
from lianyi.scope import Actor


@dataclass(frozen=True)
class Link:
    """A line on a place's page."""

    text: str
    url: str


@dataclass(frozen=True)
class Block:
    """A heading with its links; `empty` is what stands there when there are none."""

    title: str
    links: tuple[Link, ...]
    empty: str


Tell = Callable[[Place, Actor, date], Block]
_registered: dict[str, Tell] = {}


def register(tell: Tell) -> Tell:
    """Registers `tell(place, for_, on)`. Registering twice changes nothing."""
    _registered[f"{tell.__module__}.{tell.__qualname__}"] = tell
    return tell


def blocks(place: Place, *, for_: Actor, on: date) -> list[Block]:
    return [tell(place, for_, on) for tell in _registered.values()]
