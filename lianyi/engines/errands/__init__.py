"""Getting papers with the fewest trips: which, where, in what order, and by whom. See docs/engines/errands.md."""

from lianyi.engines.errands.before import Before, Ending, Outing, before
from lianyi.engines.errands.certify import certify
from lianyi.engines.errands.explain import ErrandReasons, Explanation, StepReasons, explain
from lianyi.engines.errands.problem import Counter, Held, Issuer, Paper, Person, Problem, Way
from lianyi.engines.errands.reasons import Reason, RefusedError
from lianyi.engines.errands.result import (
    Act,
    Block,
    Blocked,
    Cost,
    Errand,
    Help,
    NotNeeded,
    Plan,
    Traveller,
    Trip,
    Visit,
    VoidDemand,
    Why,
)
from lianyi.engines.errands.solve import plan

__all__ = [
    "Act",
    "Before",
    "Block",
    "Blocked",
    "Cost",
    "Counter",
    "Ending",
    "Errand",
    "ErrandReasons",
    "Explanation",
    "Held",
    "Help",
    "Issuer",
    "NotNeeded",
    "Outing",
    "Paper",
    "Person",
    "Plan",
    "Problem",
    "Reason",
    "RefusedError",
    "StepReasons",
    "Traveller",
    "Trip",
    "Visit",
    "VoidDemand",
    "Way",
    "Why",
    "before",
    "certify",
    "explain",
    "plan",
]
