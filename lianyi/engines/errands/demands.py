"""What may be asked for: the problem without the demands that nobody may make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lianyi.engines.errands.problem import Paper, Problem
from lianyi.engines.errands.result import VoidDemand


def lawful(problem: Problem) -> Problem:
    """The problem without void demands: a choice that offers other papers too is one among those."""
    void = frozenset(paper.key for paper in problem.papers if paper.is_void)
    papers = tuple(_without(paper, void) for paper in sorted(problem.papers, key=lambda paper: paper.key))
    return replace(problem, papers=papers, goals=problem.goals - void)


def _without(paper: Paper, void: frozenset[str]) -> Paper:
    groups = {group - void for group in paper.one_of}
    groups -= {group for group in groups if not group or group & paper.needs}  # what is needed anyway will do
    return replace(paper, needs=paper.needs - void, one_of=tuple(sorted(groups, key=sorted)))


def void_demands(problem: Problem, asking: Iterable[str]) -> tuple[VoidDemand, ...]:
    """The void demands among the goals, and of the papers ``asking``; by key."""
    askers = [problem.paper(key) for key in sorted(set(asking))]
    found = []
    for paper in sorted(problem.papers, key=lambda paper: paper.key):
        if paper.is_void:
            by = tuple(one.key for one in askers if paper.key in one.needs.union(*one.one_of))
            if by or paper.key in problem.goals:
                found.append(VoidDemand(paper.key, by, paper.key in problem.goals))
    return tuple(found)
