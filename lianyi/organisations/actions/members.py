"""Joining and leaving groups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Group, Membership, Post
from lianyi.people.models import Person
from lianyi.people.queries import person as find_person
from lianyi.scope import Actor, OutOfScope, Refused


class Joining(NamedTuple):
    """Somebody who is to belong to a group."""

    group_id: int
    person_id: int


@transaction.atomic
def join_group(group: Group, person_id: int, *, since: date, by: Actor, purpose: str = "") -> Membership:
    """From a day on somebody belongs to a group. Other memberships stay as they are."""
    by.require_community(group.community_id)
    person = find_person(person_id, for_=by)
    if person.community_id != group.community_id:
        raise OutOfScope
    _require_open(group, since)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(group=group, person=person, starts_on=since)
    except IntegrityError as clash:
        raise Refused(_("%(name)s belongs to this group already.") % {"name": person.name}) from clash
    change = Change(None, {"group": group.pk, "since": since}, person.pk)
    _record("group.joined", group, change, by, purpose)
    return membership


@transaction.atomic
def leave_group(group: Group, person_id: int, *, on: date, by: Actor, purpose: str = "") -> None:
    """Ends a membership, and the posts held in the group. `on` is the first day without it."""
    by.require_community(group.community_id)
    membership = Membership.objects.filter(group=group, person=person_id, ends_on__isnull=True).first()
    if membership is None:
        raise OutOfScope
    if membership.starts_on and on < membership.starts_on:
        raise Refused(_("The end lies before the start."))
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])
    held = Post.objects.filter(group=group, person=person_id, ends_on__isnull=True)
    held.filter(starts_on__gt=on).delete()
    held.update(ends_on=on)
    change = Change({"group": group.pk}, {"ends_on": on}, person_id)
    _record("group.left", group, change, by, purpose)


@transaction.atomic
def join_many(
    joinings: Iterable[Joining], *, community_id: int, since: date, by: Actor, replaces: bool = True, purpose: str = ""
) -> int:
    """Puts many people into groups, as a published formation does. Returns how many memberships are new.

    With `replaces` every other membership of these people ends on the same day. One journal entry has a part for each.
    """
    by.require_community(community_id)
    wanted = list(dict.fromkeys(joinings))
    _require_of_community(wanted, community_id)
    persons = {joining.person_id for joining in wanted}
    open_now = list(Membership.objects.filter(person__in=persons, ends_on__isnull=True))
    there = {Joining(row.group_id, row.person_id) for row in open_now}
    stay, new = set(wanted), [joining for joining in wanted if joining not in there]
    ended = [row for row in open_now if replaces and Joining(row.group_id, row.person_id) not in stay]
    if any(row.starts_on and row.starts_on > since for row in ended):
        raise Refused(_("Somebody joins or takes a post only after that day."))
    Membership.objects.filter(pk__in=[row.pk for row in ended]).update(ends_on=since)
    Membership.objects.bulk_create(
        [Membership(**joining._asdict(), starts_on=since) for joining in new], batch_size=1000
    )
    before: dict[int, list[int]] = {}
    for row in ended:
        before.setdefault(row.person_id, []).append(row.group_id)
    changes = [Change({"groups": before.get(one, [])}, {"group": group, "since": since}, one) for group, one in new]
    if changes:
        record("group.many_joined", by=by, changes=changes, community_id=community_id, purpose=purpose)
    return len(new)


def _require_of_community(wanted: list[Joining], community_id: int) -> None:
    groups, persons = {one.group_id for one in wanted}, {one.person_id for one in wanted}
    known = Person.objects.filter(community=community_id, erased_at=None)
    for found, keys in ((Group.objects.filter(community=community_id), groups), (known, persons)):
        if found.filter(pk__in=keys).count() != len(keys):
            raise OutOfScope


def _require_open(group: Group, since: date) -> None:
    if not group.holds_on(since):
        raise Refused(_("This group does not exist on that day."))


def _record(code: str, group: Group, change: Change, by: Actor, purpose: str) -> None:
    record(
        code,
        by=by,
        changes=[change],
        subject=("group", group.pk),
        community_id=group.community_id,
        purpose=purpose,
    )
