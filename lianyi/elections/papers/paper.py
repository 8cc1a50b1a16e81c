"""A kind of paper: what it is called, what is on it, how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from lianyi.elections.models import Election, Round

Context = dict[str, Any]
Asked = Mapping[str, str]


@dataclass(frozen=True)
class Paper:
    """`builder` gets the election, the round it is about (None: the whole, or what comes next), and what is asked
    beyond that: `copies`, `contest`. It returns plain texts, numbers and lists, for the page and for the .docx alike.
    """

    kind: str
    title: str | Promise
    builder: Callable[[Election, Round | None, Asked], Context]
    example: Callable[[], Context]

    @property
    def template(self) -> str:
        return f"elections/papers/{self.kind}.html"

    def build(self, election: Election, round_: Round | None = None, asked: Asked | None = None) -> Context:
        return self.builder(election, round_, asked or {})
