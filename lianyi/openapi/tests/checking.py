"""Documents against the published schemas (see `schemas/README.md`), and, stricter than these, no unknown fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft3Validator, Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT3, DRAFT202012

SCHEMAS = Path(__file__).parent / "schemas"
POPOLO = "http://www.popoloproject.com/schemas/"
OURS_TOO = {"service_at_location": {"service"}, "organization": {"services"}}  # in the compiled schemas of the API only


def faults_of_popolo(document: dict[str, list[Any]]) -> list[str]:
    """What is wrong with a Popolo file: each list against the schema of its class."""
    classes = {
        "organizations": "organization",
        "persons": "person",
        "posts": "post",
        "memberships": "membership",
        "areas": "area",
    }
    found = [f"unknown list {name}" for name in set(document) - set(classes)]
    for name, entries in document.items():
        schema = schema_of("popolo", classes[name])
        check = Draft3Validator(schema, registry=_popolo(), format_checker=FormatChecker())
        for entry in entries:
            found += [f"{name}: {fault.message}" for fault in check.iter_errors(entry)]
            found += [f"{name}: {fault}" for fault in unknown_fields("popolo", classes[name], entry)]
    return found


def faults_of_hsds(name: str, entry: Any) -> list[str]:
    """What is wrong with an entry of HSDS; `name` is a schema, such as "service" or "service_list"."""
    check = Draft202012Validator(schema_of("hsds", name), registry=_hsds(), format_checker=FormatChecker())
    return [fault.message for fault in check.iter_errors(entry)] + list(unknown_fields("hsds", name, entry))


def unknown_fields(folder: str, name: str, entry: dict[str, Any]) -> Iterator[str]:
    """The fields of an entry, and of what lies in it, that its schema does not name."""
    yield from _unknown(folder, schema_of(folder, name), name, entry)


@cache
def schema_of(folder: str, name: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / folder / f"{name}.json").read_text(encoding="utf-8"))


def _unknown(folder: str, schema: dict[str, Any], name: str, entry: dict[str, Any]) -> Iterator[str]:
    for field, value in entry.items():
        below = schema["properties"].get(field)
        if below is None and field in OURS_TOO.get(name, ()):
            below = {"$ref": "service.json"}
        if below is None:
            yield f"unknown field {field}"
            continue
        below = below.get("items", below) if isinstance(value, list) else below
        named = Path(below["$ref"].rstrip("#")).stem if "$ref" in below else name
        inner = schema_of(folder, named) if "$ref" in below else below
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "properties" in inner:
                yield from _unknown(folder, inner, named, one)


@cache
def _hsds() -> Registry[Any]:
    files = [(path.name, json.loads(path.read_text(encoding="utf-8"))) for path in (SCHEMAS / "hsds").glob("*.json")]
    return Registry().with_resources([(name, DRAFT202012.create_resource(file)) for name, file in files])


@cache
def _popolo() -> Registry[Any]:
    names = [path.stem for path in (SCHEMAS / "popolo").glob("*.json")]
    return Registry().with_resources(
        [(f"{POPOLO}{name}.json", DRAFT3.create_resource(schema_of("popolo", name))) for name in names]
    )
