"""From a folder of dated YAML files to the playbooks of one world on one day."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from lianyi.playbooks.playbook import Body, Playbook, Step
from lianyi.playbooks.schema import PlaybookReader, Versions
from lianyi.rules import Rule, RulesInForce, rule_book, rule_pack_ids
from lianyi.rules.source import Reader, read_mapping

PLAYBOOKS = Path(__file__).parent
_BODIES = "bodies.yaml"
_FILE_NAME = re.compile(r"([a-z][a-z0-9-]{1,39})@([0-9]{4}-[0-9]{2}-[0-9]{2})\.yaml")


def load_playbooks(rule_pack_name: str, on: date, *, folder: Path = PLAYBOOKS) -> list[Playbook]:
    """Return the playbooks that serve a rule pack on a day, by key, each in the version in force then.

    A playbook may name rules of a city; where these are not in force in the pack on that day, its steps come without
    them and without the days they would set. Files are kept once read: restart after changing one.

    Raises:
        PackError: any file of the folder is not as it must be, or there is no such rule pack.
    """
    book = rule_book(rule_pack_name)
    served, in_force = {layer.id for layer in book.layers}, book.on(on)
    newest = {one.key: one for one in _read_folder(folder) if one.effective_from <= on}
    return [_in_force(one, in_force) for one in newest.values() if served.intersection(one.rule_packs)]


def _in_force(playbook: Playbook, rules: RulesInForce) -> Playbook:
    def narrowed(step: Step) -> Step:
        dues = tuple(due for due in step.dues if due.rule in rules)
        return replace(step, rules=tuple(rule_id for rule_id in step.rules if rule_id in rules), dues=dues)

    return replace(playbook, steps=tuple(narrowed(step) for step in playbook.steps))


@lru_cache(maxsize=8)
def _read_folder(folder: Path) -> tuple[Playbook, ...]:
    """Every version of every playbook, by key, oldest first."""
    bodies, rules = _read_bodies(folder), _all_rules()
    found = (_read_file(path, bodies, rules) for path in folder.glob("*.y*ml") if path.name != _BODIES)
    return tuple(sorted(found, key=lambda playbook: (playbook.key, playbook.effective_from)))


def _read_file(path: Path, bodies: dict[str, Body], rules: Versions) -> Playbook:
    reader = PlaybookReader(path.name, bodies, rules, rule_pack_ids())
    named = _FILE_NAME.fullmatch(path.name)
    try:
        effective_from = date.fromisoformat(named[2]) if named else None
    except ValueError:
        effective_from = None
    if named is None or effective_from is None:
        raise reader.fail("file name", "must be <key>@<effective-from>.yaml, as owners-committee@2021-01-01.yaml")
    return reader.playbook(named[1], effective_from, read_mapping(path, path.name))


def _read_bodies(folder: Path) -> dict[str, Body]:
    reader = Reader(_BODIES)
    names = read_mapping(folder / _BODIES, _BODIES)
    return {id_: Body(id_, reader.bilingual(name, id_)) for id_, name in names.items()}


def _all_rules() -> Versions:
    """Every version of every rule in any pack we ship: a playbook may name what holds in one city only."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rule_id, rule in _every_rule():
        found[rule_id] = (*found.get(rule_id, ()), rule)
    return found


def _every_rule() -> Iterator[tuple[str, Rule]]:
    for pack_id in rule_pack_ids():
        for rule_id, versions in rule_book(pack_id).layers[0].versions.items():
            yield from ((rule_id, rule) for rule in versions)
