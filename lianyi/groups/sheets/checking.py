"""The work on a sheet of answers: look what it says and keep that; then take it, all or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups.actions.answers import Incoming, answer_many
from lianyi.groups.actions.sheets import arrival_of
from lianyi.groups.models import AnswerSheet
from lianyi.groups.sheets.answers import read_answers
from lianyi.groups.sheets.lines import lines_of
from lianyi.groups.sheets.reading import Reading
from lianyi.jobs.kinds import Report
from lianyi.jobs.saving import saving
from lianyi.scope import Actor, Refused
from lianyi.sheets import Interpretation, UnreadableFile, interpret_file, load_layout, message

State = AnswerSheet.State


def check(sheet: AnswerSheet, report: Report) -> None:
    """Reads the file, compares it with the forms as they are now, and keeps what was found."""
    try:
        found = _read(sheet, report)
    except UnreadableFile as problem:
        _store(sheet, State.UNREADABLE, {"why": message(problem, get_language() or "")}, report)
        return
    _store(sheet, State.CHECKED, _found(*found), report)


def take(sheet: AnswerSheet, report: Report, *, by: Actor) -> None:
    """Takes a checked file. Done again after a crash, it finds the file taken and changes nothing."""
    if sheet.state == State.TAKEN:
        return
    interpretation, reading = _read(sheet, report)
    found = _found(interpretation, reading)
    if found["digest"] != sheet.report["digest"]:
        _store(sheet, State.CHECKED, found, report)
        raise Refused(_("Forms have come in since this file was looked at. Please look at what it would do now."))
    with saving(report):
        # The file goes with everything that came out of it: what is wrong in a row may tell who wrote it.
        done = {"report": {}, "content": b"", "late_reason": "", "taken": found["good"], "left": found["bad"]}
        if AnswerSheet.objects.filter(pk=sheet.pk, state=State.CHECKED).update(state=State.TAKEN, **done):
            answer_many(sheet.formation, reading.taken, arrival_of(sheet), by=by)


def _read(sheet: AnswerSheet, report: Report) -> tuple[Interpretation, Reading[Incoming]]:
    interpretation = interpret_file(
        bytes(sheet.content),
        sheet.name,
        load_layout("wishes"),
        today=today(),
        progress=lambda done, total: report(done, 2 * total + 1),
    )
    rows = len(interpretation.rows)
    good = interpretation.good_rows
    return interpretation, read_answers(good, sheet.formation, lambda done: report(rows + done, 2 * rows + 1))


def _found(interpretation: Interpretation, reading: Reading[Incoming]) -> dict[str, Any]:
    lines = lines_of(interpretation, reading)
    return {
        "good": len(reading.taken),
        "bad": len({line.row for line in lines if line.is_error}),
        "unchanged": reading.unchanged,
        "lines": [asdict(line) for line in lines],
        "digest": hashlib.sha256(repr(reading.taken).encode()).hexdigest(),
    }


def _store(sheet: AnswerSheet, state: AnswerSheet.State, found: dict[str, Any], report: Report) -> None:
    with saving(report):
        AnswerSheet.objects.filter(pk=sheet.pk).update(state=state, report=found)
