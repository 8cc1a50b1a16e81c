"""The report on who has come (到会情况报告单)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lianyi.elections import limits
from lianyi.elections.evening import Evening
from lianyi.elections.models import Election, Round
from lianyi.elections.papers.heading import heading, joined, said_rule
from lianyi.elections.papers.paper import Asked
from lianyi.papers.strokes import stroke_key


def attendance(election: Election, round_: Round | None, asked: Asked) -> dict[str, Any]:
    """Why somebody is not counted among those expected is not told here: it can be an illness or worse."""
    evening = Evening(election)
    absent = [
        elector.person.name or "—" for elector in evening.electors if elector.is_expected and not elector.is_present
    ]
    return {
        **heading(election),
        "expected": evening.expected,
        "present": evening.present,
        "absent": len(absent),
        "left_out": sum(not elector.is_counted for elector in evening.electors),
        "needed": evening.quorum,
        "is_met": evening.has_quorum,
        "verdict": _("The meeting can be held.") if evening.has_quorum else _("The meeting cannot be held."),
        "rule": said_rule(limits.rules_of(election)["elections.attendance_quorum"]),
        "absentees": [{"name": name} for name in sorted(absent, key=stroke_key)],
        "scrutineers": joined(str(official) for official in evening.officials if official.task == "scrutineer"),
    }
