"""From a table of places to rows of ours: what a file says, compared with what is there, and taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.circle import categories, store
from lianyi.circle.models import Candidate, Facility, Home, Network, Upload
from lianyi.dated import today
from lianyi.journal.actions import Change, record
from lianyi.places.models import Place
from lianyi.places.queries import addresses, places_below
from lianyi.scope import Actor, Refused

if TYPE_CHECKING:
    from lianyi.streets import Table

Report = Callable[[int, int], None]
MODELS: dict[str, type[Home] | type[Facility] | type[Candidate]] = {
    Upload.Kind.HOMES: Home,
    Upload.Kind.POINTS: Facility,
    Upload.Kind.CANDIDATES: Candidate,
}
BATCH = 1000


@dataclass(frozen=True)
class Row:
    """One place of a file: its number, and the values of our columns."""

    number: int
    code: str
    values: Mapping[str, Any]

    def is_like(self, known: Mapping[str, Any]) -> bool:
        return all(known.get(name) == value for name, value in self.values.items())

    def shown(self) -> dict[str, Any]:
        """For the preview: plain values, with the kind in words."""
        named = {"category": categories.category(self.values["category"]).name} if "category" in self.values else {}
        return {"row": self.number, "code": self.code, **self.values, **named}


def rows_of(table: Table, kind: str) -> list[Row]:
    """Degrees are rounded to a centimetre, so that the same file compares as the same."""
    return [
        Row(
            int(table.rows[i]),
            table.ids[i][:60],
            {
                "name": table.name[i][:120],
                "lon": round(float(table.lon[i]), 7),
                "lat": round(float(table.lat[i]), 7),
                **_more(table, i, kind),
            },
        )
        for i in range(len(table))
    ]


def _more(table: Table, i: int, kind: str) -> dict[str, Any]:
    room = int(table.capacity[i])
    capacity = {"capacity": None if room < 0 else min(room, 2_000_000_000)}
    if kind == Upload.Kind.HOMES:
        return {"residents": round(float(table.residents[i]))}
    if kind == Upload.Kind.CANDIDATES:
        return capacity
    told = int(table.accessible[i])
    return {
        **capacity,
        "category": categories.code_of(table.category[i]),
        "hours": table.hours[i][:200],
        "step_free": None if told < 0 else bool(told),
    }


def kept_rows(community: Place, kind: str) -> dict[str, dict[str, Any]]:
    """What is there, by its number. What a body keeps has its name, hours and steps there, and only its place here."""
    rows = MODELS[kind].objects.filter(community=community)
    return {str(row["code"]): dict(row) for row in rows.values()}


def take(upload: Upload, table: Table, *, by: Actor, report: Report) -> dict[str, int]:
    """Takes every row that can be used, all or nothing. Returns how many are new, changed, the same, and gone."""
    by.require_community(upload.community_id)
    rows, model = rows_of(table, upload.kind), _model_of(upload.kind)
    there = kept_rows(upload.community, upload.kind)
    places = _buildings(upload.community) if upload.kind == Upload.Kind.HOMES else {}
    fresh, changed, same = [], [], 0
    for row in rows:
        known = there.get(row.code)
        values = dict(row.values)
        if places and (place := _place_of(row, places)):
            values["place_id"] = place
        if known is None:
            fresh.append(model(community=upload.community, code=row.code, **values))
        elif all(known.get(name) == value for name, value in values.items()):
            same += 1
        else:
            changed.append(model(**{**known, **values}))
    gone = there.keys() - {row.code for row in rows} if upload.is_complete else set()
    counts = {"new": len(fresh), "changed": len(changed), "same": same, "gone": len(gone)}
    report(1, 2)
    with transaction.atomic():
        report(2, 2)
        if not Upload.objects.filter(pk=upload.pk, state=Upload.State.CHECKED).update(
            state=Upload.State.TAKEN, content=b""
        ):
            raise Refused(_("This file has been taken already."))
        model.objects.filter(community=upload.community, code__in=gone).delete()
        if changed:
            names = [field.name for field in model._meta.fields if field.name not in ("id", "community", "code")]
            model.objects.bulk_update(changed, names, batch_size=BATCH)
        model.objects.bulk_create(fresh, batch_size=BATCH)
        _tell("circle.places_taken", upload, counts, by)
    return counts


def take_network(upload: Upload, *, by: Actor) -> Network:
    """From now on these are the streets of the community."""
    by.require_community(upload.community_id)
    read = upload.report or {}
    with transaction.atomic():
        if upload.state != Upload.State.CHECKED or "digest" not in read:
            raise Refused(_("There is nothing to take from this file."))
        facts = {name: read[name] for name in ("digest", "nodes", "pieces", "metres", "findings")}
        network, _made = Network.objects.update_or_create(
            community=upload.community, defaults={"name": upload.name, **facts}
        )
        Upload.objects.filter(pk=upload.pk).update(state=Upload.State.TAKEN)
        _tell("circle.network_taken", upload, {"pieces": network.pieces, "digest": network.digest}, by)
    store.upload_path(upload.pk).unlink(missing_ok=True)
    return network


def _model_of(kind: str) -> Any:
    """One of three whose rows are made alike; which of them, no type can say."""
    return MODELS[kind]


def _buildings(community: Place) -> dict[str, int]:
    """Every way of writing a building of the tree that means one building only → its key."""
    found = list(places_below(community, on=today(), kind=Place.Kind.BUILDING))
    texts = addresses(one.pk for one in found)
    keys: dict[str, int | None] = {}
    for one in found:
        for text in {texts[one.pk].replace(" ", ""), one.name, one.code} - {""}:
            keys[text] = one.pk if text not in keys else None
    return {text: key for text, key in keys.items() if key}


def _place_of(row: Row, places: Mapping[str, int]) -> int | None:
    name = str(row.values.get("name", "")).replace(" ", "")
    return places.get(name) or places.get(row.code)


def _tell(code: str, upload: Upload, facts: Mapping[str, object], by: Actor) -> None:
    after = {"file": upload.name, "kind": upload.kind, "system": upload.system, **facts}
    record(
        code,
        by=by,
        changes=[Change(None, after)],
        subject=("circle", upload.pk),
        community_id=upload.community_id,
    )
