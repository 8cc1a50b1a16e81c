"""Until when a matter is due, by the rules in force and the working calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianyi.wording import book
from lianyi.workdays.queries import calendar


@dataclass(frozen=True)
class Deadlines:
    """The last day on which whoever raised a matter is contacted in time, and the last on which it is answered."""

    respond_by: date
    due_on: date


def deadlines(received: date) -> Deadlines:
    """By the rules of the day on which it was received."""
    rules, working = book(), calendar()
    respond = rules.rule("requests.respond_working_days", received).number
    solve = rules.rule("requests.solve_working_days", received).number
    return Deadlines(working.add_working_days(received, respond), working.add_working_days(received, solve))
