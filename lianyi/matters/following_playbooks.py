"""The playbooks of this site, in force on a day, and when their steps are due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.conf import settings

from lianyi.dated import today
from lianyi.packs import load_pack
from lianyi.playbooks import Due, Playbook, Step, load_playbooks
from lianyi.wording import rule
from lianyi.workdays.queries import calendar


def playbooks(on: date | None = None) -> dict[str, Playbook]:
    """Those of the rules in use, by key."""
    found = load_playbooks(load_pack(settings.LIANYI_PACK).rule_pack, on or today())
    return {one.key: one for one in found}


def steps_of(key: str) -> dict[str, Step]:
    """The steps of a playbook by their keys; none where it is no longer there."""
    playbook = playbooks().get(key)
    return {step.key: step for step in playbook.steps} if playbook else {}


def due_on(step: Step, done: Mapping[str, date]) -> date | None:
    """The last day in time, as far as the steps it counts from are done; None while nothing sets one."""
    return min(_days(step, done, is_earliest=False), default=None)


def not_before(step: Step, done: Mapping[str, date]) -> date | None:
    """The first day on which a step may be done."""
    return max(_days(step, done, is_earliest=True), default=None)


def _days(step: Step, done: Mapping[str, date], *, is_earliest: bool) -> Iterable[date]:
    counted = [due for due in step.dues if due.is_earliest == is_earliest and due.after in done]
    return [_day(due, done[due.after]) for due in counted]


def _day(due: Due, since: date) -> date:
    found = rule(due.rule)
    number, unit = found.number, found.unit.id if found.unit else "day"
    if unit == "working_day":
        return calendar().add_working_days(since, number)
    if unit == "month":
        return _months_later(since, number)
    return since + timedelta(days=-(-number // 24) if unit == "hour" else number)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
