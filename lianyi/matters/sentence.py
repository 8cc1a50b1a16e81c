"""Where a matter stands, in sentences that anybody understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianyi.dated import today
from lianyi.matters.models import Matter, Pause
from lianyi.organisations.models import Organisation


@dataclass(frozen=True)
class Standing:
    """`where` in one sentence, `who` answers for it, `then` what comes next by when; `is_late` when that day passed."""

    where: str
    then: str = ""
    who: str = ""
    is_late: bool = False


def standing(matter: Matter, *, for_asker: bool) -> Standing:
    """Where it stands today. Without `for_asker` as everybody may know it: no names, no words of anybody."""
    if matter.state == Matter.State.CLOSED:
        return Standing(_closed(matter))
    if matter.state == Matter.State.ANSWERED:
        then = _("Please say below whether it is solved. Your word closes it.") if for_asker else ""
        return Standing(_("It was answered on %(day)s.") % {"day": _day(matter.answered_at)}, then)
    pause = matter.pauses.filter(ended_at__isnull=True).first()
    where = _waits(pause, for_asker) if pause else _lies(matter)
    then, is_late = _until(matter)
    who = _taken_on(matter) if for_asker and pause is None else ""
    return Standing(where, then, who, is_late)


def holder(matter: Matter, body: Organisation | None) -> str:
    """Who has it, or had it, within a sentence: a body, or where that is None the office, the committee, the group."""
    if body is not None:
        return body.name
    if matter.workspace == Matter.Workspace.SELF:
        return matter.group.name if matter.group else _("the residents' committee")
    return _("the office of the community")


def _lies(matter: Matter) -> str:
    hop = matter.hops.filter(ended_at__isnull=True).first()
    days = max((today() - timezone.localtime(hop.began_at).date()).days, 0) if hop else 0
    words = {"who": holder(matter, matter.body), "days": days}
    if days == 0:
        return _("It lies with %(who)s since today.") % words
    said = ngettext("It lies with %(who)s since %(days)d day.", "It lies with %(who)s since %(days)d days.", days)
    return said % words


def _taken_on(matter: Matter) -> str:
    if matter.owner is None:
        return _("Nobody has taken it on yet.")
    return _("%(name)s answers for it.") % {"name": matter.owner.get_full_name()}


def _waits(pause: Pause, for_asker: bool) -> str:
    words = {"day": _day(pause.began_at), "note": pause.note}
    if not for_asker:
        texts = {
            Pause.Cause.PAPERS: _("It waits for papers since %(day)s."),
            Pause.Cause.ASKER: _("It waits for whoever raised it since %(day)s."),
            Pause.Cause.OTHERS: _("It waits for others since %(day)s."),
        }
        return texts[Pause.Cause(pause.cause)] % words
    texts = {
        Pause.Cause.PAPERS: _("It waits for papers since %(day)s: %(note)s"),
        Pause.Cause.ASKER: _("It waits for you since %(day)s: %(note)s"),
        Pause.Cause.OTHERS: _("It waits for others since %(day)s: %(note)s"),
    }
    return texts[Pause.Cause(pause.cause)] % words


def _until(matter: Matter) -> tuple[str, bool]:
    day = today()
    if matter.responded_at is None and matter.respond_by >= day:
        words = {"day": matter.respond_by.isoformat(), "due": matter.due_on.isoformat()}
        return _("Somebody contacts you by %(day)s; the answer comes by %(due)s.") % words, False
    if matter.due_on >= day:
        return _("The answer comes by %(due)s.") % {"due": matter.due_on.isoformat()}, False
    late = _("The answer was due on %(due)s. It is late.") % {"due": matter.due_on.isoformat()}
    known = _("The level above knows.") if matter.level else ""
    return f"{late} {known}".strip(), True


def _closed(matter: Matter) -> str:
    words = {"day": _day(matter.closed_at)}
    texts = {
        Matter.Outcome.SOLVED: _("Closed on %(day)s: solved."),
        Matter.Outcome.EXPLAINED: _("Closed on %(day)s: explained why it cannot be solved."),
        Matter.Outcome.WITHDRAWN: _("Withdrawn on %(day)s."),
        Matter.Outcome.JOINED: _("It was raised before: since %(day)s it goes on together with the other one."),
        Matter.Outcome.CROSSED: _("Handed to the other workspace on %(day)s; it goes on there."),
    }
    return texts[Matter.Outcome(matter.outcome)] % words if matter.outcome else _("Closed on %(day)s.") % words


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else ""
