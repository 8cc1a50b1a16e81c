"""From hand to hand: handing over, returning, and what the next level decides.

Every hop says why, and counts with the days the matter lay there. A body may not return what the list of
responsibilities gives it; it may dispute that, and the body above it decides.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import now, today
from lianyi.matters import routing
from lianyi.matters.actions.steps import Done, require_open, write
from lianyi.matters.models import Dispute, Hop, Matter, Step
from lianyi.matters.rates.events import moved
from lianyi.matters.rates.standing import of_open
from lianyi.matters.rules import has_officers, require_holder, require_known
from lianyi.matters.telling import tell
from lianyi.organisations.models import Organisation, Reporting
from lianyi.responsibilities.models import Responsibility, Subject
from lianyi.responsibilities.queries import answer, leading_at
from lianyi.scope import Actor, OutOfScope, Refused, Role

ROLES = Responsibility.Role


@transaction.atomic
def choose_subject(matter: Matter, subject: Subject, *, by: Actor) -> None:
    """What the matter is about, by the list. Who leads it is proposed; it goes nowhere by itself."""
    require_holder(matter, by)
    require_open(matter)
    before, old = matter.subject_id, _keys(matter)
    Matter.objects.filter(pk=matter.pk).update(subject=subject)
    matter.subject = subject
    events = moved(of_open(matter), today(), old, _keys(matter))
    facts = {"subject": subject.pk}
    tell("matter.subject_chosen", matter, by=by, before={"subject": before}, after=facts, events=events)


@transaction.atomic
def hand_over_matter(matter: Matter, *, to: Organisation | None, reason: str, by: Actor) -> None:
    """Hands a matter to another body, or (None) to the office of the community.

    Raises Refused without a reason, for a body that ended, or that says by the list that this is not its own.
    """
    require_holder(matter, by)
    require_open(matter)
    _require_service(matter)
    if not reason.strip():
        raise Refused(_("Please write why it is handed over: whoever raised it reads this."))
    if (to.pk if to else None) == matter.body_id:
        raise Refused(_("It is there already."))
    if matter.disputes.filter(decided_at__isnull=True).exists():
        raise Refused(_("The next level has been asked: it stays where it is until that is decided."))
    if to is not None:
        _require_able(matter, to)
    _move(matter, to, Hop.Cause.HANDED, reason, by)


@transaction.atomic
def return_matter(matter: Matter, *, reason: str, by: Actor, dispute: bool = False) -> Dispute | None:
    """Returns a matter to where it came from. By the list it must not be this body's, unless it is disputed.

    A dispute leaves the matter where it is until the body above decides.
    """
    require_holder(matter, by)
    require_open(matter)
    _require_service(matter)
    body = matter.body
    if body is None:
        raise Refused(_("The office of the community can hand it over, not return it."))
    if not reason.strip():
        raise Refused(_("Please write why it is returned: whoever raised it reads this."))
    leads = _leading(matter)
    if leads is not None and leads.organisation_id == body.pk:
        if not dispute:
            words = {"body": body.name, "basis": leads.basis, "source": leads.source}
            raise Refused(
                _("By the list this is the task of %(body)s: %(basis)s (%(source)s). You can ask the next level.")
                % words
            )
        return _dispute(matter, body, reason, by)
    before = matter.hops.exclude(organisation=body).order_by("-began_at", "-pk").first()
    to = leads.organisation if leads else before.organisation if before else None
    _move(matter, to, Hop.Cause.RETURNED, reason, by)
    return None


@transaction.atomic
def arbitrate(dispute: Dispute, *, to: Organisation, ground: str, by: Actor) -> None:
    """The body above decides who has the matter. There is no returning after that."""
    if not may_arbitrate(dispute, by):
        raise OutOfScope
    if dispute.decided_at is not None:
        raise Refused(_("This is decided already."))
    if not ground.strip():
        raise Refused(_("Please write on what the decision rests."))
    matter = dispute.matter
    dispute.decided, dispute.ground, dispute.decided_at = to, ground.strip(), now()
    dispute.save(update_fields=["decided", "ground", "decided_at"])
    if to.pk == matter.body_id:
        words = {"body": to.name, "ground": ground.strip()}
        write(matter, Done(Step.Kind.DECISION, _("%(body)s keeps it: %(ground)s") % words, organisation=to), by=by)
        tell("matter.arbitrated", matter, by=by, after={"organisation": to.pk})
    else:
        _move(matter, to, Hop.Cause.ARBITRATED, ground, by)


def may_arbitrate(dispute: Dispute, by: Actor) -> bool:
    """Officers of the body above; for one nobody signs in for, the staff of the community write its word down."""
    if by.is_(Role.SYSTEM):
        return True
    if dispute.arbiter_id is not None and has_officers(dispute.arbiter_id):
        return by.is_(Role.OFFICER) and dispute.arbiter_id in by.organisation_ids
    return by.works_for(dispute.matter.community_id)


def _move(matter: Matter, to: Organisation | None, cause: str, reason: str, by: Actor) -> None:
    """Ends the present hop and begins the next. Nobody has claimed it there yet; the contact stays."""
    require_known(matter, by)
    moment = now()
    before, old = matter.body_id, _keys(matter)
    if not matter.hops.filter(ended_at__isnull=True).update(ended_at=moment):
        raise Refused(_("Somebody else moved it just now. Please look again."))
    Hop.objects.create(matter=matter, organisation=to, began_at=moment, cause=cause, reason=reason.strip()[:300])
    Matter.objects.filter(pk=matter.pk).update(body=to, owner=None)
    matter.body, matter.owner = to, None
    name = to.name if to else _("the office of the community")
    words = {"body": name, "reason": reason.strip()}
    kind = Step.Kind.RETURN if cause == Hop.Cause.RETURNED else Step.Kind.HAND_OVER
    write(matter, Done(kind, _("To %(body)s: %(reason)s") % words, organisation=to), by=by)
    events = moved(of_open(matter), today(), old, _keys(matter))
    facts = {"body": to.pk if to else None}
    tell(f"matter.{cause}", matter, by=by, before={"body": before}, after=facts, events=events)


def _keys(matter: Matter) -> tuple[int, int]:
    """What is counted of a matter counts of this body and subject."""
    return matter.body_id or 0, matter.subject_id or 0


def _dispute(matter: Matter, body: Organisation, reason: str, by: Actor) -> Dispute:
    if matter.disputes.filter(decided_at__isnull=True).exists():
        raise Refused(_("The next level has been asked already."))
    line = Reporting.objects.on(today()).filter(organisation=body).select_related("line").first()
    dispute = Dispute.objects.create(
        matter=matter,
        organisation=body,
        arbiter=line.line if line else None,
        reason=reason.strip()[:300],
        asked_at=now(),
    )
    write(matter, Done(Step.Kind.RETURN, _("Disputed, the next level decides: %(reason)s") % {"reason": reason}), by=by)
    tell("matter.disputed", matter, by=by, after={"organisation": body.pk})
    return dispute


def _leading(matter: Matter) -> Responsibility | None:
    if matter.subject is None:
        return None
    return leading_at(matter.subject, on=today(), at=matter.place or matter.community)


def _require_able(matter: Matter, to: Organisation) -> None:
    if not to.holds_on(today()):
        raise Refused(_("%(body)s is no more.") % {"body": to.name})
    if matter.subject is None:
        return
    found = answer(matter.subject, on=today(), at=matter.place or matter.community)
    refusing = next((row for row in found.not_ours if row.organisation_id == to.pk), None)
    if refusing is not None:
        leads = found.leads.organisation.name if found.leads else _("not settled")
        words = {"body": to.name, "basis": refusing.basis, "source": refusing.source, "leads": leads}
        raise Refused(_("This is not a task of %(body)s: %(basis)s (%(source)s). Responsible: %(leads)s.") % words)


def _require_service(matter: Matter) -> None:
    if matter.workspace != Matter.Workspace.SERVICE:
        raise Refused(_("A matter of self-governance goes to a body only by handing it to the public services."))


def proposed(matter: Matter) -> routing.Routed:
    """Where the matter belongs by the list, with the reason."""
    return routing.route(matter.subject, at=matter.place or matter.community)
