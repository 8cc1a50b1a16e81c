"""What waits for the staff: terms that end, and elections under way. For tellers: a seat that is free."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.desk import DeskItem, waiting
from lianyi.elections.actions.tellers import free_seats
from lianyi.elections.limits import months_later
from lianyi.elections.models import Election
from lianyi.elections.queries.elections import elections_of, terms_ending
from lianyi.scope import Actor, Role
from lianyi.wording import rule


@waiting
def ending_terms(actor: Actor) -> list[DeskItem]:
    """Groups whose term ends within the months of the rule and for which no election is prepared."""
    if not actor.is_(Role.STAFF):
        return []
    months = rule("elections.term_reminder_months").number
    found = terms_ending(actor.community_ids, months_later(today(), months), today())
    page = reverse("elections:terms")
    return [DeskItem(_("Terms that end soon: prepare elections"), page, len(found), "warning")] if found else []


@waiting
def under_way(actor: Actor) -> list[DeskItem]:
    """Elections that were called, with the days until the meeting; meetings that are on."""
    items = []
    for election in elections_of(for_=actor).filter(state__in=[Election.State.CALLED, Election.State.MEETING]):
        page = reverse("elections:election", args=[election.pk])
        days = (timezone.localdate(election.meets_at) - today()).days
        if election.state == Election.State.MEETING:
            items.append(DeskItem(_("%(title)s: the meeting is on") % {"title": election.title}, page, None, "warning"))
        elif days >= 0:
            items.append(DeskItem(_("%(title)s: days until the meeting") % {"title": election.title}, page, days))
        else:
            items.append(DeskItem(_("%(title)s: the day has passed") % {"title": election.title}, page, None, "error"))
    return items


@waiting
def seats_to_take(actor: Actor) -> list[DeskItem]:
    """The count this teller is asked to, while the seat is free."""
    page = reverse("elections:enter_code")
    return [
        DeskItem(_("%(title)s: take your seat at the count") % {"title": title}, page, None, "warning")
        for title in sorted({seat.election.title for seat in free_seats(actor)})
    ]
