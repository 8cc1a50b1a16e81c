"""From the rows of a roster or a ledger of households to what would be done about each person."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lianyi.rosters.addresses import AddressBook
from lianyi.rosters.findings import Findings
from lianyi.rosters.homes import COLUMNS, written_home
from lianyi.rosters.matching import Candidate, Known, Match, Matcher
from lianyi.rosters.plan import Outcome, PlannedRow, PostIn
from lianyi.rosters.posts import NO_POST
from lianyi.sheets.problems import Severity
from lianyi.sheets.rows import Row
from lianyi.sheets.texts import match_key

# Column of the layout → field of a person.
FIELDS = {
    "code": "number",
    "name": "name",
    "phone": "phone",
    "joined_on": "joined",
    "confirmed_on": "confirmed",
    "remarks": "remark",
    "category": "kind",
}
_LIST = re.compile(r"[、,，;；/\n]+")


@dataclass(frozen=True)
class Register:
    """What is on record on the day of the list. `groups` maps the key of a name to a group, `posts` a word to one."""

    people: Sequence[Known]
    book: AddressBook
    groups: Mapping[str, int]
    group_names: Mapping[int, str]
    posts: Callable[[str], str | None]


@dataclass(frozen=True)
class Options:
    """`kinds` are the kinds of member, the usual one first; none of them in a ledger of households."""

    make_places: bool
    kinds: Sequence[str] = ()
    needs_home: bool = False


@dataclass
class _Draft:
    """A row while it is being planned."""

    row: Row
    values: dict[str, str]
    home: int | None = None
    is_bad: bool = False


def plan_people(
    rows: Sequence[Row],
    bad: frozenset[int],
    register: Register,
    options: Options,
    findings: Findings,
    progress: Callable[[int], None],
) -> list[PlannedRow]:
    """One planned row for each row of the file, in its order. `bad` are rows whose cells hold errors already."""
    drafts = [_Draft(row, _values(row, options), is_bad=row.number in bad) for row in rows]
    for draft in drafts:
        if not draft.is_bad:
            _find_home(draft, register.book, options, findings)
    named = [draft for draft in drafts if not draft.is_bad and draft.values.get("name")]
    candidates = [
        Candidate(
            draft.row.number,
            draft.values["name"],
            draft.values.get("number", ""),
            draft.values.get("phone", ""),
            draft.home,
        )
        for draft in named
    ]
    matches = Matcher(register.people, findings, register.book.is_home).match(candidates)
    planner = _Planner(register, options, findings)
    planned = []
    for done, draft in enumerate(drafts):
        if done % 200 == 0:
            progress(done)
        planned.append(planner.plan(draft, matches.get(draft.row.number)))
    return planned


def _values(row: Row, options: Options) -> dict[str, str]:
    """The fields that the row fills in. An empty cell says nothing."""
    wanted = {key: field for key, field in FIELDS.items() if options.kinds or key in ("name", "phone")}
    return {field: str(value) for key, field in wanted.items() if (value := row.values.get(key)) is not None}


def _find_home(draft: _Draft, book: AddressBook, options: Options, findings: Findings) -> None:
    text = {key: str(draft.row.values.get(key) or "") for key in (*COLUMNS, "address")}
    written, code = written_home(text, book)
    if code:
        findings.add(draft.row.number, "address", code, "warning", text["address"])
    if written is None or not written.steps:
        return
    key = next((key for key in ("room", "building", "compound") if text[key]), "address")
    found = book.find(written.steps, make=options.make_places)
    draft.home = found.node if found.state != "ambiguous" else None
    if found.state == "whole":
        return
    severity: Severity = "error" if options.needs_home else "warning"
    if found.state == "ambiguous":
        findings.add(draft.row.number, key, "address_ambiguous", severity)
    elif found.state == "nowhere" or options.needs_home:
        findings.add(draft.row.number, key, "home_unknown", severity)
    else:
        findings.add(draft.row.number, key, "home_partly_unknown", "warning", known=book.text(found.node))
    draft.is_bad = options.needs_home


class _Planner:
    def __init__(self, register: Register, options: Options, findings: Findings) -> None:
        self._register = register
        self._options = options
        self._findings = findings
        self._seen: set[int] = set()

    def plan(self, draft: _Draft, match: Match | None) -> PlannedRow:
        number, name = draft.row.number, draft.values.get("name", "")
        if draft.is_bad or (match and match.is_open):
            return PlannedRow(number, "bad", name)
        if match is None:
            return self._empty_home(draft)
        one = match.person or Known(0, "")
        if not one.kind and self._options.kinds and "kind" not in draft.values:
            self._assume_kind(draft)
        groups, posts = self._groups(draft, one)
        after = {field: value for field, value in draft.values.items() if value != getattr(one, field)}
        before = {field: getattr(one, field) for field in after}
        if draft.home is not None and draft.home != one.home:
            before["home"], after["home"] = self._register.book.text(one.home), self._register.book.text(draft.home)
        if groups:
            before["groups"], after["groups"] = self._names(one.groups), self._names(groups)
        if posts:
            before["posts"], after["posts"] = self._posts(one.posts), self._posts(posts)
        home = draft.home if "home" in after else None
        if match.person is None:
            shown = {field: value for field, value in after.items() if value}
            return PlannedRow(number, "new", name, None, {}, shown, home, groups, posts)
        outcome: Outcome = "changed" if after else "unchanged"
        return PlannedRow(number, outcome, name, one.pk, before, after, home, groups, posts)

    def _empty_home(self, draft: _Draft) -> PlannedRow:
        """A line of the ledger in which nobody lives: only the home itself may be new."""
        is_new = draft.home is not None and draft.home < 0 and draft.home not in self._seen
        if not is_new:
            return PlannedRow(draft.row.number, "unchanged", home=draft.home)
        self._seen.add(draft.home or 0)
        after = {"home": self._register.book.text(draft.home)}
        return PlannedRow(draft.row.number, "new", after=after, home=draft.home)

    def _assume_kind(self, draft: _Draft) -> None:
        draft.values["kind"] = self._options.kinds[0]
        if len(self._options.kinds) > 1:
            kind = self._options.kinds[0]
            self._findings.add(draft.row.number, "category", "kind_assumed", "warning", kind=kind)

    def _groups(self, draft: _Draft, one: Known) -> tuple[tuple[int, ...], tuple[PostIn, ...]]:
        """The groups and posts that the row adds. Groups that do not exist are left out, and said."""
        row, wanted = draft.row, []
        for text in _listed(row, "group"):
            group = self._register.groups.get(match_key(text))
            if group is None:
                self._findings.add(row.number, "group", "group_unknown", "warning", text)
            else:
                wanted.append(group)
        posts = self._posts_in(row, wanted or sorted(one.groups))
        is_known = set(wanted) <= one.groups
        return () if is_known else tuple(dict.fromkeys(wanted)), tuple(post for post in posts if post not in one.posts)

    def _posts_in(self, row: Row, groups: Sequence[int]) -> list[PostIn]:
        found = []
        for text in _listed(row, "post"):
            kind = self._register.posts(text)
            if kind == NO_POST:
                continue
            if kind is None:
                self._findings.add(row.number, "post", "post_unknown", "warning", text)
            elif not groups:
                self._findings.add(row.number, "post", "post_without_group", "warning", text)
            else:
                found.append((groups[0], kind))
        return found

    def _names(self, groups: Sequence[int] | frozenset[int]) -> str:
        return "、".join(self._register.group_names.get(pk, "") for pk in sorted(groups))

    def _posts(self, posts: Sequence[PostIn] | frozenset[PostIn]) -> str:
        return "、".join(sorted(kind for _group, kind in posts))


def _listed(row: Row, key: str) -> list[str]:
    return [text for part in _LIST.split(str(row.values.get(key) or "")) if (text := part.strip())]
