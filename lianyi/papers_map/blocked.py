"""Why a paper cannot be had, in words, and what would help."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianyi.engines.errands import Block, Blocked, Help, Way
from lianyi.papers_map.planning import Made


@dataclass(frozen=True)
class Told:
    """`would_help`: each of these by itself is enough."""

    text: str
    would_help: tuple[str, ...]


def told(made: Made) -> list[Told]:
    """One sentence for each paper wanted that is not in the plan."""
    return [_told(made, one) for one in made.result.blocked]


def _told(made: Made, one: Blocked) -> Told:
    names = [made.papers.certificates[int(key)].shown_name for key in one.papers]
    words = {"paper": made.papers.certificates[int(one.goal)].shown_name, "others": _(", ").join(names)}
    text = {
        Block.CYCLE: _("%(paper)s cannot be had as the map says now: these wait for each other: %(others)s."),
        Block.NOT_ISSUED: _("%(paper)s cannot be had: we do not know where to get %(others)s. Please ask us."),
        Block.OUT_OF_REACH: _("%(paper)s cannot be had in the ways you chose, because of %(others)s."),
        Block.EXPIRES: _("%(paper)s cannot be had: %(others)s would expire on the way. Please ask us."),
        Block.TOO_LARGE: _("No plan was found for %(paper)s in the time there is. Please ask for fewer papers."),
    }[one.why]
    return Told(text % words, tuple(_(", ").join(map(_help, together)) for together in one.help))


def _help(one: Help) -> str:
    words = {"city": one.city}
    match one.way:
        case Way.IN_PERSON:
            return _("you can go to %(city)s yourself") % words
        case Way.PROXY:
            return _("somebody can go for you in %(city)s") % words
        case Way.POST:
            return _("it may go by post")
        case _:
            return _("you use online services")
