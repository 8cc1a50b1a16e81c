"""What is wrong with an input before anything is solved, as codes with parameters."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from lianyi.engines.formation.problem import AnyProblem, Group, Problem, ProblemArrays, columns_of
from lianyi.engines.issues import Issue, Severity

MOST_PER_CODE = 200  # of a million rows with the same slip, this many are listed


def check(problem: AnyProblem) -> list[Issue]:
    """All problems of the input, errors first. Errors make solving meaningless; warnings travel with the result."""
    if isinstance(problem, Problem) and (issues := name_issues(problem)):
        return issues
    arrays = columns_of(problem)
    found = [*_empty(arrays), *_groups(arrays), *_bonds(arrays), *_members(arrays)]
    if not any(issue.severity is Severity.ERROR for issue in found):
        found += [*_locks(arrays), *_places(arrays)]
    return sorted(found, key=lambda issue: issue.severity)


def name_issues(problem: Problem) -> list[Issue]:
    """Ids given twice or left empty, and groups that nobody proposed."""
    return [*_names(problem.members, "member"), *_names(problem.groups, "group"), *_unknown(problem)]


def _names(things: tuple, kind: str) -> Iterator[Issue]:
    seen: dict[str, int] = {}
    for row, thing in enumerate(things):
        if not thing.id:
            yield Issue(f"{kind}_id_empty", params={"row": row})
        elif thing.id in seen:
            yield Issue(f"duplicate_{kind}", params={kind: thing.id, "row": row, "first_row": seen[thing.id]})
        seen.setdefault(thing.id, row)


def _unknown(problem: Problem) -> Iterator[Issue]:
    known = {group.id for group in problem.groups}
    for row, member in enumerate(problem.members):
        named = [(f"wish{rank}", wish) for rank, wish in enumerate(member.wishes, 1)]
        for column, group in [*named, ("fallback", member.fallback), ("locked_to", member.locked_to)]:
            if group not in known and (group or column.startswith("wish")):
                params = {"member": member.id, "group": group, "column": column, "row": row}
                yield Issue("unknown_group", params=params)


def _empty(arrays: ProblemArrays) -> Iterator[Issue]:
    if not arrays.size:
        yield Issue("no_members")
    if not arrays.groups:
        yield Issue("no_groups")
    elif arrays.size and (arrays.wishes < 0).all() and (arrays.fallback < 0).all():
        yield Issue("no_wishes_at_all", Severity.WARNING, {"members": arrays.size})


def _groups(arrays: ProblemArrays) -> Iterator[Issue]:
    for group in arrays.groups:
        limits = {"group": group.id, "minimum": group.minimum, "maximum": group.maximum}
        if group.minimum < 0 or group.maximum < 1:
            yield Issue("limits_not_positive", params=limits)
        elif group.minimum > group.maximum:
            yield Issue("minimum_above_maximum", params=limits)
        if group.must_close and (group.must_open or group.frozen):
            yield Issue("must_open_and_close", params={"group": group.id})
        if group.frozen and arrays.previous is None:
            yield Issue("frozen_without_previous", params={"group": group.id})


def _bonds(arrays: ProblemArrays) -> Iterator[Issue]:
    for bond, wanted in arrays.open_per_bond.items():
        groups = [group for group in arrays.groups if group.bond == bond]
        params = {"bond": bond, "wanted": wanted, "proposed": len(groups)}
        if wanted < 0:
            yield Issue("open_count_negative", params=params)
        elif not groups and wanted:
            yield Issue("unknown_bond", params=params)
        elif wanted > sum(not group.must_close for group in groups):
            yield Issue("too_few_proposed", params=params | {"closed": sum(group.must_close for group in groups)})
        elif wanted < (forced := sum(group.must_open for group in groups)):
            yield Issue("too_many_must_open", params=params | {"must_open": forced})


def _members(arrays: ProblemArrays) -> Iterator[Issue]:
    depth = arrays.depth
    for rank in range(1, depth):
        again = (arrays.wishes[:, :rank] == arrays.wishes[:, rank : rank + 1]).any(axis=1) & (
            arrays.wishes[:, rank] >= 0
        )
        for row in np.flatnonzero(again)[:MOST_PER_CODE]:
            group = arrays.groups[arrays.wishes[row, rank]].id
            params = {"member": arrays.ids[row], "group": group, "column": f"wish{rank + 1}", "row": int(row)}
            yield Issue("repeated_wish", Severity.WARNING, params)
    nothing = (arrays.wishes < 0).all(axis=1) & (arrays.fallback < 0) & ~arrays.accept_any & (arrays.binding < 0)
    for row in np.flatnonzero(nothing)[:MOST_PER_CODE]:
        yield Issue("member_accepts_nothing", Severity.WARNING, {"member": arrays.ids[row], "row": int(row)})


def _locks(arrays: ProblemArrays) -> Iterator[Issue]:
    count = np.bincount(arrays.binding[arrays.binding >= 0], minlength=len(arrays.groups))
    by_bond: Counter[str] = Counter()
    for index, group in enumerate(arrays.groups):
        locked = int(count[index])
        params = {"group": group.id, "locked": locked, "minimum": group.minimum, "maximum": group.maximum}
        by_bond[group.bond] += bool(locked or group.must_open)
        if locked and group.must_close:
            yield Issue("locked_into_closed", params=params)
        elif group.frozen and not locked and group.must_open:
            yield Issue("frozen_empty_must_open", params=params)
        elif group.frozen and locked and not group.minimum <= locked <= group.maximum:
            yield Issue("frozen_outside_limits", Severity.WARNING, params)
        elif locked > group.maximum and not group.frozen:
            yield Issue("locked_above_maximum", params=params)
    for bond, wanted in arrays.open_per_bond.items():
        if by_bond[bond] > wanted:
            yield Issue("locks_open_too_many", params={"bond": bond, "wanted": wanted, "needed": by_bond[bond]})
    yield from _lock_into_frozen(arrays)


def _lock_into_frozen(arrays: ProblemArrays) -> Iterator[Issue]:
    if arrays.previous is None:
        return
    frozen = np.array([group.frozen for group in arrays.groups], dtype=bool)
    enters = (arrays.locked >= 0) & frozen[arrays.locked] & (arrays.previous != arrays.locked)
    leaves = (
        (arrays.locked >= 0) & (arrays.previous >= 0) & frozen[arrays.previous] & (arrays.previous != arrays.locked)
    )
    for row in np.flatnonzero(enters | leaves)[:MOST_PER_CODE]:
        index = arrays.locked[row] if enters[row] else arrays.previous[row]
        params = {"member": arrays.ids[row], "group": arrays.groups[index].id, "row": int(row)}
        yield Issue("lock_against_frozen", params=params)


def _places(arrays: ProblemArrays) -> Iterator[Issue]:
    """Sums of places against the number of members, with the group counts that are prescribed."""
    usable = [group for group in arrays.groups if not group.must_close]
    least, most = 0, 0
    for bond in {group.bond for group in usable}:
        groups = [group for group in usable if group.bond == bond]
        wanted = arrays.open_per_bond.get(bond)
        least += _least(groups, wanted)
        most += sum(sorted((group.maximum for group in groups), reverse=True)[:wanted])
    if least > arrays.size:
        yield Issue("more_minimum_places_than_members", params={"places": least, "members": arrays.size})
    elif usable and arrays.size < min(group.minimum for group in usable):
        smallest = min(group.minimum for group in usable)
        yield Issue("fewer_members_than_any_minimum", params={"members": arrays.size, "minimum": smallest})
    if most < arrays.size:
        yield Issue("too_few_places", Severity.WARNING, {"places": most, "members": arrays.size})


def _least(groups: list[Group], wanted: int | None) -> int:
    forced = [0 if group.frozen else group.minimum for group in groups if group.must_open or group.frozen]
    free = sorted(group.minimum for group in groups if not (group.must_open or group.frozen))
    return sum(forced) + sum(free[: max(0, (wanted or 0) - len(forced))])
