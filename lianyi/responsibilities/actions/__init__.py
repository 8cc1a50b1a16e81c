"""What can be done with responsibilities."""

from lianyi.responsibilities.actions.duties import Ground, assign, end_duty
from lianyi.responsibilities.actions.points import PointFacts, add_point, change_point, close_point
from lianyi.responsibilities.actions.subjects import add_subject, also_ask, change_subject, end_subject

__all__ = [
    "Ground",
    "PointFacts",
    "add_point",
    "add_subject",
    "also_ask",
    "assign",
    "change_point",
    "change_subject",
    "close_point",
    "end_duty",
    "end_subject",
]
