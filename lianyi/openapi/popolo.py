"""The directory as Popolo (https://www.popoloproject.com/specs/): organisations, posts, memberships, areas."""

from __future__ import annotations

from datetime import date
from typing import Any

from lianyi.openapi.ids import Ids, ids
from lianyi.openapi.queries import Directory, directory_on
from lianyi.openapi.showing import CODE_SCHEME, names_holders, shown_address, shown_phone
from lianyi.organisations.models import Office, Organisation, Reporting
from lianyi.organisations.models.naming import split_names
from lianyi.places.models import Place

Json = dict[str, Any]


def popolo(day: date) -> Json:
    """Everything at once, the state of a day."""
    found, key = directory_on(day), ids()
    named = [one for one in found.offices if one.pk in found.named and names_holders(one.organisation)]
    parents = {row.organisation_id: row.line_id for row in found.lines if row.holds_on(day)}
    return {
        "organizations": [_organization(one, found, parents, key) for one in found.bodies],
        "areas": [_area(place, key) for place in found.places.values()],
        "posts": list({post["id"]: post for post in (_post(one, key) for one in found.offices)}.values()),
        "persons": list({person["id"]: person for person in (_person(one, key) for one in named)}.values()),
        "memberships": [_line(row, key) for row in found.lines] + [_holding(one, key) for one in named],
    }


def _organization(body: Organisation, found: Directory, parents: dict[int, int], key: Ids) -> Json:
    areas = found.served.get(body.pk, [])
    parent = parents.get(body.pk) if body.holds_on(found.day) else None
    return _without_gaps(
        {
            "id": key.of("organisation", body.pk),
            "name": body.name,
            "classification": body.kind,
            "other_names": [{"name": name} for name in split_names(body.also_called)],
            "identifiers": [{"scheme": CODE_SCHEME, "identifier": body.code}] if body.code else [],
            "founding_date": _day(body.starts_on),
            "dissolution_date": _day(body.ends_on),
            "parent_id": key.of("organisation", parent) if parent else None,
            # The standard knows one area. Of those that serve several none is more true than the others.
            "area_id": key.of("area", areas[0].pk) if len(areas) == 1 else None,
            "contact_details": _contact_details(body),
        }
    )


def _contact_details(body: Organisation) -> list[Json]:
    details = (("voice", shown_phone(body, body.phone)), ("address", shown_address(body)))
    return [{"type": kind, "value": value} for kind, value in details if value]


def _area(place: Place, key: Ids) -> Json:
    return _without_gaps(
        {
            "id": key.of("area", place.pk),
            "name": place.name,
            "identifier": place.code,
            "classification": place.kind,
            "parent_id": key.of("area", place.parent_id) if place.parent_id else None,
        }
    )


def _post(office: Office, key: Ids) -> Json:
    return {
        "id": _post_id(office, key),
        "label": office.title,
        "role": office.title,
        "organization_id": key.of("organisation", office.organisation_id),
    }


def _person(office: Office, key: Ids) -> Json:
    return {"id": _person_id(office, key), "name": office.holder}


def _line(row: Reporting, key: Ids) -> Json:
    """That a body belongs to a line, from and to."""
    body = key.of("organisation", row.organisation_id)
    return _without_gaps(
        {
            "id": key.of("line", row.pk),
            "member": {"@type": "Organization", "id": body},
            "organization_id": key.of("organisation", row.line_id),
            "start_date": _day(row.starts_on),
            "end_date": _day(row.ends_on),
        }
    )


def _holding(office: Office, key: Ids) -> Json:
    """That somebody holds a public office."""
    return _without_gaps(
        {
            "id": key.of("office", office.pk),
            "person_id": _person_id(office, key),
            "organization_id": key.of("organisation", office.organisation_id),
            "post_id": _post_id(office, key),
            "role": office.title,
            "start_date": _day(office.starts_on),
            "end_date": _day(office.ends_on),
        }
    )


def _post_id(office: Office, key: Ids) -> str:
    return key.of("post", office.organisation_id, office.title)


def _person_id(office: Office, key: Ids) -> str:
    """Holders are known by name only: one name in one body is one person, across bodies nobody can tell."""
    return key.of("holder", office.organisation_id, office.holder)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _without_gaps(values: Json) -> Json:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
