"""Objecting to a published placement, and answering."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups.models import Objection, Publication, WishForm
from lianyi.journal.actions import Change, record
from lianyi.scope import Actor, Refused, Role


@transaction.atomic
def object_to(
    publication: Publication, form: WishForm, text: str, *, by: Actor, channel: str = Objection.Channel.WEB
) -> Objection:
    """Takes down what a member says, until the last day (included). Staff may do so for a paper or a call."""
    if by.is_(Role.STAFF, Role.SYSTEM):
        by.require_community(publication.formation.community_id)
    else:
        by.require_own(form.person_id)
    require_window(publication, today())
    text = text.strip()
    if not text:
        raise Refused(_("Please say what is the matter."))
    objection = Objection.objects.create(
        publication=publication, form=form, text=text[:500], at=timezone.now(), channel=channel
    )
    _record("objection.raised", objection, Change(after={"text": objection.text}, person_id=form.person_id), by)
    return objection


@transaction.atomic
def answer(objection: Objection, *, is_accepted: bool, text: str, by: Actor) -> None:
    """Accepts or declines, with words. What is accepted is put right in a draft, and published as the next version."""
    by.require_community(objection.publication.formation.community_id)
    text = text.strip()
    if not text:
        raise Refused(_("Please write an answer that the person can understand."))
    state = Objection.State.ACCEPTED if is_accepted else Objection.State.DECLINED
    open_one = Objection.objects.filter(pk=objection.pk, state=Objection.State.OPEN)
    if not open_one.update(state=state, answer=text[:500], answered_at=timezone.now()):
        raise Refused(_("Somebody has answered this already."))
    change = Change({"state": "open"}, {"state": str(state), "answer": text[:500]}, objection.form.person_id)
    _record("objection.answered", objection, change, by)


def require_window(publication: Publication, day: date) -> None:
    if day > publication.objections_until:
        last = publication.objections_until.isoformat()
        raise Refused(_("Objections could be made until %(day)s. Please talk to the community office.") % {"day": last})


def _record(code: str, objection: Objection, change: Change, by: Actor) -> None:
    record(
        code,
        by=by,
        changes=[change],
        subject=("objection", objection.pk),
        community_id=objection.publication.formation.community_id,
    )
