"""The tables of forming groups: the round, the wish forms, the drafts, what was published."""

from lianyi.groups.models.drafts import Draft, Placement
from lianyi.groups.models.publications import Objection, Publication
from lianyi.groups.models.rounds import Formation, ProposedGroup
from lianyi.groups.models.sheets import AnswerSheet
from lianyi.groups.models.wishes import Answer, Wish, WishForm

__all__ = [
    "Answer",
    "AnswerSheet",
    "Draft",
    "Formation",
    "Objection",
    "Placement",
    "ProposedGroup",
    "Publication",
    "Wish",
    "WishForm",
]
