"""The end: we answer, whoever raised it says how it went. Their word closes a matter, and opens it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import now, today
from lianyi.matters.actions.steps import Done, require_open, respond, write
from lianyi.matters.models import Asker, Feedback, Hop, Matter, Pause, Step
from lianyi.matters.rates.events import Event, What
from lianyi.matters.rates.standing import of_word, was_in_time
from lianyi.matters.rules import require_holder, require_writer
from lianyi.matters.telling import tell
from lianyi.scope import Actor, Refused

THEIR_OWN = (Matter.Channel.WEB, Matter.Channel.PROGRAM)  # nobody of us writes it down for them


@dataclass(frozen=True)
class Word:
    """What somebody says of their matter, and how it came: by the web from themselves, else written down for them."""

    channel: str
    solved: str
    satisfied: str = ""
    words: str = ""
    may_publish: bool = False


@transaction.atomic
def answer_matter(matter: Matter, text: str, *, outcome: str, by: Actor) -> None:
    """We have done what we could, and say so. Where nobody can be asked, this is the end; else their word is.

    "Explained, cannot be solved" is as good an answer as "solved".
    """
    require_holder(matter, by)
    require_open(matter)
    if outcome not in (Matter.Outcome.SOLVED, Matter.Outcome.EXPLAINED):
        raise Refused(_("Please choose whether it is solved, or explained."))
    if not text.strip():
        raise Refused(_("Please write the answer: whoever raised it reads this."))
    matter.pauses.filter(ended_at__isnull=True).update(ended_at=now())
    write(matter, Done(Step.Kind.ANSWER, text), by=by)
    events = respond(matter)
    _set(matter, state=Matter.State.ANSWERED, outcome=outcome, answered_at=now(), reminded_at=None)
    tell("matter.answered", matter, by=by, after={"outcome": outcome}, events=events)
    if not can_be_asked(matter):
        _close(matter, by)


@transaction.atomic
def say(matter: Matter, word: Word, *, by: Actor) -> Feedback:
    """Takes the word of whoever raised the matter: from themselves, or as staff write it down from telephone or paper.

    "Yes" closes an answered matter, "no" opens it again. Staff can add a word they were told; nobody can change one.
    """
    if word.channel not in THEIR_OWN:
        require_writer(matter, by)
    if word.solved not in Feedback.Solved.values:
        raise Refused(_("Please say whether it is solved."))
    before = matter.feedback.order_by("-at", "-pk").first()
    feedback = Feedback(
        matter=matter,
        at=now(),
        channel=word.channel,
        solved=word.solved,
        satisfied=word.satisfied,
        words=word.words.strip()[:1000],
        may_publish=word.may_publish,
        by_name="" if word.channel in THEIR_OWN else by.name,
    )
    feedback.save()
    write(matter, Done(Step.Kind.WORD, feedback.get_solved_display()), by=by)
    events = (*_taken_back(before), *of_word(word.solved, word.satisfied, today()))
    tell("matter.said", matter, by=by, after={"solved": word.solved, "satisfied": word.satisfied}, events=events)
    if word.solved == Feedback.Solved.NO:
        _reopen(matter, _("Not solved, says whoever raised it."), by)
    elif not matter.is_over and matter.state == Matter.State.ANSWERED:
        _close(matter, by)
    return feedback


@transaction.atomic
def withdraw_matter(matter: Matter, *, by: Actor, by_asker: bool) -> None:
    """Whoever raised it does not need it any more. Written down for them by staff, or done by themselves."""
    if not by_asker:
        require_writer(matter, by)
    require_open(matter)
    write(matter, Done(Step.Kind.WORD, _("Withdrawn by whoever raised it")), by=by)
    _leave_out(matter, Matter.Outcome.WITHDRAWN, by)


@transaction.atomic
def join_matter(matter: Matter, to: Matter, *, by: Actor) -> None:
    """The same matter twice: one goes on, whoever raised the other stands behind it and follows it with their code."""
    require_holder(matter, by)
    require_holder(to, by)
    require_open(matter)
    require_open(to)
    if matter.pk == to.pk or to.joined_to_id is not None or to.community_id != matter.community_id:
        raise Refused(_("These two cannot be joined."))
    if matter.workspace != to.workspace:
        raise Refused(_("These two lie in different workspaces."))
    Matter.objects.filter(pk=matter.pk).update(joined_to=to)
    matter.joined_to = to
    write(matter, Done(Step.Kind.NOTE, _("Goes on as %(number)s") % {"number": to.number}), by=by)
    write(to, Done(Step.Kind.NOTE, _("Joined by %(number)s") % {"number": matter.number}), by=by)
    _leave_out(matter, Matter.Outcome.JOINED, by)


@transaction.atomic
def reopen_matter(matter: Matter, *, reason: str, by: Actor, by_asker: bool) -> None:
    """Opens a matter again: one tap for whoever raised it, with a reason for anybody else."""
    if not by_asker:
        require_holder(matter, by)
        if not reason.strip():
            raise Refused(_("Please write why."))
    if matter.state == Matter.State.OPEN:
        raise Refused(_("It is open."))
    if matter.outcome in (Matter.Outcome.JOINED, Matter.Outcome.CROSSED):
        raise Refused(_("It goes on elsewhere: there it can be opened again."))
    _reopen(matter, reason.strip() or _("Opened again by whoever raised it."), by)


@transaction.atomic
def close_without_word(matter: Matter, *, by: Actor) -> None:
    """Nobody said anything for as long as the rule says. It can be opened again at any time."""
    if matter.state == Matter.State.ANSWERED:
        _close(matter, by)


@transaction.atomic
def remind_of_word(matter: Matter, *, by: Actor) -> None:
    """Whoever raised it is asked once more how it went: shown on their page, and on the list of those to be called."""
    if matter.state == Matter.State.ANSWERED and matter.reminded_at is None:
        _set(matter, reminded_at=now())
        write(matter, Done(Step.Kind.REMINDER, _("Asked once more: is it solved?")), by=by)
        tell("matter.asked_again", matter, by=by)


def can_be_asked(matter: Matter) -> bool:
    """Whether anybody is there to say how it went: who left no name may still hold the code of the matter."""
    return matter.channel != Matter.Channel.NOTE or Asker.objects.filter(matter=matter).exists()


@transaction.atomic
def close_by_reform(matter: Matter, text: str, *, by: Actor) -> Step:
    """A text says that nobody needs this any longer: it is explained and closed, and can be opened again.

    What was answered already keeps its answer. Returns the step in which whoever raised it reads why.
    """
    require_open(matter)
    moment = now()
    matter.pauses.filter(ended_at__isnull=True).update(ended_at=moment)
    if matter.state == Matter.State.OPEN:
        step = write(matter, Done(Step.Kind.ANSWER, text), by=by)
        events = respond(matter)
        outcome = Matter.Outcome.EXPLAINED
        _set(matter, state=Matter.State.ANSWERED, outcome=outcome, answered_at=moment, reminded_at=None)
        tell("matter.answered", matter, by=by, after={"outcome": outcome}, events=events)
    else:
        step = write(matter, Done(Step.Kind.NOTE, text), by=by)
    _close(matter, by, moment)
    return step


@transaction.atomic
def open_as_before(matter: Matter, state: str, *, reason: str, by: Actor) -> None:
    """Takes back `close_by_reform`: the matter stands where it stood. That an answer was read stays counted."""
    matter.pauses.filter(ended_at=matter.closed_at).update(ended_at=None)
    _set(matter, state=state, closed_at=None)
    if state == Matter.State.OPEN:
        _set(matter, outcome="", answered_at=None)
    write(matter, Done(Step.Kind.NOTE, _("Open again: %(reason)s") % {"reason": reason}), by=by)
    tell("matter.reopened", matter, by=by, events=(Event(What.CLOSED, today(), -1),))


def cross_out(matter: Matter, by: Actor) -> None:
    """For the crossing to the other workspace: the matter ends here, uncounted."""
    _leave_out(matter, Matter.Outcome.CROSSED, by)


def _close(matter: Matter, by: Actor, moment: datetime | None = None) -> None:
    _set(matter, state=Matter.State.CLOSED, closed_at=moment or now())
    tell("matter.closed", matter, by=by, after={"outcome": matter.outcome}, events=(Event(What.CLOSED, today()),))


def _leave_out(matter: Matter, outcome: str, by: Actor) -> None:
    Pause.objects.filter(matter=matter, ended_at__isnull=True).update(ended_at=now())
    _set(matter, state=Matter.State.CLOSED, outcome=outcome, closed_at=now())
    tell("matter.closed", matter, by=by, after={"outcome": outcome}, events=_left_out(matter, 1))


def _reopen(matter: Matter, reason: str, by: Actor) -> None:
    if matter.state == Matter.State.OPEN:
        return
    events: tuple[Event, ...] = ()
    if matter.state == Matter.State.CLOSED:
        was_left_out = matter.outcome == Matter.Outcome.WITHDRAWN
        events = _left_out(matter, -1) if was_left_out else (Event(What.CLOSED, today(), -1),)
    _set(matter, state=Matter.State.OPEN, outcome="", closed_at=None, answered_at=None, reminded_at=None, level=0)
    Hop.objects.filter(matter=matter, ended_at__isnull=True).update(cause=Hop.Cause.REOPENED)
    write(matter, Done(Step.Kind.NOTE, _("Open again: %(reason)s") % {"reason": reason}), by=by)
    tell("matter.reopened", matter, by=by, events=events)


def _set(matter: Matter, **values: object) -> None:
    for name, value in values.items():
        setattr(matter, name, value)
    Matter.objects.filter(pk=matter.pk).update(**values)


def _left_out(matter: Matter, times: int) -> tuple[Event, ...]:
    """It no longer counts, neither below nor above the line. Known when it would have been due, at the earliest."""
    known = max(today(), matter.respond_by)
    events = [Event(What.LEFT_OUT, known, times)]
    if was_in_time(matter):
        events.append(Event(What.IN_TIME, known, -times))
    return tuple(events)


def _taken_back(before: Feedback | None) -> tuple[Event, ...]:
    """A later word counts instead of the earlier one, from the day it was said."""
    return of_word(before.solved, before.satisfied, today(), -1) if before else ()
