"""All placements of small problems, tried one by one. Written from the statement of the problem alone."""

import itertools
from collections.abc import Iterator

from lianyi.engines.formation import Group, Member, Policy, Problem


def held_in(problem: Problem) -> dict[str, str]:
    """Members who may not choose: locked, or in a frozen group."""
    frozen = {group.id for group in problem.groups if group.frozen}
    before = problem.previous or {}
    stays = {member.id: before[member.id] for member in problem.members if before.get(member.id) in frozen}
    return stays | {member.id: member.locked_to for member in problem.members if member.locked_to}


def options(problem: Problem, member: Member) -> dict[str, int]:
    """Group ("" for none) → position on the ladder: wishes, fallback, any, none."""
    depth = max((len(one.wishes) for one in problem.members), default=0)
    ladder = {}
    for group in problem.groups:
        if group.id in member.wishes:
            ladder[group.id] = member.wishes.index(group.id)
        elif group.id == member.fallback:
            ladder[group.id] = depth
        else:
            ladder[group.id] = depth + 1
    if where := held_in(problem).get(member.id):
        return {where: ladder[where]}
    frozen = {group.id for group in problem.groups if group.frozen}
    free = {group: at for group, at in ladder.items() if group not in frozen}
    return {group: at for group, at in free.items() if at <= depth or member.accept_any} | {"": depth + 2}


def value(problem: Problem, choice: tuple[str, ...]) -> tuple[int, ...]:
    """The objective, least is best."""
    depth = max((len(one.wishes) for one in problem.members), default=0)
    at = [options(problem, member)[group] for member, group in zip(problem.members, choice, strict=True)]
    count = [at.count(position) for position in range(depth + 3)]
    if problem.policy is Policy.RANK_MAXIMAL:
        parts = [-one for one in count[: depth + 1]]
    elif problem.policy is Policy.FAIREST:
        parts = count[depth + 1 : 0 : -1]
    else:
        parts = [sum(position + 1 for position in at if position <= depth + 1)]
    if problem.previous is not None:
        before = [problem.previous.get(member.id, "") for member in problem.members]
        changes = sum(old not in ("", new) for old, new in zip(before, choice, strict=True))
        parts = [changes, *parts] if problem.keep == "first" else [*parts, changes]
    return (count[depth + 2], *parts)


def openings(problem: Problem) -> Iterator[set[str]]:
    held = set(held_in(problem).values())
    for pattern in itertools.product([False, True], repeat=len(problem.groups)):
        opened = {group.id for group, opens in zip(problem.groups, pattern, strict=True) if opens}
        if all(_told(group, opened, held) for group in problem.groups) and all(
            sum(group.id in opened for group in problem.groups if group.bond == bond) == wanted
            for bond, wanted in problem.open_per_bond.items()
        ):
            yield opened


def _told(group: Group, opened: set[str], held: set[str]) -> bool:
    if group.frozen:
        return (group.id in opened) == (group.id in held)
    return not (group.must_open and group.id not in opened) and not (group.must_close and group.id in opened)


def best(problem: Problem) -> tuple[int, ...] | None:
    """The best value there is, None if the limits cannot be met."""
    found: tuple[int, ...] | None = None
    limits = {group.id: group for group in problem.groups}
    menus = [options(problem, member) for member in problem.members]
    for opened in openings(problem):
        for choice in itertools.product(*([group for group in menu if group in opened | {""}] for menu in menus)):
            sizes = {group: choice.count(group) for group in opened}
            if all(limits[g].frozen or limits[g].minimum <= size <= limits[g].maximum for g, size in sizes.items()):
                worth = value(problem, choice)
                found = worth if found is None else min(found, worth)
    return found
