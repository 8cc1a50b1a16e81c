"""Invented data in which every tag of a paper has a value: with it an office's template is tried out and shown."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lianyi.elections.models import Contest
from lianyi.elections.papers.heading import joined, words
from lianyi.elections.wording import INVALID_REASONS, invalid_reason, seats_of_post
from lianyi.organisations.models import Post
from lianyi.wording import term

NAMES = ("丁一", "王芳", "刘洋", "李明", "陈静", "赵云", "黄磊")


def _heading() -> dict[str, Any]:
    return {
        "community": _("Example community"),
        "group": _("Example %(group)s") % {"group": term("group")},
        "title": _("Example election"),
        "day": "2026-05-08",
        "weekday": _("Friday"),
        "time": "19:30",
        "venue": _("Meeting room"),
        "words": words(),
    }


def _officials() -> dict[str, str]:
    return {"scrutineers": NAMES[6], "tellers": joined(NAMES[4:6])}


def _rules() -> list[str]:
    return [_("The text of a rule that applies.")]


def _people(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


def _contest_name() -> str:
    return seats_of_post(3, Post.Kind.COMMITTEE)


def notice() -> dict[str, Any]:
    contest = {
        "name": _contest_name(),
        "method": str(Contest.Method.NO_CANDIDATE.label),
        "voters": str(Contest.Electors.ASSEMBLY.label),
        "candidates": joined(NAMES[:4]),
    }
    return {
        **_heading(),
        "contests": [contest],
        "expected": 7,
        "quorum_needed": 5,
        "who_votes": _("Entitled to vote: the %(count)s %(members)s on the list.")
        % {"count": 7, "members": term("member", 7)},
        "rules": _rules(),
        "manner": _("Held in the manner of: %(source)s") % {"source": _("Name of the rules")},
        "approval": "2026-12",
        "contact": NAMES[0],
        "called_on": "2026-05-01",
    }


def sign_in() -> dict[str, Any]:
    rows = [{"number": number, "name": name} for number, name in enumerate(NAMES[:6], 1)]
    pairs = [{"left": left, "right": right} for left, right in zip(rows[:3], rows[3:], strict=True)]
    return {
        **_heading(),
        "expected": 6,
        "rows": rows,
        "pairs": pairs,
        "pages": [{"number": 1, "pairs": pairs}],
        "page_count": 1,
        "guests": [{"number": 7, "name": NAMES[6]}],
    }


def ballot() -> dict[str, Any]:
    return {
        **_heading(),
        "contest": _contest_name(),
        "round": _("Run-off"),
        "candidates": _people(*NAMES[:3]),
        "blanks": ["", ""],
        "instructions": [_("How to fill in the ballot.")],
        "per_sheet": 4,
        "copies": 5,
        "ballots": [{"starts_page": place == 4} for place in range(5)],
        "sheets": [{"ballots": [""] * 4}, {"ballots": [""]}],
    }


def attendance() -> dict[str, Any]:
    return {
        **_heading(),
        "expected": 7,
        "present": 6,
        "absent": 1,
        "left_out": 1,
        "needed": 5,
        "is_met": True,
        "verdict": _("The meeting can be held."),
        "rule": _rules()[0],
        "absentees": _people(NAMES[2]),
        "scrutineers": NAMES[6],
    }


def ballots() -> dict[str, Any]:
    row = {
        "contest": _contest_name(),
        "round": _("Run-off"),
        "present": 6,
        "issued": 6,
        "returned": 7,
        "missing": 0,
        "verdict": _("void"),
        "reasons": _("The reason why it is so."),
    }
    return {**_heading(), "rows": [row], "rules": _rules(), **_officials()}


def tally() -> dict[str, Any]:
    return {
        **_heading(),
        "contest": _contest_name(),
        "round": _("Run-off"),
        "issued": 6,
        "returned": 6,
        "has_candidates": True,
        "lines": _people(*NAMES[:4]),
        "spare": ["", ""],
        "boxes": ["", ""],
        "invalid_reasons": [invalid_reason(code) for code in INVALID_REASONS],
    }


def result() -> dict[str, Any]:
    votes = [
        {
            "name": name,
            "approved": 6 - place,
            "against": place,
            "abstained": 0,
            "mark": _("elected") if place < 3 else "",
            "is_other": place == 3,
        }
        for place, name in enumerate(NAMES[:4])
    ]
    one = {
        "name": _("Run-off"),
        "seats": 3,
        "expected": 7,
        "present": 6,
        "issued": 6,
        "returned": 6,
        "valid": 5,
        "invalid": 1,
        "invalid_reasons": _("%(reason)s %(count)s") % {"reason": invalid_reason("illegible"), "count": 1},
        "has_candidates": True,
        "votes": votes,
        "halves": [{"rows": votes}],
        "others": 1,
        "shows_others": True,
        "is_void": True,
        "needed": 4,
        "reasons": _("The reason why it is so."),
        "elected": joined(NAMES[:3]),
    }
    contest = {
        "name": _contest_name(),
        "post": term("committee_member", 3),
        "seats": 3,
        "method": str(Contest.Method.SURPLUS.label),
        "rounds": [one],
        "elected": joined(NAMES[:3]),
        "elected_by_strokes": joined(NAMES[:3]),
        "open_seats": 1,
        "note": _("What was decided about the seats left."),
    }
    return {
        **_heading(),
        "expected": 7,
        "present": 6,
        "contests": [contest],
        "rules": _rules(),
        "manner": _("Held in the manner of: %(source)s") % {"source": _("Name of the rules")},
        "approval": "2026-12",
        "called_off": _("The election was called off; nothing that was voted on holds. %(why)s")
        % {"why": _("The reason why it is so.")},
        **_officials(),
        "signed_on": "2026-05-08",
    }
