"""Organisations and the bonds an installation adds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Bond, Organisation
from lianyi.organisations.queries.bonds import bonds
from lianyi.places.models import Place
from lianyi.places.queries import community_of, may_see
from lianyi.scope import Actor, OutOfScope, Refused, Role


@transaction.atomic
def add_organisation(
    *, name: str, by: Actor, line: Organisation | None = None, area: Place | None = None, starts_on: date | None = None
) -> Organisation:
    """Adds a body that belongs to a line and serves an area. Staff may do so for areas within their communities."""
    _require(area, by)
    organisation = Organisation(name=_named(name), line=line, area=area, starts_on=starts_on)
    organisation.save()
    after = {"name": organisation.name, "line": organisation.line_id, "area": organisation.area_id}
    _record("organisation.added", organisation, {}, after, by)
    return organisation


@transaction.atomic
def correct_organisation(
    organisation: Organisation, *, name: str, line: Organisation | None, area: Place | None, by: Actor
) -> Organisation:
    _require(organisation.area, by)
    _require(area, by)
    before = {"name": organisation.name, "line": organisation.line_id, "area": organisation.area_id}
    organisation.name, organisation.line, organisation.area = _named(name), line, area
    above = line
    while above is not None:
        if above.pk == organisation.pk:
            raise Refused(_("An organisation cannot report to itself."))
        above = above.line
    organisation.save()
    after = {"name": organisation.name, "line": organisation.line_id, "area": organisation.area_id}
    _record("organisation.corrected", organisation, before, after, by)
    return organisation


@transaction.atomic
def close_organisation(organisation: Organisation, *, on: date, by: Actor) -> None:
    """Ends an organisation. `on` is the first day on which it is no more."""
    _require(organisation.area, by)
    if organisation.starts_on and on < organisation.starts_on:
        raise Refused(_("The end lies before the start."))
    organisation.ends_on = on
    organisation.save(update_fields=["ends_on"])
    _record("organisation.closed", organisation, {"ends_on": None}, {"ends_on": on}, by)


@transaction.atomic
def add_bond(*, code: str, name_zh: str, name_en: str, by: Actor) -> Bond:
    """Adds a bond to those of the vocabulary pack, for the whole installation."""
    if not by.is_(Role.ADMIN, Role.SYSTEM):
        raise OutOfScope
    if code in {bond.code for bond in bonds()}:
        raise Refused(_("“%(name)s” is there already.") % {"name": code})
    bond = Bond.objects.create(code=code, name_zh=name_zh.strip(), name_en=name_en.strip())
    after = {"code": code, "name_zh": bond.name_zh, "name_en": bond.name_en}
    record("bond.added", by=by, changes=[Change(None, after)], subject=("bond", bond.pk))
    return bond


def _named(name: str) -> str:
    if not name.strip():
        raise Refused(_("Please enter a name."))
    return name.strip()


def _require(area: Place | None, by: Actor) -> None:
    """Bodies without an area, or with one above the communities, are the administrator's."""
    if by.is_(Role.SYSTEM, Role.ADMIN):
        return
    if area is None or not may_see(area, by) or not any(by.works_for(key) for key in area.ancestor_ids):
        raise OutOfScope


def _record(
    code: str, organisation: Organisation, before: Mapping[str, object], after: Mapping[str, object], by: Actor
) -> None:
    community = community_of(organisation.area) if organisation.area else None
    record(
        code,
        by=by,
        changes=[Change(before, after)],
        subject=("organisation", organisation.pk),
        community_id=community.pk if community else None,
    )
