"""A checklist as it is read: its lines, with what the playbook and earlier matters say at each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from lianyi.matters.following_playbooks import not_before, playbooks
from lianyi.matters.models import Lesson, Matter, Task
from lianyi.playbooks import Step


@dataclass(frozen=True)
class Line:
    """A line in the reader's language. `learned` is what earlier matters taught at it, with their days."""

    task: Task
    title: str
    what: str
    bodies: list[str]
    needs: list[str]
    yields: list[str]
    pitfalls: list[str]
    rules: tuple[str, ...]
    usually_a_trip: bool
    not_before: date | None
    learned: list[Lesson]

    @property
    def says_more(self) -> bool:
        """Whether there is more to read than its title."""
        return bool(self.what or self.bodies or self.needs or self.yields or self.pitfalls or self.rules)

    @property
    def counts_votes(self) -> bool:
        """Whether the calculator of owners' votes helps here."""
        return any(rule_id.startswith("owners.") for rule_id in self.rules)


@dataclass(frozen=True)
class Checklist:
    title: str
    lines: list[Line]

    @property
    def next_line(self) -> Line | None:
        return next((line for line in self.lines if line.task.done_on is None), None)

    @property
    def done(self) -> int:
        return sum(line.task.done_on is not None for line in self.lines)


def checklist(matter: Matter) -> Checklist | None:
    """The checklist of a matter; None where none was begun."""
    if not matter.playbook:
        return None
    playbook = playbooks().get(matter.playbook)
    steps = {step.key: step for step in playbook.steps} if playbook else {}
    tasks = list(matter.tasks.all())
    done = {task.key: task.done_on for task in tasks if task.done_on and task.key}
    learned: dict[str, list[Lesson]] = {}
    for lesson in Lesson.objects.filter(playbook=matter.playbook).exclude(matter=matter).exclude(key=""):
        learned.setdefault(lesson.key, []).append(lesson)
    title = playbook.title.within(get_language()) if playbook else matter.playbook
    return Checklist(title, [_line(task, steps.get(task.key), done, learned.get(task.key, [])) for task in tasks])


def lessons_of(matter: Matter) -> list[Lesson]:
    """What this matter taught so far."""
    return list(Lesson.objects.filter(matter=matter, playbook=matter.playbook))


def _line(task: Task, step: Step | None, done: dict[str, date], learned: list[Lesson]) -> Line:
    if step is None:
        return Line(task, task.title, task.note, [], [], [], [], (), False, None, learned)
    language = get_language()
    return Line(
        task,
        step.title.within(language),
        step.what.within(language),
        [body.name.within(language) for body in step.bodies],
        [paper.within(language) for paper in step.needs],
        [paper.within(language) for paper in step.yields],
        [pitfall.within(language) for pitfall in step.pitfalls],
        step.rules,
        step.usually_a_trip,
        not_before(step, done) if task.done_on is None else None,
        learned,
    )
