"""Addresses as people write them, against the tree of places: "3", "3栋" and "3号楼" are one building."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lianyi.sheets.texts import match_key

LEVELS = ("compound", "building", "entrance", "unit")
_SUFFIX = {
    "compound": re.compile(r"小区$"),
    "building": re.compile(r"(?:号楼|号栋|栋|幢|座|楼|号)$"),
    "entrance": re.compile(r"(?:号单元|单元|号梯|梯|号门)$"),
    "unit": re.compile(r"(?:号房|室|房|户|号)$"),
}
_NAMED = {"building": "{}栋", "entrance": "{}单元"}
_IN_ONE = re.compile(
    r"(?P<compound>.*?)[,，]?(?P<building>[0-9A-Za-z一二三四五六七八九十]+)(?:号楼|栋|幢|座)"
    r"(?:(?P<entrance>[0-9A-Za-z一二三四五六七八九十]+)单元)?"
    r"(?:(?P<unit>[0-9]{1,5}(?:-[0-9]{1,3})?)[室号房]?)?"
)


class Step(NamedTuple):
    """One level of an address: ("building", "3栋")."""

    kind: str
    name: str


Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """An address as it stands in a file, "" for what it leaves out."""

    compound: str = ""
    building: str = ""
    entrance: str = ""
    unit: str = ""

    @property
    def steps(self) -> Steps:
        return tuple(Step(kind, text) for kind in LEVELS if (text := getattr(self, kind).strip()))


@dataclass(frozen=True, slots=True)
class Node:
    """A place of the tree; a negative `pk` is one that is still to be made."""

    pk: int
    parent: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """`node` is the deepest place reached (None: none below the community); `state` whether that is all of it."""

    state: Literal["whole", "partly", "nowhere", "ambiguous"]
    node: int | None


class AddressBook:
    """The places of one community, found by what people write. `nodes` come with parents before children."""

    def __init__(self, root: int, nodes: Iterable[Node]) -> None:
        self.root = root
        self._nodes: dict[int, Node] = {}
        self._below: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        self._named: dict[str, list[int]] = defaultdict(list)
        self._made = 0
        for node in nodes:
            self._enter(node)

    def _enter(self, node: Node) -> None:
        self._nodes[node.pk] = node
        self._named[match_key(node.name)].append(node.pk)
        key = level_key(node.kind, node.name)
        above = node.parent
        while above in self._nodes:
            self._below[above, node.kind, key].append(node.pk)
            above = self._nodes[above].parent
        self._below[self.root, node.kind, key].append(node.pk)

    def find(self, written: Steps, *, make: bool = False) -> Resolution:
        """The place of an address, levels that it leaves out passed over. With `make`, what is missing becomes new."""
        here = self.root
        for depth, step in enumerate(written):
            found = self._candidates(here, step)
            if len(found) > 1:
                return Resolution("ambiguous", None if here == self.root else here)
            if found:
                here = found[0]
            elif make:
                return Resolution("whole", self._make(here, written[depth:]))
            else:
                return Resolution("partly", here) if here != self.root else Resolution("nowhere", None)
        return Resolution("whole", here) if here != self.root else Resolution("nowhere", None)

    def _candidates(self, here: int, step: Step) -> list[int]:
        found = self._below.get((here, step.kind, level_key(step.kind, step.name)), [])
        direct = [pk for pk in found if self._nodes[pk].parent == here]
        return direct if len(direct) == 1 else found

    def _make(self, parent: int, steps: Steps) -> int:
        for step in steps:
            parent = self.make(parent, Step(step.kind, level_name(step.kind, step.name)))
        return parent

    def make(self, parent: int, step: Step) -> int:
        """Enters a new place under another one, by the very name given."""
        self._made += 1
        self._enter(Node(-self._made, parent, step.kind, step.name))
        return -self._made

    def child(self, parent: int, step: Step) -> int | None:
        """The place of this name right under another one."""
        found = self._below.get((parent, step.kind, level_key(step.kind, step.name)), [])
        return next((pk for pk in found if self._nodes[pk].parent == parent), None)

    def named(self, name: str) -> list[int]:
        """All places of exactly this name."""
        return self._named.get(match_key(name), [])

    def walk(self, names: Sequence[str]) -> int | None:
        """The place under these names, one below the other from the community down."""
        here = self.root
        for name in names:
            below = [pk for pk in self.named(name) if self._nodes[pk].parent == here]
            if not below:
                return None
            here = below[0]
        return here

    def steps_to(self, pk: int) -> Steps:
        """From below the community down to a place."""
        steps: list[Step] = []
        while pk in self._nodes:
            node = self._nodes[pk]
            steps.append(Step(node.kind, node.name))
            pk = node.parent
        return tuple(reversed(steps))

    def text(self, pk: int | None) -> str:
        return " ".join(step.name for step in self.steps_to(pk)) if pk is not None else ""

    def level(self, pk: int, kind: str) -> str:
        """The name of one level of an address, "" where it has none such."""
        return next((step.name for step in self.steps_to(pk) if step.kind == kind), "")

    def still_to_make(self, wanted: Iterable[int]) -> list[Steps]:
        """The addresses of these places and of all above them that are not there yet, each once."""
        missing: dict[int, Steps] = {}
        for pk in wanted:
            while pk < 0 and pk not in missing:
                missing[pk] = self.steps_to(pk)
                pk = self._nodes[pk].parent
        return list(missing.values())

    def is_home(self, pk: int) -> bool:
        return pk in self._nodes and self._nodes[pk].kind == "unit"

    def all_of(self, kind: str) -> list[int]:
        return [pk for pk, node in self._nodes.items() if node.kind == kind]

    def read_in_one(self, text: str) -> Written | None:
        """ "东苑小区3栋2单元502室" taken apart; None when it does not read like an address."""
        squeezed = re.sub(r"\s+", "", text)
        for node in self._nodes.values():
            if node.kind == "compound" and node.name in squeezed:
                hit = _IN_ONE.fullmatch(squeezed[squeezed.index(node.name) + len(node.name) :])
                return _written(hit, node.name) if hit else None
        hit = _IN_ONE.fullmatch(squeezed)
        return _written(hit, hit["compound"]) if hit else None


def _written(hit: re.Match[str], compound: str) -> Written:
    return Written(compound, hit["building"], hit["entrance"] or "", hit["unit"] or "")


def level_key(kind: str, name: str) -> str:
    """What different spellings of one place have in common: "03栋", "3号楼" and "3" are "3"."""
    key = match_key(name)
    if kind in _SUFFIX:
        key = _SUFFIX[kind].sub("", key) or key
    return key.lstrip("0") or "0" if key.isdecimal() else key


def level_name(kind: str, written: str) -> str:
    """The name of a new place: "3" becomes "3栋", everything else stays as it was written."""
    text = " ".join(written.split())
    return _NAMED[kind].format(text) if kind in _NAMED and text.isdecimal() else text
