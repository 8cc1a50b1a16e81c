"""Corrections of many organisations at once, as an import makes them: one entry in the journal for each community."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianyi.dated import on as holds_on
from lianyi.dated import today
from lianyi.journal.actions import Change, record
from lianyi.organisations.actions.bodies import checked, facts_of
from lianyi.organisations.actions.parents import require_no_circle
from lianyi.organisations.models import Contact, Organisation, Reporting
from lianyi.organisations.queries.bodies import areas_on, changeable
from lianyi.places.queries import community_of
from lianyi.scope import Actor, OutOfScope, Refused

CHUNK = 5000  # keys in one query; databases bound the number of parameters


@transaction.atomic
def correct_organisations(corrections: Mapping[int, Mapping[str, str]], *, by: Actor, purpose: str = "") -> None:
    """Puts right some of the facts of each, by name of the field."""
    changes: dict[int, Change] = {}
    for organisation in _own(corrections, by):
        before = asdict(facts_of(organisation))
        after = checked(replace(facts_of(organisation), **corrections[organisation.pk]))
        for name, value in after.items():
            setattr(organisation, name, value)
        organisation.save()
        # The name says which one it was, also where it stays.
        changes[organisation.pk] = Change(before, {"names": [organisation.name], **after})
    _tell("organisation.many_corrected", changes, by, purpose)


@transaction.atomic
def give_lines(lines: Mapping[int, Organisation], *, since: date, by: Actor, purpose: str = "") -> None:
    """Hangs organisations that belong to no line under one from a day on. Raises Refused where that is not so."""
    own = _own(lines, by)
    for some in _chunks(lines):
        held = Reporting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=since), organisation__in=some)
        if taken := held.select_related("organisation").first():
            raise Refused(_("%(name)s belongs to a line already.") % {"name": taken.organisation.name})
    parents = dict(Reporting.objects.filter(holds_on(since)).values_list("organisation_id", "line_id"))
    for organisation in own:
        line = lines[organisation.pk]
        require_no_circle(organisation, line, parents)
        parents[organisation.pk] = line.pk
    Reporting.objects.bulk_create(Reporting(organisation=one, line=lines[one.pk], starts_on=since) for one in own)
    changes = {one.pk: Change(None, {"names": [one.name], "line": lines[one.pk].pk, "since": since}) for one in own}
    _tell("organisation.lines_given", changes, by, purpose)


@transaction.atomic
def name_contacts(names: Mapping[int, Sequence[str]], *, since: date, by: Actor, purpose: str = "") -> None:
    """Says from a day on who speaks for each organisation. Others that were named without a task no longer do.

    A contact without a task came from a list as well; one with a task was entered by somebody who knew.
    """
    own = _own(names, by)
    held: set[tuple[int, str]] = set()
    for some in _chunks(names):
        for contact in Contact.objects.on(today()).filter(organisation__in=some, side=Contact.Side.THEIRS):
            held.add((contact.organisation_id, contact.name))
            if not contact.task and contact.name not in names[contact.organisation_id]:
                contact.ends_on, contact.phone = max(since, contact.starts_on or since), ""
                contact.save()
    Contact.objects.bulk_create(
        Contact(organisation=one, side=Contact.Side.THEIRS, name=name, starts_on=since)
        for one in own
        for name in dict.fromkeys(names[one.pk])
        if (one.pk, name) not in held
    )
    changes = {one.pk: Change(None, {"names": [one.name], "side": Contact.Side.THEIRS, "since": since}) for one in own}
    _tell("organisation.contacts_named", changes, by, purpose)


def _own(keys: Iterable[int], by: Actor) -> list[Organisation]:
    """These organisations, in the order of the keys. Raises OutOfScope when one is beyond what somebody may change."""
    found: dict[int, Organisation] = {}
    wanted = list(keys)
    for some in _chunks(wanted):
        if not all(changeable(some, by).values()):
            raise OutOfScope
        found |= Organisation.objects.in_bulk(some)
    return [found[key] for key in wanted]


def _tell(code: str, changes: Mapping[int, Change], by: Actor, purpose: str) -> None:
    """Tells the journal, each change in the community that its organisation serves when it is one alone."""
    told: dict[int | None, list[Change]] = defaultdict(list)
    communities: dict[int, int | None] = {}
    for some in _chunks(changes):
        areas = areas_on(today(), some)
        for key in some:
            for area in areas.get(key, []):
                if area.pk not in communities:
                    found = community_of(area)
                    communities[area.pk] = found.pk if found else None
            served = {communities[area.pk] for area in areas.get(key, [])}
            told[served.pop() if len(served) == 1 else None].append(changes[key])
    for community, these in told.items():
        record(code, by=by, changes=these, community_id=community, purpose=purpose)


def _chunks(keys: Iterable[int]) -> list[list[int]]:
    wanted = list(keys)
    return [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
