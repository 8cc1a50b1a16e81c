"""What is to be done now with a matter, in one sentence, and by which act."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianyi.matters.models import Matter
from lianyi.matters.naming import whose_hands
from lianyi.matters.routing import Routed


@dataclass(frozen=True)
class Facing:
    """What it depends on: whether this account holds the matter, may write in it, decides a dispute about it."""

    holds: bool
    writes: bool
    decides: bool
    is_disputed: bool
    waits_for: str  # "" when it does not wait
    belongs: Routed | None  # where it should go; None when it is there


@dataclass(frozen=True)
class NextThing:
    """`act` is the name of the act that does it, "" when it is not this account's turn."""

    text: str
    act: str = ""
    tone: str = ""


def next_thing(matter: Matter, at: Facing) -> NextThing:
    """The sentence with which the page of a matter begins."""
    if matter.is_over:
        return NextThing(_("Closed: %(outcome)s.") % {"outcome": matter.get_outcome_display()}, tone="success")
    if at.is_disputed:
        if at.decides:
            return NextThing(_("Two bodies see it differently: please decide who has it."), "arbitrate", "warning")
        return NextThing(_("The next level decides who has it. It stays where it is until then."), tone="warning")
    if matter.state == Matter.State.ANSWERED:
        text = _("Answered. Please ask whoever raised it whether it is solved, and write down their word.")
        return NextThing(text, "word" if at.writes else "")
    if at.waits_for:
        text = _("Waiting: %(what)s. When it is there, let it go on.") % {"what": at.waits_for}
        return NextThing(text, "resume" if at.writes else "")
    return _in_hands(matter, at)


def _in_hands(matter: Matter, at: Facing) -> NextThing:
    if not at.holds:
        words = {"who": whose_hands(matter)}
        if matter.owner is None:
            return NextThing(_("It lies with: %(who)s. Nobody there has taken it on yet.") % words)
        return NextThing(_("It lies with: %(who)s. %(name)s answers for it.") % {**words, "name": _name(matter)})
    if at.belongs is not None and at.belongs.body is not None:
        return NextThing(_("It belongs to %(body)s: please hand it over.") % {"body": at.belongs.body.name}, "hand")
    if matter.owner is None:
        return NextThing(_("Nobody answers for it yet: please take it on."), "claim")
    if matter.subject is None and matter.workspace == Matter.Workspace.SERVICE:
        return NextThing(_("Please choose what it is about: then the site says who leads it."), "subject")
    if matter.responded_at is None:
        words = {"day": matter.respond_by.isoformat()}
        return NextThing(_("Please speak with whoever raised it, until %(day)s, and write that down.") % words, "step")
    words = {"day": matter.due_on.isoformat(), "name": _name(matter)}
    return NextThing(
        _("%(name)s works on it. It is due on %(day)s: answer, or write down the next step.") % words, "step"
    )


def _name(matter: Matter) -> str:
    return matter.owner.get_full_name() if matter.owner else ""
