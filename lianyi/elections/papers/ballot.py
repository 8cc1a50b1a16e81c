"""Ballots: all alike, without a number, a mark or anything else by which one could be told from another."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lianyi.elections import limits
from lianyi.elections.models import Election, Round
from lianyi.elections.papers.casting import Casting, casting_of
from lianyi.elections.papers.heading import heading, said_rule
from lianyi.elections.papers.paper import Asked

MOST_COPIES = 2000
FOUR_A_SHEET = 4
FOUR, TWO = 6, 12  # so many lines fit when an A4 sheet holds four ballots, or two


def ballot(election: Election, round_: Round | None, asked: Asked) -> dict[str, Any]:
    """Exactly as many as are issued, or asked for with `copies`: a spare one is a ballot too many."""
    casting = casting_of(election, round_, asked)
    candidates = casting.standing if casting else []
    blanks = casting.seats if casting and (casting.others_possible or not candidates) else 0
    size = per_sheet(len(candidates) + blanks)
    copies = _copies(asked, casting.ballots if casting else 0)
    return {
        **heading(election),
        "contest": casting.contest if casting else "",
        "round": casting.round if casting else "",
        "candidates": [{"name": name} for name in candidates],
        "blanks": [""] * blanks,
        "instructions": _instructions(casting, election) if casting else [],
        "per_sheet": size,
        "copies": copies,
        # In Word ballots stand one below the other: two on a page where the printed page holds four.
        "ballots": [{"starts_page": place > 0 and (size < FOUR_A_SHEET or place % 2 == 0)} for place in range(copies)],
        "sheets": [{"ballots": [""] * min(size, copies - start)} for start in range(0, copies, size)],
    }


def per_sheet(lines: int) -> int:
    """How many ballots of so many lines an A4 sheet holds."""
    if lines <= FOUR:
        return FOUR_A_SHEET
    return 2 if lines <= TWO else 1


def _copies(asked: Asked, usual: int) -> int:
    wanted = asked.get("copies", "")
    return min(int(wanted), MOST_COPIES) if wanted.isdecimal() else usual


def _instructions(casting: Casting, election: Election) -> list[str]:
    numbers = {"most": casting.most_names}
    if not casting.standing:
        told = [
            _("Write the names of the people you elect, at most %(most)s. A ballot with more names is invalid.")
            % numbers
        ]
    else:
        told = [
            _("Mark: ○ for, × against, nothing to abstain. At most %(most)s may be marked ○; more make it invalid.")
            % numbers
        ]
        if casting.others_possible:
            told.append(_("You may elect somebody else: write the name on an empty line; it counts like a ○."))
    told.append(_("Secret ballot: no name of yours, no mark. Fold it and put it into the box."))
    helper = limits.rules_of(election)["elections.helper_may_fill_in_ballot"]
    return [*told, said_rule(helper)] if helper.flag else told
