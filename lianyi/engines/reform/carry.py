"""Making the changes of a diff, and taking them back, without asking whether that is sound."""

from __future__ import annotations

from lianyi.engines.reform.diff import (
    CloseBody,
    CloseHolding,
    CloseMatter,
    Diff,
    MoveMatter,
    OpenBody,
    OpenHolding,
)
from lianyi.engines.reform.history import History


def carried_out(history: History, diff: Diff) -> History:
    """The history with these changes made."""
    bodies, holdings, matters = dict(history.bodies), dict(history.holdings), dict(history.matters)
    for change in diff.changes:
        match change:
            case OpenBody():
                bodies[change.body.key] = change.body
            case CloseBody():
                bodies[change.body.key] = change.closed
            case OpenHolding():
                holdings[change.holding.key] = change.holding
            case CloseHolding():
                holdings[change.holding.key] = change.closed
            case MoveMatter():
                matters[change.matter.key] = change.moved
            case CloseMatter():
                del matters[change.matter.key]
    return History(bodies, holdings, matters)


def taken_back(history: History, diff: Diff) -> History:
    """The history without them."""
    bodies, holdings, matters = dict(history.bodies), dict(history.holdings), dict(history.matters)
    for change in diff.changes:
        match change:
            case OpenBody():
                del bodies[change.body.key]
            case CloseBody():
                bodies[change.body.key] = change.body
            case OpenHolding():
                del holdings[change.holding.key]
            case CloseHolding():
                holdings[change.holding.key] = change.holding
            case MoveMatter() | CloseMatter():
                matters[change.matter.key] = change.matter
    return History(bodies, holdings, matters)
