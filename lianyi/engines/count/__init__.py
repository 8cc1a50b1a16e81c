"""Counting an election, and what the count decides. See docs/engines/count.md."""

from lianyi.engines.count.check import InconsistentError
from lianyi.engines.count.decide import Outcome, State, decide
from lianyi.engines.count.problem import (
    Ballot,
    Basis,
    CountRules,
    Reason,
    Round,
    Share,
    needed_votes,
    quorum_needed,
)
from lianyi.engines.count.tally import Tally, Votes, tally

__all__ = [
    "Ballot",
    "Basis",
    "CountRules",
    "InconsistentError",
    "Outcome",
    "Reason",
    "Round",
    "Share",
    "State",
    "Tally",
    "Votes",
    "decide",
    "needed_votes",
    "quorum_needed",
    "tally",
]
