"""The result sheet (选举结果报告单), signed before people go home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.counting import rules_counted_by
from lianyi.elections import limits
from lianyi.elections.evening import Evening, elected_in, is_void, rounds_of
from lianyi.elections.models import Contest, Election, Round
from lianyi.elections.papers.heading import heading, joined, manner, said_day, said_rule
from lianyi.elections.papers.paper import Asked
from lianyi.elections.wording import called_off, contest_name, invalid_reason, post_name, reason, round_title
from lianyi.papers.strokes import stroke_key

HALVES_FROM = 8  # so many names stand in two columns
Names = Mapping[int, str]


def result(election: Election, round_: Round | None, asked: Asked) -> dict[str, Any]:
    """Every contest with its settled rounds. What is still being counted does not appear."""
    evening = Evening(election)
    names = {elector.person_id: elector.person.name or "—" for elector in evening.electors}
    first = next((one for contest in evening.contests for one in rounds_of(contest)), None)
    return {
        **heading(election),
        "expected": first.expected if first else evening.expected,
        "present": first.present if first else evening.present,
        "contests": [_contest(contest, names, round_) for contest in evening.contests],
        "rules": [said_rule(rule) for rule in rules_counted_by(limits.rules_of(election))],
        "manner": manner(election),
        "approval": election.approval,
        "called_off": called_off(election),
        "scrutineers": joined(str(official) for official in evening.officials if official.task == "scrutineer"),
        "tellers": joined(str(teller) for teller in evening.tellers),
        "signed_on": said_day(timezone.localdate(election.signed_at)) if election.signed_at else "",
    }


def _contest(contest: Contest, names: Names, only: Round | None) -> dict[str, Any]:
    rounds = [one for one in rounds_of(contest) if one.state == Round.State.SETTLED]
    holds = not called_off(contest.election)
    elected = [names.get(person, "—") for person in elected_in(contest) if holds]
    return {
        "name": contest_name(contest),
        "post": post_name(contest.post, contest.seats),
        "seats": contest.seats,
        "method": str(Contest.Method(contest.method).label),
        "rounds": [_round(one, names) for one in rounds if only is None or one.pk == only.pk],
        "elected": joined(elected),
        "elected_by_strokes": joined(sorted(elected, key=stroke_key)),
        "open_seats": contest.seats - len(elected),
        "note": contest.closing_note,
    }


def _round(round_: Round, names: Names) -> dict[str, Any]:
    outcome, void = round_.outcome, is_void(round_)
    tally = {} if void else round_.tally  # ballots that are void need not be counted
    rows = _rows(round_, names)
    invalid = tally.get("invalid", {})
    half = -(-len(rows) // 2) if not round_.standing and len(rows) >= HALVES_FROM else max(len(rows), 1)
    holds = not called_off(round_.contest.election)
    chosen = [names.get(person, "—") for person in outcome.get("elected", []) if holds]
    return {
        "name": round_title(round_),
        "seats": round_.seats,
        "expected": round_.expected,
        "present": round_.present,
        "issued": round_.issued,
        "returned": round_.returned if round_.returned is not None else "—",
        "valid": tally.get("valid", "—"),
        "invalid": sum(invalid.values()) if tally else "—",
        "invalid_reasons": joined(
            _("%(reason)s %(count)s") % {"reason": invalid_reason(code), "count": count}
            for code, count in invalid.items()
        ),
        "has_candidates": bool(round_.standing),
        "votes": rows,
        "halves": [{"rows": rows[start : start + half]} for start in range(0, len(rows), half)],
        "others": tally.get("others", 0),
        "shows_others": bool(tally.get("others")) or (bool(round_.standing) and not void),
        "is_void": void,
        "needed": "" if void else outcome.get("needed") or "",
        "reasons": " ".join(reason(stored) for stored in outcome.get("reasons", [])),
        "elected": joined(chosen),
    }


def _rows(round_: Round, names: Names) -> list[dict[str, Any]]:
    """Those elected first, then by votes, equals by strokes; whoever did not stand is marked as another person."""
    elected = [] if called_off(round_.contest.election) else list(round_.outcome.get("elected", []))
    tied = set(round_.outcome.get("tied", []))
    found = []
    for key, (approved, against, abstained) in round_.tally.get("votes", {}).items():
        person = int(key)
        name = names.get(person, "—")
        mark = _mark(person in elected, person in tied, round_)
        row = {
            "name": name,
            "approved": approved,
            "against": against,
            "abstained": abstained,
            "mark": mark,
            "is_other": bool(round_.standing) and person not in round_.standing,
        }
        place = elected.index(person) if person in elected else len(elected)
        found.append(((place, -approved, stroke_key(name)), row))
    return [row for _key, row in sorted(found, key=lambda pair: pair[0])]


def _mark(is_elected: bool, is_tied: bool, round_: Round) -> str:
    if is_elected:
        return _("goes on") if round_.stage == Round.Stage.PRELIMINARY else _("elected")
    return _("tied") if is_tied else ""
