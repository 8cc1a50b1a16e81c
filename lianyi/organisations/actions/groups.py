"""Groups: open, correct, close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Group, Membership, Post
from lianyi.organisations.queries.bonds import bonds
from lianyi.places.models import Place
from lianyi.scope import Actor, OutOfScope, Refused

GROUP_FIELDS = ("name", "bond", "minimum", "maximum", "meets_at", "meets_when", "description")


@transaction.atomic
def open_group(
    *,
    community_id: int,
    bond: str,
    name: str,
    minimum: int,
    maximum: int,
    by: Actor,
    starts_on: date | None = None,
    place: Place | None = None,
    meets_at: str = "",
    meets_when: str = "",
    description: str = "",
    purpose: str = "",
) -> Group:
    """Opens a group. `place` is the compound or building whose people it is for; None is the whole community.

    Whether its sizes agree with the rules is the forming's affair, which can override them with a reason.
    """
    by.require_community(community_id)
    if place and community_id not in place.ancestor_ids:
        raise OutOfScope
    group = Group(
        community_id=community_id,
        bond=bond,
        name=name.strip(),
        minimum=minimum,
        maximum=maximum,
        starts_on=starts_on,
        place=place,
        meets_at=meets_at.strip(),
        meets_when=meets_when.strip(),
        description=description.strip(),
    )
    _check(group)
    group.save()
    _record("group.opened", group, {}, {**_state(group), "starts_on": starts_on}, by, purpose)
    return group


@transaction.atomic
def correct_group(group: Group, fields: Mapping[str, Any], *, by: Actor) -> Group:
    """Replaces some of `GROUP_FIELDS` and `place`."""
    by.require_community(group.community_id)
    before = _state(group)
    for name in GROUP_FIELDS:
        if name in fields:
            setattr(group, name, fields[name])
    if "place" in fields:
        group.place = fields["place"]
    if group.place and group.community_id not in group.place.ancestor_ids:
        raise OutOfScope
    _check(group)
    group.save()
    if before != _state(group):
        _record("group.corrected", group, before, _state(group), by)
    return group


@transaction.atomic
def close_group(group: Group, *, on: date, by: Actor, purpose: str = "") -> None:
    """Ends a group with its memberships and posts. `on` is the first day on which it is no more."""
    by.require_community(group.community_id)
    if group.starts_on and on < group.starts_on:
        raise Refused(_("The end lies before the start."))
    rows = (Membership.objects.filter(group=group), Post.objects.filter(group=group))
    if any(found.filter(starts_on__gt=on).exists() for found in rows):
        raise Refused(_("Somebody joins or takes a post only after that day."))
    members, _posts = (found.filter(ends_on__isnull=True).update(ends_on=on) for found in rows)
    group.ends_on = on
    group.save(update_fields=["ends_on"])
    _record("group.closed", group, {"ends_on": None}, {"ends_on": on, "members": members}, by, purpose)


def _check(group: Group) -> None:
    if not group.name:
        raise Refused(_("Please enter a name."))
    if group.bond not in {bond.code for bond in bonds()}:
        raise Refused(_("There is no such bond."))
    if group.maximum < group.minimum:
        raise Refused(_("The largest size is below the smallest."))


def _state(group: Group) -> dict[str, Any]:
    return {**{name: getattr(group, name) for name in GROUP_FIELDS}, "place": group.place_id}


def _record(
    code: str, group: Group, before: dict[str, Any], after: dict[str, Any], by: Actor, purpose: str = ""
) -> None:
    record(
        code,
        by=by,
        changes=[Change(before, after)],
        subject=("group", group.pk),
        community_id=group.community_id,
        purpose=purpose,
    )
