"""The two parents of an organisation: the line it belongs to and the areas it serves, each from a day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianyi.dated import Dated
from lianyi.organisations.actions.bodies import require_areas, require_own, tell
from lianyi.organisations.models import Organisation, Reporting, Serving
from lianyi.places.models import Place
from lianyi.scope import Actor, Refused


@transaction.atomic
def report_to(organisation: Organisation, line: Organisation | None, *, since: date, by: Actor) -> None:
    """Hangs an organisation under another line from a day on; None: under none.

    Raises Refused for a circle, or when something is planned after that day already.
    """
    require_own(organisation, by)
    _require_nothing_later(Reporting.objects.filter(organisation=organisation), since)
    if line is not None:
        parents = dict(Reporting.objects.on(since).values_list("organisation_id", "line_id"))
        require_no_circle(organisation, line, parents)
    held = Reporting.objects.filter(organisation=organisation).on(since).first()
    if (held.line_id if held else None) == (line.pk if line else None):
        return
    if held:
        _end(held, since)
    if line is not None:
        Reporting.objects.create(organisation=organisation, line=line, starts_on=since)
    before = {"line": held.line_id if held else None}
    tell("organisation.line_changed", organisation, before, {"line": line.pk if line else None, "since": since}, by)


@transaction.atomic
def serve(organisation: Organisation, areas: Iterable[Place], *, since: date, by: Actor) -> None:
    """From a day on an organisation serves these areas and no others."""
    require_own(organisation, by)
    wanted = {area.pk: area for area in areas}
    require_areas(list(wanted.values()), by)
    rows = Serving.objects.filter(organisation=organisation)
    _require_nothing_later(rows, since)
    held = {row.area_id: row for row in rows.on(since)}
    if set(held) == set(wanted):
        return
    for key in held.keys() - wanted.keys():
        _end(held[key], since)
    new = [area for key, area in wanted.items() if key not in held]
    Serving.objects.bulk_create(Serving(organisation=organisation, area=area, starts_on=since) for area in new)
    before, after = {"areas": sorted(held)}, {"areas": sorted(wanted), "since": since}
    tell("organisation.areas_changed", organisation, before, after, by)


def _end(row: Dated, on: date) -> None:
    """A row that would have held for no day at all never held."""
    if row.starts_on == on:
        row.delete()
        return
    row.ends_on = on
    row.save(update_fields=["ends_on"])


def _require_nothing_later(rows: object, since: date) -> None:
    later = Q(starts_on__gt=since) | Q(ends_on__gt=since)
    if rows.filter(later).exists():  # type: ignore[attr-defined]
        raise Refused(_("Something else is entered for a later day. Choose a day after it."))


def require_no_circle(organisation: Organisation, line: Organisation, parents: Mapping[int, int]) -> None:
    """Raises Refused when a line belongs to the organisation itself. `parents`: organisation → line."""
    above: int | None = line.pk
    while above is not None:
        if above == organisation.pk:
            raise Refused(_("An organisation cannot report to itself."))
        above = parents.get(above)
