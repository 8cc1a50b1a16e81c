"""Where new points help most: maximal covering, set covering, p-median. See docs/engines/siting.md."""

from lianyi.engines.issues import Issue, ProblemError, Severity
from lianyi.engines.siting.certify import certify
from lianyi.engines.siting.check import check
from lianyi.engines.siting.explain import Explanation, Site, explain
from lianyi.engines.siting.figures import Comparison, Figures, Loss, assign, compare, figures, loss_if_closed
from lianyi.engines.siting.problem import NO_LIMIT, Objective, Problem
from lianyi.engines.siting.result import Assignment, Certificate, Result
from lianyi.engines.siting.solve import maximal_covering, p_median, set_covering

__all__ = [
    "NO_LIMIT",
    "Assignment",
    "Certificate",
    "Comparison",
    "Explanation",
    "Figures",
    "Issue",
    "Loss",
    "Objective",
    "Problem",
    "ProblemError",
    "Result",
    "Severity",
    "Site",
    "assign",
    "certify",
    "check",
    "compare",
    "explain",
    "figures",
    "loss_if_closed",
    "maximal_covering",
    "p_median",
    "set_covering",
]
