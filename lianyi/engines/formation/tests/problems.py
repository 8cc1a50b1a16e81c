"""Problems drawn by Hypothesis, and a community made up of nobody."""

import random
from typing import Literal

from hypothesis import strategies as st

from lianyi.engines.formation import Group, Member, Policy, Problem

KEEPS: tuple[Literal["first"], Literal["last"]] = ("first", "last")


@st.composite
def problems(draw: st.DrawFn, most_members: int = 8) -> Problem:
    """Small problems with everything in them; the more members the fewer groups, so that all can be tried."""
    size = draw(st.integers(1, most_members))
    names = ["g1", "g2", "g3", "g4"][: draw(st.integers(1, 4 if size <= 5 else 3 if size <= 6 else 2))]
    group = st.sampled_from(names)
    perhaps = st.sampled_from(["", *names])
    rarely = st.integers(0, 9).map(lambda number: number == 0)
    again = draw(st.booleans())
    members = tuple(
        Member(
            id=f"m{number}",
            wishes=tuple(draw(st.lists(group, max_size=3))),
            fallback=draw(perhaps),
            accept_any=draw(st.booleans()),
            locked_to=draw(group) if draw(rarely) else "",
        )
        for number in range(size)
    )
    groups = []
    for name in names:
        minimum = draw(st.integers(0, 3))
        maximum = draw(st.integers(max(1, minimum), 5))
        frozen = again and draw(rarely)
        must = draw(st.sampled_from([None] * 8 + ["open", "close"]))
        bond = draw(st.sampled_from(["trade", "interest"]))
        groups.append(Group(name, bond, minimum, maximum, must == "open", must == "close" and not frozen, frozen))
    bonds = sorted({one.bond for one in groups})
    quota = {bond: draw(st.integers(0, 2)) for bond in bonds if draw(st.integers(0, 2)) == 0}
    previous = {member.id: draw(group) for member in members if draw(st.booleans())} if again else None
    policy, keep = draw(st.sampled_from(list(Policy))), KEEPS[draw(st.integers(0, 1))]
    return Problem(members, tuple(groups), policy, draw(st.integers(0, 99)), quota, previous, keep)


def community(
    members: int = 382,
    groups: int = 30,
    wishes: int = 3,
    seed: int = 1,
    policy: Policy = Policy.RANK_MAXIMAL,
    **more: object,
) -> Problem:
    """Members who wish for popular groups first; a third of the groups of each bond."""
    chance = random.Random(seed)
    names = [f"G{number:03}" for number in range(groups)]
    weights = [1 / (number + 1) ** 0.8 for number in range(groups)]
    people = []
    for number in range(members):
        wanted: dict[str, None] = {}
        while len(wanted) < wishes:
            wanted[chance.choices(names, weights)[0]] = None
        fallback = chance.choice(names) if chance.random() < 0.5 else ""
        people.append(Member(f"M{number:04}", tuple(wanted), fallback, chance.random() < 0.9))
    bonds = ("interest", "trade", "residence")
    most = max(4, 2 * members // groups)
    proposed = tuple(Group(name, bonds[at % 3], min(3, most), most) for at, name in enumerate(names))
    return Problem(tuple(people), proposed, policy, seed, **more)  # type: ignore[arg-type]
