"""Making a draft the result: groups are opened, people join them, and a window for objections begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups.checking import Obstacles, obstacles
from lianyi.groups.models import Draft, Formation, ProposedGroup, Publication
from lianyi.journal.actions import Change, record
from lianyi.organisations.actions.groups import close_group, open_group
from lianyi.organisations.actions.members import Joining, join_many, leave_group
from lianyi.scope import Actor, Refused
from lianyi.wording import rule

PURPOSE = "forming"


@dataclass(frozen=True)
class Consent:
    """What the organiser says about the obstacles. `unplaced`: serial -> why this person stays without a group."""

    override_reason: str = ""
    unplaced: Mapping[int, str] = field(default_factory=dict)
    outdated_confirmed: bool = False


@transaction.atomic
def publish_formation(draft: Draft, consent: Consent | None = None, *, by: Actor) -> Publication:
    """Publishes a draft as the next version of its round's result. Earlier versions stay readable."""
    by.require_community(draft.formation.community_id)
    if draft.state != Draft.State.READY:
        raise Refused(_("This draft is not ready."))
    formation = Formation.objects.select_for_update().get(pk=draft.formation_id)
    if draft.publications.exists():
        raise Refused(_("This draft is published already."))
    draft.formation = formation
    found = obstacles(draft)
    consent = consent or Consent()
    _require_settled(found, consent)
    last = formation.publications.order_by("-version").first()
    day = _first_day(formation, last)
    _carry_out(draft, day, by)
    formation.state = Formation.State.PUBLISHED
    formation.save(update_fields=["state"])
    publication = Publication.objects.create(
        formation=formation,
        version=last.version + 1 if last else 1,
        draft=draft,
        published_at=timezone.now(),
        objections_until=today() + timedelta(days=rule("forming.objection_days").number),
        figures=draft.summary["figures"],
        override_reason=consent.override_reason.strip() if found.needs_reason else "",
        unplaced=[{"serial": serial, "reason": consent.unplaced[serial].strip()} for serial in found.unplaced],
    )
    _record(publication, found, by)
    return publication


def _require_settled(found: Obstacles, consent: Consent) -> None:
    if found.is_open:
        raise Refused(_("Forms are still coming in. Close the round first."))
    if found.refused:
        raise Refused(_("A rule that may not be overridden is not met."))
    if found.needs_reason and not consent.override_reason.strip():
        raise Refused(_("Limits are broken. Say why this is published all the same, or change the draft."))
    if any(not consent.unplaced.get(serial, "").strip() for serial in found.unplaced):
        raise Refused(_("Some people have no group. Say for each of them why, or find a place."))
    if found.outdated and not consent.outdated_confirmed:
        raise Refused(_("Forms have changed since this draft was computed. Confirm that it is published as it is."))


def _first_day(formation: Formation, last: Publication | None) -> date:
    """The round's own first day; a later version holds from today, unless that day is still to come."""
    starts_on = formation.starts_on or today()
    return starts_on if last is None else max(starts_on, today())


def _carry_out(draft: Draft, day: date, by: Actor) -> None:
    """Brings groups and memberships in line with the draft."""
    used: dict[int, list[int]] = {}
    rows = draft.placements.filter(proposed__isnull=False, form__person__erased_at=None)
    for proposed_id, person_id in rows.order_by("form__serial").values_list("proposed_id", "form__person_id"):
        used.setdefault(proposed_id, []).append(person_id)
    joinings: list[Joining] = []
    for proposed in draft.formation.proposed.select_related("place", "group"):
        if proposed.pk in used:
            group_id = _opened(proposed, draft.formation, day, by)
            joinings += [Joining(group_id, person_id) for person_id in used[proposed.pk]]
    join_many(joinings, community_id=draft.formation.community_id, since=day, by=by, purpose=PURPOSE)
    _let_go(draft, day, by)
    _close_unused(draft, set(used), day, by)


def _opened(proposed: ProposedGroup, formation: Formation, day: date, by: Actor) -> int:
    """The key of the group behind a proposal; opened now when there is none that goes on."""
    if proposed.group and proposed.group.ends_on is None:
        return proposed.group.pk
    group = open_group(
        community_id=formation.community_id,
        bond=proposed.bond,
        name=proposed.name,
        minimum=proposed.minimum,
        maximum=proposed.maximum,
        starts_on=day,
        place=proposed.place,
        meets_at=proposed.meets_at,
        meets_when=proposed.meets_when,
        description=proposed.description,
        by=by,
        purpose=PURPOSE,
    )
    proposed.group = group
    proposed.save(update_fields=["group"])
    return group.pk


def _let_go(draft: Draft, day: date, by: Actor) -> None:
    """Whoever an earlier version had placed and this one has not leaves the group."""
    placed = draft.placements.filter(proposed__isnull=False).values_list("form__person_id", flat=True)
    for proposed in _published_before(draft.formation):
        group = proposed.group
        those_of_round = group.memberships.filter(ends_on=None, person__wish_forms__formation=draft.formation)
        for person_id in those_of_round.exclude(person__in=placed).values_list("person_id", flat=True):
            leave_group(group, person_id, on=day, by=by, purpose=PURPOSE)


def _close_unused(draft: Draft, used: set[int], day: date, by: Actor) -> None:
    """Groups that an earlier version had opened and this one has not end, unless somebody from elsewhere is in them."""
    for proposed in _published_before(draft.formation).exclude(pk__in=used):
        group = proposed.group
        if not group.memberships.filter(ends_on=None).exists():
            close_group(group, on=max(day, group.starts_on or day), by=by, purpose=PURPOSE)


def _published_before(formation: Formation) -> QuerySet[Any]:
    """The proposals whose groups an earlier version of this round opened, or went on with, and that still exist."""
    opened = formation.proposed.filter(group__isnull=False, group__ends_on=None)
    return opened.filter(placements__draft__publications__formation=formation).distinct().select_related("group")


def _record(publication: Publication, found: Obstacles, by: Actor) -> None:
    formation, draft = publication.formation, publication.draft
    facts = {
        "version": publication.version,
        "draft": draft.number,
        "objections_until": publication.objections_until,
        "override_reason": publication.override_reason,
        "broken": len(found.broken) + len(found.missed),
        "outdated": len(found.outdated),
    }
    people = dict(formation.forms.filter(serial__in=found.unplaced).values_list("serial", "person_id"))
    left = [Change(after={"unplaced": one["reason"]}, person_id=people[one["serial"]]) for one in publication.unplaced]
    record(
        "formation.published",
        by=by,
        changes=[Change(after=facts), *left],
        subject=("formation", formation.pk),
        community_id=formation.community_id,
        purpose=publication.override_reason,
    )
