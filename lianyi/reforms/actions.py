"""What is done with a reform: drafted step by step, completed, carried out in one transaction, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from lianyi.dated import now, today
from lianyi.engines import reform as engine
from lianyi.engines.reform import Answer, Item, RefusedError, Step
from lianyi.journal.actions import Change, record
from lianyi.reforms.carrying import carry_out, take_back
from lianyi.reforms.helping import pass_help_of_ended
from lianyi.reforms.models import Reform
from lianyi.reforms.passing import bring_matters_back, built_on, pass_matters
from lianyi.reforms.permissions import tell_permissions, tell_permissions_restored
from lianyi.reforms.planning import as_it_is_now, same_hand, with_new_matters, without_matters
from lianyi.reforms.rows import snapshot
from lianyi.reforms.wording import Names
from lianyi.scope import Actor, OutOfScope, Refused, Role


@transaction.atomic
def draft_reform(*, title: str, day: date, source: str, by: Actor, reverses: Reform | None = None) -> Reform:
    """Begins a draft. As the way back of another reform it begins with the steps that lead back."""
    _require(by)
    if not title.strip() or not source.strip():
        raise Refused(_("Please enter a title, and the decision it rests on."))
    plan = engine.Reform(day, ())
    if reverses is not None:
        if reverses.state != Reform.State.APPLIED:
            raise Refused(_("Only a reform that was carried out has a way back."))
        if day <= reverses.day:
            raise Refused(_("The way back comes after the day of the reform."))
        plan = engine.reverse(snapshot().history, engine.diff_from_json(reverses.diff), day).reform
    found = Reform.objects.create(
        title=title.strip(), day=day, source=source.strip(), plan=engine.as_json(plan), reverses=reverses
    )
    _tell("reform.drafted", found, by)
    return found


def plan_of(reform: Reform) -> engine.Reform:
    """The reform as the engine takes it, on the day that stands on it now."""
    return replace(engine.reform_from_json(reform.plan), day=reform.day)


def add_step(reform: Reform, step: Step, *, by: Actor) -> None:
    """Adds a step. What was answered stays as far as it is still asked."""
    _change(reform, lambda plan: replace(plan, steps=(*plan.steps, step)), by)


def remove_step(reform: Reform, number: int, *, by: Actor) -> None:
    """Takes a step away, counted from 0; steps that speak of a body founded by it go with it.

    Matters that are handed to one body are one step to whoever reads it, and go together.
    """

    def without(plan: engine.Reform) -> engine.Reform:
        if not 0 <= number < len(plan.steps):
            raise OutOfScope
        gone = plan.steps[number]
        alike = same_hand(gone)
        steps = tuple(step for at, step in enumerate(plan.steps) if at != number and not alike(step))
        if isinstance(gone, engine.Create):
            steps = tuple(step for step in steps if not _speaks_of(step, gone.key))
            answers = tuple(answer for answer in plan.answers if answer.to != gone.key)
            return replace(plan, steps=steps, answers=answers)
        return replace(plan, steps=steps)

    _change(reform, without, by)


def answer(reform: Reform, answers: Iterable[Answer], *, by: Actor) -> None:
    """Answers where things go, in place of earlier answers about the same."""
    given = {one.item: one for one in answers}

    def with_answers(plan: engine.Reform) -> engine.Reform:
        kept = [one for one in plan.answers if one.item not in given]
        return replace(plan, answers=(*kept, *given.values()))

    _change(reform, with_answers, by)


def forget_answers(reform: Reform, items: Iterable[Item], *, by: Actor) -> None:
    gone = set(items)
    _change(reform, lambda plan: replace(plan, answers=tuple(one for one in plan.answers if one.item not in gone)), by)


def accept_proposals(reform: Reform, *, by: Actor) -> int:
    """Answers everything for which the engine has a proposal. Returns how many."""
    history = snapshot().history
    found = engine.proposed_answers(engine.touched(history, as_it_is_now(plan_of(reform), history)))
    answer(reform, found, by=by)
    return len(found)


def next_key(reform: Reform) -> int:
    """A key for a body that the reform founds."""
    created = [step.key for step in plan_of(reform).steps if isinstance(step, engine.Create)]
    return min([0, *created]) - 1


@transaction.atomic
def apply_reform(reform: Reform, *, by: Actor) -> Reform:
    """Carries a reform out: all in one transaction, or nothing. Raises Refused with what stands in the way.

    Open matters pass on with it, or, when its day lies ahead, on that day.
    """
    reform = _locked(reform, by)
    if reform.state == Reform.State.APPLIED:
        raise Refused(_("This reform was carried out already."))
    if not plan_of(reform).steps:
        raise Refused(_("The reform has no steps yet."))
    there = snapshot()
    plan = with_new_matters(as_it_is_now(plan_of(reform), there.history), there.history)
    try:
        applied = engine.apply(there.history, plan, there.around)
    except RefusedError as fault:
        raise Refused(" ".join(Names(created_names(plan)).faults(fault.faults, there.history)[:5])) from fault
    diff = carry_out(applied.diff, basis=reform.source, source=reform.title)
    reform.plan, reform.diff = engine.as_json(plan), engine.as_json(diff)
    reform.state, reform.applied_at = Reform.State.APPLIED, now()
    reform.save(update_fields=["plan", "diff", "state", "applied_at"])
    if reform.day <= today():
        pass_matters(reform, diff)
        pass_help_of_ended()
        reform.refresh_from_db(fields=["helped"])
    tell_permissions(diff, by=by)
    _tell("reform.applied", reform, by, changes=len(diff.changes))
    return reform


@transaction.atomic
def undo_reform(reform: Reform, *, by: Actor) -> Reform:
    """Takes a reform back as if it had not been, exactly. Refused when something was built on it since.

    Matters that somebody did something with since stay where they are.
    """
    reform = _locked(reform, by)
    if reform.state != Reform.State.APPLIED:
        raise Refused(_("This reform is not carried out."))
    diff = engine.diff_from_json(reform.diff)
    try:
        engine.undo(replace(snapshot().history, matters={}), without_matters(diff), _standing_diffs(reform))
    except RefusedError as fault:
        raise built_on() from fault
    bring_matters_back(reform, diff)
    try:
        take_back(diff)
    except ProtectedError as error:  # another register names what would go
        raise built_on() from error
    tell_permissions_restored(diff, by=by)
    reform.state, reform.diff = Reform.State.UNDONE, None
    reform.save(update_fields=["state", "diff", "matters_at", "passed", "helped"])
    _tell("reform.undone", reform, by)
    return reform


@transaction.atomic
def discard(reform: Reform, *, by: Actor) -> None:
    """Throws a draft away."""
    reform = _locked(reform, by)
    if reform.state == Reform.State.APPLIED:
        raise Refused(_("Take it back first."))
    _tell("reform.discarded", reform, by)
    reform.delete()


def created_names(plan: engine.Reform) -> dict[int, str]:
    """The bodies that a reform founds, by their keys in it."""
    return {step.key: step.name for step in plan.steps if isinstance(step, engine.Create)}


@transaction.atomic
def _change(reform: Reform, change: Callable[[engine.Reform], engine.Reform], by: Actor) -> None:
    found = _locked(reform, by)
    if found.state == Reform.State.APPLIED:
        raise Refused(_("This reform was carried out already."))
    found.plan = engine.as_json(change(plan_of(found)))
    found.save(update_fields=["plan"])
    reform.plan = found.plan
    _tell("reform.changed", found, by)


def _standing_diffs(but: Reform) -> list[engine.Diff]:
    """What the other reforms did that stand: what they hung on a row must not lose it."""
    others = Reform.objects.filter(state=Reform.State.APPLIED).exclude(pk=but.pk)
    return [engine.diff_from_json(diff) for diff in others.values_list("diff", flat=True)]


def _locked(reform: Reform, by: Actor) -> Reform:
    _require(by)
    found = Reform.objects.select_for_update().filter(pk=reform.pk).first()
    if found is None:
        raise OutOfScope
    return found


def _require(by: Actor) -> None:
    if not by.is_(Role.ADMIN, Role.SYSTEM):
        raise OutOfScope


def _speaks_of(step: Step, key: int) -> bool:
    named = {getattr(step, "body", None), getattr(step, "line", None), getattr(step, "to", None)}
    into = getattr(step, "into", ())
    return key in named or key in (into if isinstance(into, tuple) else (into,)) or key in getattr(step, "bodies", ())


def _tell(code: str, reform: Reform, by: Actor, **more: object) -> None:
    after = {"title": reform.title, "day": reform.day, "source": reform.source, **more}
    record(code, by=by, changes=[Change(None, after)], subject=("reform", reform.pk))
