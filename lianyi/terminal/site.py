"""``lianyi site``: where the next points help most, with the proven bound beside the answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianyi.engines.reach import Profile, limit_of, within
from lianyi.engines.siting import (
    NO_LIMIT,
    Issue,
    Objective,
    Problem,
    ProblemError,
    Result,
    maximal_covering,
    p_median,
    set_covering,
)
from lianyi.streets import Kind, StraightLines, Table
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.reach import check_limits, laid_out, on_streets
from lianyi.terminal.reach_inputs import Ask, Inputs, check_output, profile_of, summed_up, written
from lianyi.terminal.site_places import both, existing_points, shut
from lianyi.terminal.site_results import sites_bytes, summary_of
from lianyi.terminal.texts import FAULTS

OBJECTIVES = {
    "cover": Objective.MAXIMAL_COVERING,
    "all": Objective.SET_COVERING,
    "median": Objective.P_MEDIAN,
}
FURTHER = 4  # how many limits far a walk is looked for when walks are to be short: whoever is beyond counts as this far
PARTS = 100  # residents are counted in hundredths where a grid has parts of persons


@dataclass(frozen=True)
class Options:
    """What the user asks besides how to read the files."""

    minutes: float
    k: int | None = None
    objective: str = "cover"
    profile: str = "adult"
    speed: float | None = None
    detour: float | None = None
    share: float = 1.0
    existing: Path | None = None
    category: str | None = None
    exclude: str = ""
    capacities: bool = False
    time_limit: float | None = 60.0
    json: Path | None = None


@dataclass(frozen=True)
class Plan:
    """The question as the engine gets it. ``places``: candidates, then existing points. ``parts`` of a resident."""

    problem: Problem
    homes: Table
    places: Table
    profile: Profile
    limit: int
    parts: int


def site(
    homes: Path, candidates: Path, output: Path, ask: Ask, options: Options, chinese: bool
) -> tuple[dict[str, Any], list[Fault]]:
    """Read, plan, write. Returns the summary and what to warn of. Raises FaultsError."""
    check_output(output)
    check_limits(options.minutes, options.detour, has_network=ask.network != "-")
    _check(options)
    profile = profile_of(options.profile, options.speed)
    inputs = Inputs(ask, chinese)
    inputs.read_streets()
    people = inputs.read_table(homes, Kind.HOMES)
    sites = inputs.read_table(candidates, Kind.CANDIDATES)
    there = existing_points(inputs, options.existing, options.category)
    places = both(sites, there, candidates.name, options.existing.name if options.existing else "")
    closed = shut(sites, options.exclude, candidates.name)
    plan = _plan(inputs, people, places, len(sites), closed, profile, options)
    try:
        result = _solve(plan.problem, options)
    except ProblemError as error:
        raise FaultsError([issue_fault(issue) for issue in error.issues]) from None
    written(output, lambda path: path.write_bytes(sites_bytes(path, plan.problem, places, result, plan.parts)))
    warnings = [*inputs.warnings(), *(issue_fault(issue) for issue in result.warnings)]
    if inputs.network is None:
        warnings.append(Fault("straight_lines", {"detour": f"{_detour(options):g}"}))
    answer = {
        **summary_of(plan.problem, places, result, profile, plan.parts),
        "excluded": [sites.ids[at] for at in np.flatnonzero(closed)],
    }
    summary = summed_up(
        inputs,
        answer,
        profile=profile,
        minutes=options.minutes,
        detour=_detour(options),
        warnings=warnings,
        output=output,
        json_to=options.json,
    )
    return summary, warnings


def issue_fault(issue: Issue) -> Fault:
    """What the engine says about the question, in words where there are some."""
    code = f"siting_{issue.code}"
    return Fault(code, issue.params) if code in FAULTS else Fault("siting", {"detail": f"{issue.code} {issue.params}"})


def _check(options: Options) -> None:
    if options.objective != "all" and options.k is None:
        raise FaultsError([Fault("k_needed")])
    if options.k is not None and options.k < 1:
        raise FaultsError([Fault("bad_k", {"k": options.k})])
    if not 0 < options.share <= 1:
        raise FaultsError([Fault("bad_share", {"share": f"{options.share:g}"})])


def _detour(options: Options) -> float:
    return 1.3 if options.detour is None else options.detour


def _plan(
    inputs: Inputs,
    homes: Table,
    places: Table,
    candidates: int,
    closed: NDArray[np.bool_],
    profile: Profile,
    options: Options,
) -> Plan:
    """Every home with the places it can reach, as one sparse matrix."""
    limit = limit_of(profile, options.minutes)
    far = options.minutes * (FURTHER if options.objective == "median" else 1)
    beyond = limit_of(profile, far)
    if inputs.network is None:
        start, place, cost = StraightLines.about(homes, _detour(options)).matrix(homes, places, beyond)
    else:
        layout = laid_out(inputs.network, profile, inputs.ask)
        doors, sites = (on_streets(layout, table, inputs.ask) for table in (homes, places))
        pairs = within(layout, doors, sites, far)
        start, place, cost = pairs.first, pairs.point, pairs.cost.astype(np.int64)
    parts = 1 if np.equal(np.mod(homes.residents, 1), 0).all() else PARTS
    excluded = np.concatenate((closed, np.zeros(len(places) - candidates, dtype=bool)))
    problem = Problem.of(
        start,
        place,
        cost,
        places=len(places),
        residents=np.rint(homes.residents * parts).astype(np.int64),
        existing=np.arange(len(places)) >= candidates,
        excluded=excluded,
        capacity=np.where(places.capacity < 0, NO_LIMIT, places.capacity * parts) if options.capacities else None,
        limit=limit,
        beyond=beyond + 1,
        ids=places.ids,
    )
    return Plan(problem, homes, places, profile, limit, parts)


def _solve(problem: Problem, options: Options) -> Result:
    if options.objective == "all":
        return set_covering(problem, options.share, time_limit=options.time_limit)
    solve = maximal_covering if options.objective == "cover" else p_median
    return solve(problem, options.k or 1, time_limit=options.time_limit)
