"""A vote of owners, by area and by heads, and what it decides. See docs/engines/owners.md."""

from lianyi.engines.count import Share
from lianyi.engines.owners.area import square_centimetres, square_metres
from lianyi.engines.owners.check import Fault, ImpossibleVoteError
from lianyi.engines.owners.decide import Outcome, State, Threshold, decide, needed_to_take_part
from lianyi.engines.owners.problem import Measure, Vote, VoteRules, Weight
from lianyi.engines.owners.roll import Unit, weigh

__all__ = [
    "Fault",
    "ImpossibleVoteError",
    "Measure",
    "Outcome",
    "Share",
    "State",
    "Threshold",
    "Unit",
    "Vote",
    "VoteRules",
    "Weight",
    "decide",
    "needed_to_take_part",
    "square_centimetres",
    "square_metres",
    "weigh",
]
