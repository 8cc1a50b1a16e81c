"""What stands at the head of every paper, and how papers say things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.elections import limits
from lianyi.elections.models import Election
from lianyi.rules import Rule
from lianyi.wording import term

PRODUCT_DEFAULT = "P"  # the grade of rules that rest on nobody's text


def heading(election: Election) -> dict[str, Any]:
    """Of which group and meeting a paper is, and the words of this kind of community."""
    meets = timezone.localtime(election.meets_at)
    return {
        "community": election.group.community.name,
        "group": election.group.name,
        "title": election.title,
        "day": said_day(meets.date()),
        "weekday": date_format(meets, "l"),
        "time": meets.strftime("%H:%M"),
        "venue": election.venue,
        "words": words(),
    }


def words() -> dict[str, str]:
    return {
        "group": term("group"),
        "member": term("member"),
        "members": term("member", 2),
        "committee": term("committee"),
        "committee_election": term("committee_election"),
        "office": term("community_office"),
    }


def said_day(day: date | None) -> str:
    return date_format(day, _("j F Y")) if day else ""


def joined(names: Iterable[str]) -> str:
    return _(", ").join(names)


def said_rule(rule: Rule) -> str:
    return rule.text.within(get_language())


def manner(election: Election) -> str:
    """In whose manner the election is held; nothing where only our own defaults apply. Never that it conforms."""
    rule = limits.rules_of(election)["elections.attendance_quorum"]
    if rule.grade.letter == PRODUCT_DEFAULT:
        return ""
    return _("Held in the manner of: %(source)s") % {"source": rule.source.within(get_language())}
