"""Open matters pass to whoever carries on: with a reform, or on its day if that lies ahead; and back.

What is done with each is kept with the reform, so that it can be taken back exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianyi.accounts.models import User
from lianyi.dated import now, today
from lianyi.engines.reform import CloseBody, CloseMatter, Diff, MoveMatter, OpenBody
from lianyi.matters import numbers
from lianyi.matters.actions.reforming import Move, Passed, bring_back, close_all, pass_on
from lianyi.matters.actions.reforming_help import Helped, bring_help_back
from lianyi.matters.queries import known_to_bodies
from lianyi.organisations.models import Contact, Organisation
from lianyi.reforms.models import Reform
from lianyi.scope import Actor, Refused

REFORM = Actor.system("reform")
NAMED = 5  # matters that a refusal names


def pass_matters(reform: Reform, diff: Diff) -> None:
    """Does with open matters what the reform says; those that are elsewhere by now stay there.

    Must run in the transaction of whoever carries the reform out, on its day or later.
    """
    ended = _ended()
    moves = [
        Move(one.matter.key, one.matter.owner, one.to)
        for one in diff.changes
        if isinstance(one, MoveMatter) and one.to not in ended
    ]
    keep(reform, pass_on(moves, reason=reason_of(reform), by=REFORM))
    by_text: dict[str, list[int]] = defaultdict(list)
    for one in diff.changes:
        if isinstance(one, CloseMatter):
            by_text[one.source].append(one.matter.key)
    for source, keys in by_text.items():
        words = {"reform": reform.title, "source": source}
        keep(reform, close_all(keys, _("Nobody needs this any longer: %(source)s (%(reform)s)") % words, by=REFORM))
    reform.matters_at = now()
    reform.save(update_fields=["matters_at", "passed"])


def keep(reform: Reform, passed: Iterable[Passed]) -> None:
    """Remembers what was done with matters, for the way back; stores nothing."""
    reform.passed += [[one.matter, one.hop, one.step, one.owner, one.state, one.moved_on.isoformat()] for one in passed]


def bring_matters_back(reform: Reform, diff: Diff) -> None:
    """Undoes what was done with matters, but for those that somebody did something with since: they stay.

    Raises Refused when such a one lies at, or has come by, a body that the reform founded.
    """
    again = {change.body.key for change in diff.changes if isinstance(change, CloseBody)}
    reason = _("the reform “%(title)s” was taken back") % {"title": reform.title}
    bring_back(_kept(reform), ended=_ended() - again, reason=reason, by=REFORM)
    bring_help_back([Helped(*row) for row in reform.helped], reason=reason, by=REFORM)
    reform.matters_at, reform.passed, reform.helped = None, [], []
    _require_unused([change.body.key for change in diff.changes if isinstance(change, OpenBody)])


def _kept(reform: Reform) -> list[Passed]:
    """The latest first. An account that is gone by now answers for nothing any more."""
    owners = set(User.objects.filter(pk__in={row[3] for row in reform.passed}).values_list("pk", flat=True))
    return [
        Passed(matter, hop, step, owner if owner in owners else None, state, date.fromisoformat(moved_on))
        for matter, hop, step, owner, state, moved_on in reversed(reform.passed)
    ]


def reason_of(reform: Reform) -> str:
    """Why a matter goes elsewhere, for whoever raised it."""
    return _("by the reform “%(title)s” (%(source)s)") % {"title": reform.title, "source": reform.source}


def built_on() -> Refused:
    return Refused(_("Something was built on this reform since. Draft the way back as a reform of its own."))


def _require_unused(founded: Sequence[int]) -> None:
    if not founded:
        return
    if left := known_to_bodies(founded):
        told = ngettext(
            "%(count)d matter has been at a body that this reform founded (%(numbers)s). "
            "Draft the way back as a reform of its own.",
            "%(count)d matters have been at a body that this reform founded (%(numbers)s). "
            "Draft the way back as a reform of its own.",
            len(left),
        )
        named = _(", ").join(numbers.shown(key) for key in left[:NAMED])
        more = " …" if len(left) > NAMED else ""
        raise Refused(told % {"count": len(left), "numbers": named + more})
    if Contact.objects.filter(organisation__in=founded).exists():
        raise built_on()


def _ended() -> set[int]:
    return set(Organisation.objects.filter(ends_on__lte=today()).values_list("pk", flat=True))
