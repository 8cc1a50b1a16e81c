"""Who may do what with a matter. How far an account reaches follows from its roles; see docs/matters.md."""

from __future__ import annotations

from django.db.models import Q

from lianyi.accounts.models import Grant
from lianyi.dated import today
from lianyi.matters.models import Dispute, Helping, Hop, Matter
from lianyi.scope import Actor, OutOfScope, Role

CARRIERS = (Role.STAFF, Role.COMMITTEE, Role.OFFICER, Role.SECRETARY)


def reach(for_: Actor) -> Q:
    """The condition under which an account knows a matter as one of those who carry matters.

    Staff know the public services of their communities, the residents' committee its self-governance, officers what
    their body has, had, helps with or decides about, secretaries what was heard in their groups and is the neighbours'
    own.
    """
    if for_.is_(Role.SYSTEM):
        return Q()
    known = Q(pk__in=[])
    if for_.is_(Role.STAFF):
        known |= Q(workspace=Matter.Workspace.SERVICE, community__in=for_.community_ids)
    if for_.is_(Role.COMMITTEE):
        known |= Q(workspace=Matter.Workspace.SELF, community__in=for_.committee_ids)
    if for_.is_(Role.OFFICER):
        had = Hop.objects.filter(organisation__in=for_.organisation_ids).values("matter")
        helps = Helping.objects.filter(organisation__in=for_.organisation_ids, ended_at__isnull=True).values("matter")
        decides = Dispute.objects.filter(arbiter__in=for_.organisation_ids).values("matter")
        known |= Q(workspace=Matter.Workspace.SERVICE) & (Q(pk__in=had) | Q(pk__in=helps) | Q(pk__in=decides))
    if for_.is_(Role.SECRETARY):
        known |= Q(workspace=Matter.Workspace.SELF, group__in=for_.group_ids)
    return known


def knows(matter: Matter, by: Actor) -> bool:
    """Whether this account may open the matter at all."""
    return by.is_(Role.SYSTEM) or Matter.objects.filter(reach(by), pk=matter.pk).exists()


def require_known(matter: Matter, by: Actor) -> None:
    if not knows(matter, by):
        raise OutOfScope


def holds(matter: Matter, by: Actor) -> bool:
    """Whether the matter lies in the hands of this account's body, office, committee or group.

    For a body nobody signs in for, the staff of the community write down what it says on paper or by telephone.
    """
    if by.is_(Role.SYSTEM):
        return True
    if matter.workspace == Matter.Workspace.SELF:
        of_committee = by.is_(Role.COMMITTEE) and matter.community_id in by.committee_ids
        return of_committee or (by.is_(Role.SECRETARY) and matter.group_id in by.group_ids)
    if matter.body_id is not None and by.is_(Role.OFFICER) and matter.body_id in by.organisation_ids:
        return True
    return by.works_for(matter.community_id) and (matter.body_id is None or not has_officers(matter.body_id))


def has_officers(organisation_id: int) -> bool:
    return Grant.objects.on(today()).filter(organisation=organisation_id, user__is_active=True).exists()


def helps(matter: Matter, by: Actor) -> bool:
    """Whether this account, or its body, was asked to help."""
    mine = Q(user=by.user_id) if by.user_id else Q(pk__in=[])
    return matter.helpings.filter(mine | Q(organisation__in=by.organisation_ids), ended_at__isnull=True).exists()


def may_write(matter: Matter, by: Actor) -> bool:
    """Whether this account may add what was done: those who hold it, help with it, or received it first."""
    is_contact = by.user_id is not None and by.user_id in (matter.contact_id, matter.owner_id)
    is_at_home = matter.workspace == Matter.Workspace.SERVICE and by.works_for(matter.community_id)
    return holds(matter, by) or is_at_home or (knows(matter, by) and (is_contact or helps(matter, by)))


def require_holder(matter: Matter, by: Actor) -> None:
    require_known(matter, by)
    if not holds(matter, by):
        raise OutOfScope


def require_writer(matter: Matter, by: Actor) -> None:
    require_known(matter, by)
    if not may_write(matter, by):
        raise OutOfScope
