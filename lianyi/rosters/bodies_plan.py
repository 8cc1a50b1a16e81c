"""From the rows of a register of organisations to what would be done about each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lianyi.organisations.credit_codes import Fault, compact_code, fault_of
from lianyi.organisations.models import Organisation
from lianyi.organisations.queries import plain_name
from lianyi.rosters.bodies_matching import BodyMatcher, Candidate, phone_key
from lianyi.rosters.directory import Body, Directory
from lianyi.rosters.findings import Findings, OwnCode
from lianyi.rosters.plan import Outcome, PlannedRow
from lianyi.sheets.cells import is_nothing
from lianyi.sheets.rows import Row
from lianyi.sheets.texts import match_key

KIND = Organisation.Kind
# The first characters of a unified social credit code → kind. Those of communities and villages (54, 55) say none.
KINDS_BY_CODE = {
    "11": KIND.PUBLIC,
    "12": KIND.INSTITUTION,
    **dict.fromkeys(("13", "51", "52", "53", "81"), KIND.ASSOCIATION),
    **dict.fromkeys(("91", "92", "93"), KIND.BUSINESS),
}
FAULTS: Mapping[Fault, OwnCode] = {
    "length": "credit_code_length",
    "check": "credit_code_check",
    "form": "credit_code_form",
}
# How two values of a field are compared; the rest must be equal to the letter.
KEYS: Mapping[str, Callable[[str], str]] = {"phone": phone_key, "address": match_key}
_LIST = re.compile(r"[、,，;；/\n]+")


@dataclass
class _Draft:
    """A row while it is being planned. `values` are the facts that it fills in; an empty cell says nothing."""

    row: Row
    name: str
    community: int | None = None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.row.number

    def text(self, key: str) -> str:
        """What a cell says on one line; "" also for 无, — and the like."""
        text = " ".join(str(self.row.values.get(key) or "").split())
        return "" if is_nothing(text) else text


def plan_bodies(
    rows: Sequence[Row],
    bad: frozenset[int],
    directory: Directory,
    here: int,
    findings: Findings,
    progress: Callable[[int], None],
) -> list[PlannedRow]:
    """One planned row for each row of the file, in its order. `here` is the community of rows that name none."""
    reader = _Reader(directory, here, findings)
    drafts = [reader.read(row, is_bad=row.number in bad) for row in rows]
    candidates = [
        Candidate(draft.number, draft.name, draft.community, **_told_apart_by(draft.values))
        for draft in drafts
        if draft.community is not None
    ]
    matches = BodyMatcher(directory.bodies, findings).match(candidates)
    planner = _Planner(directory, here, findings)
    planned = []
    for done, draft in enumerate(drafts):
        if done % 200 == 0:
            progress(done)
        planned.append(planner.plan(draft, matches.get(draft.number)))
    return planned


def _told_apart_by(values: Mapping[str, str]) -> dict[str, str]:
    return {name: values[name] for name in ("code", "address", "phone") if name in values}


class _Reader:
    """Reads what a row says by itself. A row with an error is left without a community."""

    def __init__(self, directory: Directory, here: int, findings: Findings) -> None:
        self._directory, self._here, self._findings = directory, here, findings
        self._coded: dict[str, int] = {}

    def read(self, row: Row, *, is_bad: bool) -> _Draft:
        draft = _Draft(row, " ".join(str(row.values.get("name") or "").split()))
        self._read_facts(draft)
        is_coded = self._read_code(draft)
        community = self._community(draft)
        draft.community = community if is_coded and not is_bad else None
        return draft

    def _read_facts(self, draft: _Draft) -> None:
        draft.values = {key: text for key in ("kind", "address", "phone") if (text := draft.text(key))}
        kind = draft.values.get("kind")
        if kind is not None and kind not in KIND.values:
            self._findings.add(draft.number, "kind", "body_kind_unknown", "warning", draft.values.pop("kind"))

    def _read_code(self, draft: _Draft) -> bool:
        code = compact_code(draft.text("code"))
        if not code:
            return True
        if fault := fault_of(code):
            self._findings.add(draft.number, "code", FAULTS[fault], "error", code, count=len(code))
            return False
        first = self._coded.setdefault(code, draft.number)
        if first != draft.number:
            self._findings.add(draft.number, "code", "credit_code_twice", "error", code, first=first)
            return False
        draft.values["code"] = code
        return True

    def _community(self, draft: _Draft) -> int | None:
        written = draft.text("area")
        if not written:
            return self._here
        community = self._directory.community(written)
        if community is None:
            self._findings.add(draft.number, "area", "area_not_yours", "error", written)
        return community


class _Planner:
    def __init__(self, directory: Directory, here: int, findings: Findings) -> None:
        self._directory, self._here, self._findings = directory, here, findings
        self._line_of = {body.pk: body.line for body in directory.bodies}

    def plan(self, draft: _Draft, body: Body | None) -> PlannedRow:
        if draft.community is None:
            return PlannedRow(draft.number, "bad", draft.name)
        return self._changed(draft, body) if body else self._new(draft, draft.community)

    def _new(self, draft: _Draft, community: int) -> PlannedRow:
        values = {**draft.values}
        values.setdefault("kind", KINDS_BY_CODE.get(values.get("code", "")[:2], KIND.BUSINESS))
        line = self._line(draft, None)
        values["line"] = line.facts.name if line else ""
        values["area"] = self._directory.area_names[community] if community != self._here else ""
        values["contact"] = "、".join(_contacts(draft))
        after = {name: value for name, value in values.items() if value}
        return PlannedRow(draft.number, "new", draft.name, after=after, area=community, line=line.pk if line else None)

    def _changed(self, draft: _Draft, body: Body) -> PlannedRow:
        before, after = self._facts(draft, body)
        line = self._line(draft, body)
        if line:
            before["line"], after["line"] = "", line.facts.name
        if missing := self._contact(draft, body):
            before["contact"], after["contact"] = missing
        self._tell_area(draft, body)
        if body.wishes_no_contact and after.keys() & {"phone", "contact"}:
            self._findings.add(draft.number, "phone", "body_wishes_no_contact", "warning")
            after = {name: value for name, value in after.items() if name not in ("phone", "contact")}
        if after and not body.is_own:
            self._findings.add(draft.number, "name", "body_not_yours", "warning", draft.name)
            after = {}
        before = {name: before[name] for name in after}
        outcome: Outcome = "changed" if after else "unchanged"
        line_key = line.pk if line and "line" in after else None
        return PlannedRow(
            draft.number, outcome, draft.name, before=before, after=after, organisation=body.pk, line=line_key
        )

    def _facts(self, draft: _Draft, body: Body) -> tuple[dict[str, str], dict[str, str]]:
        """What a row says differently. A code that is on record stays: with another it would not have been found."""
        facts = body.facts.__dict__
        after = {name: value for name, value in draft.values.items() if _differ(name, facts[name], value)}
        if plain_name(draft.name) not in body.names:
            # Found by its code: the same organisation under another name. The former one stays findable.
            self._findings.add(draft.number, "name", "body_renamed", "warning", draft.name, known=body.facts.name)
            former = "；".join(filter(None, [body.facts.also_called, body.facts.name]))
            after |= {"name": draft.name, "also_called": former[:300]}
        return {name: facts[name] for name in after}, after

    def _line(self, draft: _Draft, body: Body | None) -> Body | None:
        """The line that a row gives an organisation which has none. An import moves nobody from one to another."""
        written = draft.text("line")
        named = self._directory.lines.get(plain_name(written), ()) if written else ()
        if not written or (body and body.line and any(one.pk == body.line for one in named)):
            return None
        told: OwnCode | None = None
        if len(named) != 1:
            told = "line_ambiguous" if named else "line_unknown"
        elif body and body.line:
            told = "line_differs"
        elif body and self._lies_below(named[0].pk, body.pk):
            told = "line_is_below"
        if told:
            known = body.line_name if body else ""
            self._findings.add(draft.number, "line", told, "warning", written, known=known)
            return None
        if body:
            self._line_of[body.pk] = named[0].pk
        return named[0]

    def _lies_below(self, line: int | None, body: int) -> bool:
        """Whether a line is the organisation itself or reports to it."""
        while line is not None and line != body:
            line = self._line_of.get(line)
        return line is not None

    def _contact(self, draft: _Draft, body: Body) -> tuple[str, str] | None:
        """Whom a row names that is not known yet, and in whose place."""
        wanted = _contacts(draft)
        if {contact.name for contact in body.contacts}.issuperset(wanted):
            return None
        replaced = [contact.name for contact in body.contacts if not contact.task]
        return "、".join(replaced), "、".join(wanted)

    def _tell_area(self, draft: _Draft, body: Body) -> None:
        if draft.text("area") and draft.community not in body.communities:
            known = "、".join(self._directory.area_names[key] for key in sorted(body.communities))
            self._findings.add(
                draft.number, "area", "body_serves_elsewhere", "warning", draft.text("area"), known=known
            )


def _contacts(draft: _Draft) -> list[str]:
    return list(dict.fromkeys(text for part in _LIST.split(draft.text("contact")) if (text := part.strip())))


def _differ(name: str, known: str, value: str) -> bool:
    key = KEYS.get(name, str)
    return key(known) != key(value)
