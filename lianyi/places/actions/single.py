"""One place at a time: add, rename, move, close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.places import queries
from lianyi.places.models import Place
from lianyi.places.region_codes import checked_region_code
from lianyi.scope import Actor, OutOfScope, Refused

# A place may only hold smaller ones; levels may be left out.
ORDER = list(Place.Kind)


@transaction.atomic
def add_place(
    *, parent: Place | None, kind: str, name: str, by: Actor, code: str = "", starts_on: date | None = None
) -> Place:
    """Adds a place below another (None: a root region)."""
    place = Place(parent=parent, kind=kind, name=name.strip(), code=code.strip(), starts_on=starts_on)
    place.path = parent.path if parent else "/"
    _require(place, by)
    _check(place)
    _save(place)
    place.path += f"{place.pk}/"
    place.save(update_fields=["path"])
    _record("place.added", place, by, {}, {"name": place.name, "kind": place.kind, "parent": place.parent_id})
    return place


@transaction.atomic
def rename_place(place: Place, *, name: str, by: Actor, code: str | None = None) -> Place:
    _require(place, by)
    before = {"name": place.name, "code": place.code}
    place.name, place.code = name.strip(), place.code if code is None else code.strip()
    _check(place)
    _save(place)
    _record("place.renamed", place, by, before, {"name": place.name, "code": place.code})
    return place


@transaction.atomic
def move_place(place: Place, *, to: Place, by: Actor) -> Place:
    """Hangs a place, with everything below it, under another one."""
    _require(place, by)
    if place.pk in to.ancestor_ids:
        raise Refused(_("A place cannot lie within itself."))
    old, before = place.path, place.parent_id
    place.parent, place.path = to, f"{to.path}{place.pk}/"
    _require(place, by)
    _check(place)
    subtree = Place.objects.filter(path__gte=old, path__lt=old[:-1] + "0")
    _save(place)
    tail = Substr(F("path"), len(old) + 1, output_field=CharField())
    subtree.exclude(pk=place.pk).update(path=Concat(Value(place.path), tail, output_field=CharField()))
    _record("place.moved", place, by, {"parent": before}, {"parent": to.pk})
    return place


@transaction.atomic
def close_place(place: Place, *, on: date, by: Actor) -> Place:
    """Ends a place and what lies below it. `on` is the first day on which it is no more."""
    _require(place, by)
    if place.starts_on and on < place.starts_on:
        raise Refused(_("The end lies before the start."))
    open_below = Place.objects.within(place).filter(ends_on__isnull=True)
    living = open_below.filter(residences__ends_on__isnull=True, residences__isnull=False).distinct().count()
    if living:
        raise Refused(_("People still live here. Please enter first where they moved."))
    if open_below.filter(starts_on__gt=on).exists():
        raise Refused(_("Something within this place begins only after that day."))
    closed = open_below.update(ends_on=on)
    place.ends_on = on
    _record("place.closed", place, by, {"ends_on": None}, {"ends_on": on, "places": closed})
    return place


def _require(place: Place, by: Actor) -> None:
    if not queries.may_change(place, by):
        raise OutOfScope


def _check(place: Place) -> None:
    if not place.name:
        raise Refused(_("Please enter a name."))
    if place.kind in queries.UPPER:
        place.code = checked_region_code(place.code, place.parent.code if place.parent else "")
    if place.parent and ORDER.index(Place.Kind(place.kind)) < ORDER.index(Place.Kind(place.parent.kind)):
        raise Refused(_("A %(kind)s cannot lie there.") % {"kind": place.get_kind_display()})


def _save(place: Place) -> None:
    same = Place.objects.filter(parent=place.parent, name=place.name, ends_on__isnull=True).exclude(pk=place.pk)
    taken = Refused(_("“%(name)s” is there already.") % {"name": place.name})
    if same.exists():
        raise taken
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as clash:  # somebody else was quicker
        raise taken from clash


def _record(code: str, place: Place, by: Actor, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    community = queries.community_of(place)
    record(
        code,
        by=by,
        changes=[Change(before, after)],
        subject=("place", place.pk),
        community_id=community.pk if community else None,
    )
