"""Who answers for a matter: exactly one account, whoever claims it first."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.accounts.models import User
from lianyi.accounts.queries import actor_of
from lianyi.dated import now
from lianyi.matters.actions.steps import Done, require_open, write
from lianyi.matters.models import Helping, Matter, Step
from lianyi.matters.rules import holds, require_holder
from lianyi.matters.telling import tell
from lianyi.organisations.models import Organisation
from lianyi.scope import Actor, OutOfScope, Refused


@transaction.atomic
def claim_matter(matter: Matter, *, by: Actor) -> None:
    """Takes on a matter that nobody has. Of two who claim it at once exactly one gets it; the other is refused."""
    require_holder(matter, by)
    require_open(matter)
    if by.user_id is None:
        raise OutOfScope
    taken = Matter.objects.filter(pk=matter.pk, owner__isnull=True).exclude(state=Matter.State.CLOSED)
    if not taken.update(owner=by.user_id):
        matter.refresh_from_db()
        owner = matter.owner.get_full_name() if matter.owner else ""
        raise Refused(_("%(name)s has taken this on already.") % {"name": owner})
    matter.owner_id = by.user_id
    if matter.contact_id is None:  # it came by the web: who receives it first stays the one they know
        Matter.objects.filter(pk=matter.pk, contact__isnull=True).update(contact=by.user_id)
        matter.contact_id = by.user_id
    write(matter, Done(Step.Kind.CLAIM, _("%(name)s takes this on.") % {"name": by.name}), by=by)
    tell("matter.claimed", matter, by=by, after={"owner": by.user_id})


@transaction.atomic
def entrust_matter(matter: Matter, user: User, *, by: Actor) -> None:
    """Whoever holds a matter gives it to a colleague who may hold it too."""
    require_holder(matter, by)
    require_open(matter)
    if not holds(matter, actor_of(user)):
        raise Refused(_("%(name)s does not work where this matter is.") % {"name": user.get_full_name()})
    before = matter.owner_id
    Matter.objects.filter(pk=matter.pk).update(owner=user)
    matter.owner = user
    write(matter, Done(Step.Kind.CLAIM, _("%(name)s takes this on.") % {"name": user.get_full_name()}), by=by)
    tell("matter.claimed", matter, by=by, before={"owner": before}, after={"owner": user.pk})


@transaction.atomic
def release_matter(matter: Matter, *, reason: str, by: Actor) -> None:
    """Whoever answers for a matter cannot any longer: it is free for others where it lies, and says so."""
    require_holder(matter, by)
    require_open(matter)
    if not reason.strip():
        raise Refused(_("Please write why."))
    before = matter.owner_id
    Matter.objects.filter(pk=matter.pk).update(owner=None)
    matter.owner = None
    write(matter, Done(Step.Kind.NOTE, _("Free to be taken on: %(reason)s") % {"reason": reason.strip()}), by=by)
    tell("matter.released", matter, by=by, before={"owner": before}, after={"owner": None})


@transaction.atomic
def ask_help(
    matter: Matter, *, by: Actor, organisation: Organisation | None = None, user: User | None = None, task: str = ""
) -> Helping:
    """Asks a body or a colleague to help. Helpers read the matter and write what they did; one still answers for it."""
    require_holder(matter, by)
    require_open(matter)
    if (organisation is None) == (user is None):
        raise Refused(_("Please choose a body or a person who shall help."))
    moment = now()
    same = matter.helpings.filter(organisation=organisation, user=user, ended_at__isnull=True)
    if same.exists():
        raise Refused(_("They help already."))
    helping = Helping.objects.create(
        matter=matter, organisation=organisation, user=user, task=task.strip(), began_at=moment
    )
    name = organisation.name if organisation else user.get_full_name() if user else ""
    write(matter, Done(Step.Kind.NOTE, _("%(name)s helps. %(task)s") % {"name": name, "task": task.strip()}), by=by)
    tell("matter.help_asked", matter, by=by, after={"organisation": organisation.pk if organisation else None})
    return helping


@transaction.atomic
def end_help(helping: Helping, *, by: Actor) -> None:
    """The help is done, or no longer needed."""
    require_holder(helping.matter, by)
    helping.ended_at = now()
    helping.save(update_fields=["ended_at"])
    tell("matter.help_ended", helping.matter, by=by, after={"organisation": helping.organisation_id})
