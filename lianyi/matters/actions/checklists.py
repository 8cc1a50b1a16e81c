"""The checklist of a long matter: begun from a playbook, ticked line by line, and what it taught at the end."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.matters.actions.steps import Done, require_open, write
from lianyi.matters.following_playbooks import due_on, steps_of
from lianyi.matters.models import Lesson, Matter, Step, Task
from lianyi.matters.rules import require_holder, require_writer
from lianyi.matters.telling import tell
from lianyi.playbooks import Playbook
from lianyi.scope import Actor, Refused


@transaction.atomic
def start_checklist(matter: Matter, playbook: Playbook, *, by: Actor) -> None:
    """Lays a playbook's steps beside a matter, and the lines that earlier matters of its kind found missing in it."""
    require_holder(matter, by)
    require_open(matter)
    if not Matter.objects.filter(pk=matter.pk, playbook="").update(playbook=playbook.key):
        raise Refused(_("It has a checklist already."))
    matter.playbook = playbook.key
    language = get_language()
    titles = [(step.key, step.title.within(language)) for step in playbook.steps]
    learned = Lesson.objects.filter(playbook=playbook.key, key="").values_list("text", flat=True)
    titles += [("", text) for text in dict.fromkeys(learned)]
    Task.objects.bulk_create(
        [
            Task(matter=matter, position=position, key=key, title=title[:160])
            for position, (key, title) in enumerate(titles, 1)
        ]
    )
    words = {"title": playbook.title.within(language)}
    write(matter, Done(Step.Kind.NOTE, _("A checklist was begun: %(title)s") % words), by=by)
    tell("matter.checklist_started", matter, by=by, after={"playbook": playbook.key})


@transaction.atomic
def tick_task(task: Task, *, on: date | None, by: Actor) -> None:
    """A line is done on a day, or (None) not done after all. What counts from it gets its last day."""
    matter = task.matter
    require_writer(matter, by)
    require_open(matter)
    if on is not None and on > today():
        raise Refused(_("This day lies in the future."))
    before, task.done_on = task.done_on, on
    if before == on:
        return
    task.save(update_fields=["done_on"])
    _renew_due_days(matter)
    text = _("Done: %(title)s") if on else _("Not done after all: %(title)s")
    write(matter, Done(Step.Kind.NOTE, text % {"title": task.title}, on=on), by=by)
    facts = {"task": task.position}
    tell("matter.task_done", matter, by=by, before={"on": before}, after={**facts, "on": on})


@transaction.atomic
def add_task(matter: Matter, title: str, *, by: Actor, note: str = "", due: date | None = None) -> Task:
    """Adds a line of the matter's own, after all others."""
    require_writer(matter, by)
    require_open(matter)
    if not matter.playbook:
        raise Refused(_("Please begin a checklist first."))
    if not title.strip():
        raise Refused(_("Please write what is to be done."))
    last = matter.tasks.aggregate(last=Max("position"))["last"] or 0
    task = Task.objects.create(
        matter=matter, position=last + 1, title=title.strip()[:160], note=note.strip()[:500], due_on=due
    )
    tell("matter.task_added", matter, by=by, after={"task": task.position})
    return task


@transaction.atomic
def write_lesson(matter: Matter, key: str, text: str, *, by: Actor) -> None:
    """Keeps what a matter taught at a step, in place of what was written of it before; "" takes it away."""
    _require_teacher(matter, by)
    said = " ".join(text.split())[:300]
    same = Lesson.objects.filter(matter=matter, playbook=matter.playbook, key=key)
    _keep_lesson(matter, key, list(same), said, by)


@transaction.atomic
def keep_line(matter: Matter, title: str, is_kept: bool, *, by: Actor) -> None:
    """Says whether the next checklist should have this line, which the playbook lacks."""
    _require_teacher(matter, by)
    said = " ".join(title.split())[:160]
    same = Lesson.objects.filter(matter=matter, playbook=matter.playbook, key="", text=said)
    _keep_lesson(matter, "", list(same), said if is_kept else "", by)


def _keep_lesson(matter: Matter, key: str, before: list[Lesson], said: str, by: Actor) -> None:
    if [lesson.text for lesson in before] == ([said] if said else []):
        return
    for lesson in before:
        lesson.delete()
    if said:
        Lesson.objects.create(playbook=matter.playbook, key=key, text=said, matter=matter, on=today())
    tell("matter.lesson", matter, by=by, after={"playbook": matter.playbook, "kept": bool(said)})


def _require_teacher(matter: Matter, by: Actor) -> None:
    require_writer(matter, by)
    if not matter.playbook:
        raise Refused(_("Only a matter with a checklist teaches the next one."))


def _renew_due_days(matter: Matter) -> None:
    """Sets the last day of every line of the playbook anew; lines of the matter's own keep theirs."""
    tasks = list(matter.tasks.exclude(key=""))
    done = {task.key: task.done_on for task in tasks if task.done_on}
    steps = steps_of(matter.playbook)
    for task in tasks:
        task.due_on = due_on(steps[task.key], done) if task.key in steps else task.due_on
    Task.objects.bulk_update(tasks, ["due_on"])
