"""Forming groups from what the members themselves wish. See docs/engines/formation.md."""

from lianyi.engines.formation.certify import verify
from lianyi.engines.formation.check import check
from lianyi.engines.formation.explain import (
    Explainer,
    Explanation,
    Reason,
    Summary,
    Why,
    explain_all,
    explain_member,
    summary,
)
from lianyi.engines.formation.moves import Broken, Evaluation, MoveCost, cost_of_move, evaluate
from lianyi.engines.formation.problem import Group, Level, Member, Policy, Problem, ProblemArrays
from lianyi.engines.formation.result import Certificate, Change, Gap, Placement, Result, Unplaced
from lianyi.engines.formation.solve import solve
from lianyi.engines.issues import Issue, ProblemError, Severity

__all__ = [
    "Broken",
    "Certificate",
    "Change",
    "Evaluation",
    "Explainer",
    "Explanation",
    "Gap",
    "Group",
    "Issue",
    "Level",
    "Member",
    "MoveCost",
    "Placement",
    "Policy",
    "Problem",
    "ProblemArrays",
    "ProblemError",
    "Reason",
    "Result",
    "Severity",
    "Summary",
    "Unplaced",
    "Why",
    "check",
    "cost_of_move",
    "evaluate",
    "explain_all",
    "explain_member",
    "solve",
    "summary",
    "verify",
]
