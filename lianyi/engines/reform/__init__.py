"""Reforms of public bodies: who takes over, what it changes, and the way back. See docs/engines/reform.md."""

from lianyi.engines.reform.apply import Applied, apply
from lianyi.engines.reform.check import check, check_past
from lianyi.engines.reform.diff import (
    Carrier,
    Change,
    CloseBody,
    CloseHolding,
    CloseMatter,
    Diff,
    MoveMatter,
    OpenBody,
    OpenHolding,
)
from lianyi.engines.reform.history import Body, History, Holding, Kind, OpenMatter, Role, Target
from lianyi.engines.reform.reasons import Reason, RefusedError
from lianyi.engines.reform.replay import ASSUMPTIONS, Comparison, Load, Pair, PastMatter, Totals, Unrouted, replay
from lianyi.engines.reform.reverse import Draft, reverse
from lianyi.engines.reform.routes import Route
from lianyi.engines.reform.spans import Span
from lianyi.engines.reform.steps import (
    Abolish,
    Answer,
    Create,
    Entrust,
    HandOver,
    Item,
    Merge,
    Move,
    Reform,
    Release,
    Serve,
    Split,
    Step,
    Table,
)
from lianyi.engines.reform.touch import Fate, Touch, Touched, proposed_answers, touched
from lianyi.engines.reform.trail import Hop, Trail, Trails
from lianyi.engines.reform.tree import Tree, levels, tree_on
from lianyi.engines.reform.undo import undo
from lianyi.engines.reform.wire import MalformedError, as_json, diff_from_json, reform_from_json

__all__ = [
    "ASSUMPTIONS",
    "Abolish",
    "Answer",
    "Applied",
    "Body",
    "Carrier",
    "Change",
    "CloseBody",
    "CloseHolding",
    "CloseMatter",
    "Comparison",
    "Create",
    "Diff",
    "Draft",
    "Entrust",
    "Fate",
    "HandOver",
    "History",
    "Holding",
    "Hop",
    "Item",
    "Kind",
    "Load",
    "MalformedError",
    "Merge",
    "Move",
    "MoveMatter",
    "OpenBody",
    "OpenHolding",
    "OpenMatter",
    "Pair",
    "PastMatter",
    "Reason",
    "Reform",
    "RefusedError",
    "Release",
    "Role",
    "Route",
    "Serve",
    "Span",
    "Split",
    "Step",
    "Table",
    "Target",
    "Totals",
    "Touch",
    "Touched",
    "Trail",
    "Trails",
    "Tree",
    "Unrouted",
    "apply",
    "as_json",
    "check",
    "check_past",
    "diff_from_json",
    "levels",
    "proposed_answers",
    "reform_from_json",
    "replay",
    "reverse",
    "touched",
    "tree_on",
    "undo",
]
