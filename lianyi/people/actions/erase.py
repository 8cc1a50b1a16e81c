"""Forgetting a person."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.journal import actions as journal
from lianyi.people.erasure import forget_everywhere
from lianyi.people.models import CorrectionRequest, Residence, Standing
from lianyi.people.queries import person as find
from lianyi.scope import Actor, Refused


@transaction.atomic
def erase_person(pk: int, *, reason: str, by: Actor) -> None:
    """Takes away everything that tells who somebody was, here, in every app and in the journal.

    A row without a name stays, with its standings ended today, so that earlier counts ("382 members in May") stay true.
    Where the person lived goes: an address tells who somebody is.
    """
    person = find(pk, for_=by)
    by.require_community(person.community_id)
    if not reason.strip():
        raise Refused(_("Please say why."))
    forget_everywhere(pk)
    Residence.objects.filter(person=person).delete()
    CorrectionRequest.objects.filter(person=person).delete()
    _end_standings(pk)
    person.name = person.number = person.phone = person.joined = person.confirmed = person.remark = ""
    person.erased_at = timezone.now()
    person.save()
    journal.erase_person(pk, by=by, community_id=person.community_id, reason=reason.strip())


def _end_standings(pk: int) -> None:
    Standing.objects.filter(person=pk, starts_on__gte=today()).delete()
    Standing.objects.on(today()).filter(person=pk).update(ends_on=today())
