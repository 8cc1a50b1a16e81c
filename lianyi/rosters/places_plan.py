"""From a list of places to the places that would be added, each under its parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from lianyi.rosters.addresses import LEVELS, AddressBook, Step, level_key
from lianyi.rosters.findings import Findings
from lianyi.rosters.plan import Outcome, PlannedRow
from lianyi.sheets.rows import Row
from lianyi.sheets.texts import match_key

# Kind in the layout → kind of place.
KINDS = {"compound": "compound", "building": "building", "unit": "entrance", "room": "unit"}


def plan_places(
    rows: Sequence[Row],
    bad: frozenset[int],
    book: AddressBook,
    codes: Mapping[int, str],
    root_names: frozenset[str],
    findings: Findings,
    progress: Callable[[int], None],
) -> list[PlannedRow]:
    """One planned row for each row of the file, in its order.

    A parent is named by its code or its name, in the file or on record; rows may come in any order. `codes` are those
    on record; `root_names` are the names (as keys) that mean the community itself.
    """
    planner = _Planner(rows, bad, book, codes, root_names, findings)
    for done, row in enumerate(rows):
        if done % 200 == 0:
            progress(done)
        planner.plan(row)
    return [planner.planned[row.number] for row in rows]


class _Planner:
    def __init__(
        self,
        rows: Sequence[Row],
        bad: frozenset[int],
        book: AddressBook,
        codes: Mapping[int, str],
        root_names: frozenset[str],
        findings: Findings,
    ) -> None:
        self._book, self._codes, self._findings = book, codes, findings
        self._bad, self._root_names = bad, root_names
        self._by_code = {code: pk for pk, code in codes.items() if code}
        self._rows = _index(rows)
        self.planned: dict[int, PlannedRow] = {}
        self._nodes: dict[int, int] = {}
        self._open: set[int] = set()

    def plan(self, row: Row) -> int | None:
        """Plans a row, its parents first. Returns its node, None when it cannot be taken."""
        if row.number in self.planned:
            return self._nodes.get(row.number)
        name, kind = str(row.values.get("name") or ""), str(row.values.get("kind") or "")
        self.planned[row.number] = PlannedRow(row.number, "bad", name)
        if row.number in self._bad:
            return None
        if kind not in KINDS:
            self._findings.add(row.number, "kind", "level_above", "error", name)
            return None
        parent = self._parent(row)
        if parent is None:
            return None
        if not self._may_hold(parent, KINDS[kind]):
            self._findings.add(row.number, "parent", "parent_is_smaller", "error", str(row.values.get("parent") or ""))
            return None
        return self._enter(row, parent, Step(KINDS[kind], name))

    def _enter(self, row: Row, parent: int, step: Step) -> int | None:
        code = str(row.values.get("code") or "")
        there = self._by_code.get(code) if code else None
        found = self._book.child(parent, step)
        node = there if there is not None else found
        if there is not None and found != there and level_key(*self._book.steps_to(there)[-1]) != level_key(*step):
            self._findings.add(row.number, "code", "place_is_ambiguous", "error", code, known=self._book.text(there))
            return None
        if node is None:
            node = self._book.make(parent, step)
            after = {"place": self._book.text(node), **({"code": code} if code else {})}
            self.planned[row.number] = PlannedRow(row.number, "new", step.name, None, {}, after, node)
        else:
            old = self._codes.get(node, "")
            outcome: Outcome = "changed" if code and code != old else "unchanged"
            before, after = ({"code": old}, {"code": code}) if outcome == "changed" else ({}, {})
            self.planned[row.number] = PlannedRow(row.number, outcome, step.name, None, before, after, node)
        self._nodes[row.number] = node
        return node

    def _parent(self, row: Row) -> int | None:
        """The node of the parent; the community where none is named. A finding says what is wrong otherwise."""
        text = str(row.values.get("parent") or "")
        if not text or match_key(text) in self._root_names:
            return self._book.root
        if text in self._by_code:
            return self._by_code[text]
        if "/" in text:
            at = self._book.walk([part for part in text.split("/") if part.strip()])
            if at is None:
                self._findings.add(row.number, "parent", "parent_unknown", "error", text)
            return at
        above = [other for other in self._rows[match_key(text)] if other is not row]
        if len(above) == 1 and above[0].number not in self._open:
            self._open.add(row.number)
            node = self.plan(above[0])
            self._open.discard(row.number)
            if node is None:
                self._findings.add(row.number, "parent", "parent_unknown", "error", text)
            return node
        named = self._book.named(text)
        if len(named) == 1 and not above:
            return named[0]
        code = "parent_ambiguous" if len(above) > 1 or len(named) > 1 else "parent_unknown"
        self._findings.add(row.number, "parent", code, "error", text)  # type: ignore[arg-type]
        return None

    def _may_hold(self, parent: int, kind: str) -> bool:
        if parent == self._book.root:
            return True
        return LEVELS.index(kind) >= LEVELS.index(self._book.steps_to(parent)[-1].kind)


def _index(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by their code and by their name."""
    index: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(match_key(str(row.values.get(name) or "")) for name in ("code", "name")):
            if key:
                index[key].append(row)
    return index
