"""What the apps hold about a person, for "my data", the person's page at the desk and the file to take along.

An app registers one function in its `AppConfig.ready`; it returns a section, or None when it holds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lianyi.scope import Actor


@dataclass(frozen=True)
class Line:
    """One fact: what it is, what it says, and where the page of it is for this reader ("" for none)."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its facts. `key` names it in the file, where the facts stand as `data`, or else as their lines."""

    key: str
    title: str
    lines: tuple[Line, ...]
    data: object = field(default=None)

    def as_data(self) -> object:
        return self.data if self.data is not None else [{"label": line.label, "text": line.text} for line in self.lines]


Tell = Callable[[int, Actor], Section | None]
_registered: dict[str, Tell] = {}


def register(tell: Tell) -> Tell:
    """Registers `tell(person_id, for_)`. Registering twice changes nothing."""
    _registered[f"{tell.__module__}.{tell.__qualname__}"] = tell
    return tell


def dossier(person_id: int, *, for_: Actor) -> list[Section]:
    """All sections about a person, app by app. Whoever calls has made sure that the actor may see the person."""
    sections = (tell(person_id, for_) for tell in _registered.values())
    return [section for section in sections if section and section.lines]
