"""What the page before a publication shows, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.forms import Form
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups import wording
from lianyi.groups.boards import names_of
from lianyi.groups.checking import Obstacles, obstacles
from lianyi.groups.models import Draft
from lianyi.groups.queries.rounds import progress_of
from lianyi.rules.check import Verdict
from lianyi.wording import rule


@dataclass(frozen=True)
class Missed:
    """A rule that a group does not meet, in words."""

    text: str
    rule_id: str


@dataclass(frozen=True)
class Before:
    """`names` are those of the people without a group, by serial. `few` says that hardly anybody was heard."""

    found: Obstacles
    refused: list[Missed]
    missed: list[Missed]
    broken: list[str]
    names: dict[int, str]
    person_ids: list[int]
    outdated: str
    few: str
    until: date


def before_publishing(draft: Draft) -> Before:
    found = obstacles(draft)
    names = names_of(draft)
    people = list(
        draft.formation.forms.filter(serial__in=found.unplaced).values_list("serial", "person_id", "person__name")
    )
    return Before(
        found=found,
        refused=[_missed(number, verdict, names) for number, verdict in found.refused],
        missed=[_missed(number, verdict, names) for number, verdict in found.missed],
        broken=[wording.issue_text(issue, names) for issue in found.broken],
        names={serial: name for serial, _person, name in people},
        person_ids=[person_id for _serial, person_id, _name in people],
        outdated=wording.came_in_text(len(found.outdated)) if found.outdated else "",
        few=_few(draft),
        until=today() + timedelta(days=rule("forming.objection_days").number),
    )


def _few(draft: Draft) -> str:
    """A warning where fewer than half of the forms have come in: most would be placed without a wish of theirs."""
    came_in = progress_of(draft.formation)
    if 2 * came_in.answered >= came_in.forms:
        return ""
    counts = {"answered": came_in.answered, "forms": came_in.forms}
    return _("Only %(answered)s of %(forms)s forms have come in. Whoever sent none has not been heard.") % counts


def _missed(number: int, verdict: Verdict, names: dict[str, str]) -> Missed:
    text = _("%(group)s, %(count)s who count: %(rule)s") % {
        "group": wording.named(str(number), names),
        "count": verdict.measured,
        "rule": verdict.rule.text.within(get_language()),
    }
    return Missed(text, verdict.rule.id)


def first_error(form: Form) -> str:
    """The first thing wrong with a form, for a message."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
