"""The sheet on which a teller counts by hand, stroke by stroke (计票登记)."""

from __future__ import annotations

from typing import Any

from lianyi.elections.models import Election, Round
from lianyi.elections.papers.casting import casting_of
from lianyi.elections.papers.heading import heading
from lianyi.elections.papers.paper import Asked
from lianyi.elections.wording import INVALID_REASONS, invalid_reason

STROKES = 5  # of the character 正
MOST_BOXES = 12
SPARE = 3  # lines for names that are not on the list


def tally(election: Election, round_: Round | None, asked: Asked) -> dict[str, Any]:
    """A line for each name that can be on a ballot. With candidates there are strokes for and strokes against."""
    casting = casting_of(election, round_, asked)
    names = (casting.standing or casting.names) if casting else []
    ballots = casting.ballots if casting else 0
    return {
        **heading(election),
        "contest": casting.contest if casting else "",
        "round": casting.round if casting else "",
        "issued": ballots,
        "returned": round_.returned if round_ and round_.returned is not None else "",
        "has_candidates": bool(casting and casting.standing),
        "lines": [{"name": name} for name in names],
        "spare": [""] * (SPARE if casting and (casting.others_possible or not casting.standing) else 0),
        "boxes": [""] * min(max(-(-ballots // STROKES), 2), MOST_BOXES),
        "invalid_reasons": [invalid_reason(code) for code in INVALID_REASONS],
    }
