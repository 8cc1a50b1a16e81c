"""Problems drawn by Hypothesis, and a town made up of nobody."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from lianyi.engines.siting import NO_LIMIT, Problem


@st.composite
def problems(draw: st.DrawFn, *, room: bool = False) -> Problem:
    """Small problems with everything in them: homes without residents, out of reach, alike; places that help nobody."""
    homes, places = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    reach = st.one_of(st.just(-1), st.integers(0, 4))
    kinds = draw(st.lists(st.lists(reach, min_size=places, max_size=places), min_size=1, max_size=4))
    rows = [kinds[draw(st.integers(0, len(kinds) - 1))] for _ in range(homes)]
    standing = draw(st.lists(st.sampled_from(["", "", "", "existing", "excluded"]), min_size=places, max_size=places))
    rooms = st.one_of(st.just(NO_LIMIT), st.integers(0, 9))
    dearest = max((cost for row in rows for cost in row), default=0)
    return Problem.dense(
        np.array(rows),
        residents=draw(st.lists(st.integers(0, 5), min_size=homes, max_size=homes)),
        existing=[at for at, kind in enumerate(standing) if kind == "existing"],
        excluded=[at for at, kind in enumerate(standing) if kind == "excluded"],
        capacity=draw(st.lists(rooms, min_size=places, max_size=places)) if room else None,
        limit=draw(st.one_of(st.none(), st.integers(0, 4))),
        beyond=draw(st.one_of(st.none(), st.integers(max(dearest, 0), 9))),
        ids=draw(st.permutations([f"p{at}" for at in range(places)])) if draw(st.booleans()) else (),
    )


def town(
    homes: int = 600, places: int = 60, side: float = 5000, limit: int = 900, seed: int = 1, **more: Any
) -> Problem:
    """Homes around a few centres, candidates at homes, walks along a grid of streets in whole metres."""
    chance = np.random.default_rng(seed)
    centres = chance.uniform(0, side, (6, 2))
    at = centres[chance.integers(6, size=homes)] + chance.normal(0, 500, (homes, 2))
    spots = at[chance.choice(homes, places, replace=False)] + chance.normal(0, 40, (places, 2))
    walk = np.abs(at[:, None] - spots[None]).sum(axis=2).astype(np.int64)
    walk[walk > 2 * limit] = -1
    return Problem.dense(walk, residents=chance.integers(1, 40, homes), limit=limit, **more)


def shuffled(problem: Problem, homes: np.ndarray, places: np.ndarray) -> Problem:
    """The same problem with rows and columns in another order; the places keep their names."""
    full = np.full((problem.homes, problem.places), -1, dtype=np.int64)
    full[problem.home_of_pair(), problem.place] = problem.cost
    names = problem.ids or tuple(f"{at:04}" for at in range(problem.places))
    return Problem.dense(
        full[homes][:, places],
        residents=problem.residents[homes],
        existing=problem.existing[places],
        excluded=problem.excluded[places],
        capacity=None if problem.capacity is None else problem.capacity[places],
        limit=problem.limit,
        beyond=problem.unserved_cost,
        ids=tuple(names[at] for at in places),
    )
