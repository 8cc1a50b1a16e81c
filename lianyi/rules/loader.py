"""From folders of dated YAML files to a RuleBook."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from lianyi.rules.book import Layer, RuleBook
from lianyi.rules.rule import Rule
from lianyi.rules.schema import FileFacts, end_date, parse_rule
from lianyi.rules.source import PackError, Reader, read_mapping
from lianyi.rules.wording import Bilingual

PACKS = Path(__file__).parent / "packs"
LOCAL_LAYER = "local"
_LOCAL_TITLE = Bilingual("本单位设定", "Set by this office")
_FILE_NAME = re.compile(r"[a-z][a-z0-9-]*@([0-9]{4}-[0-9]{2}-[0-9]{2})\.yaml")
_MANIFEST = "pack.yaml"


def rule_book(pack_id: str, overlays: Iterable[Path] = (), *, packs: Path = PACKS) -> RuleBook:
    """Return the rules of a pack, over those of the packs it extends, under those of an office's own folders.

    `overlays` are folders of files like ours, the first one prevailing. An overlay states whole rules with their own
    source; it may only restate ids the pack knows, keeps their type, and cannot make a binding rule overridable. Books
    are kept once read: restart after changing a file.

    Raises:
        PackError: a file is not as it must be, the pack or a parent is missing, or packs extend one another in a ring.
    """
    return _read_book(pack_id, tuple(overlays), packs)


def rule_pack_ids(packs: Path = PACKS) -> tuple[str, ...]:
    """Return the ids of all rule packs in a folder."""
    return tuple(sorted(manifest.parent.name for manifest in packs.glob(f"*/{_MANIFEST}")))


@lru_cache(maxsize=32)
def _read_book(pack_id: str, overlays: tuple[Path, ...], packs: Path) -> RuleBook:
    layers = _with_parents(pack_id, packs)
    for folder in reversed(overlays):
        versions = _read_versions(folder, LOCAL_LAYER)
        _require_within_bounds(versions, layers)
        layers = [Layer(LOCAL_LAYER, _LOCAL_TITLE, versions), *layers]
    return RuleBook(pack_id, tuple(layers))


def _with_parents(pack_id: str, packs: Path) -> list[Layer]:
    layers: list[Layer] = []
    wanted: str | None = pack_id
    while wanted is not None:
        label = f"{wanted}/{_MANIFEST}"
        if any(layer.id == wanted for layer in layers):
            raise PackError(label, ("extends itself through its parents",))
        title, parent = _read_manifest(packs / wanted / _MANIFEST, label)
        layers.append(Layer(wanted, title, _read_versions(packs / wanted, wanted)))
        wanted = parent
    return layers


def _read_manifest(path: Path, label: str) -> tuple[Bilingual, str | None]:
    content, reader = read_mapping(path, label), Reader(label)
    reader.keys(content, "the file", ("title",), ("extends",))
    parent = reader.text(content["extends"], "extends") if "extends" in content else None
    return reader.bilingual(content["title"], "title"), parent


def _read_versions(folder: Path, layer: str) -> Mapping[str, tuple[Rule, ...]]:
    if not folder.is_dir():
        raise PackError(layer, ("the folder of rules is missing",))
    collected: dict[str, list[Rule]] = {}
    for path in sorted(folder.glob("*.y*ml")):
        if path.name != _MANIFEST:
            for rule in _read_file(path, layer):
                collected.setdefault(rule.id, []).append(rule)
    return MappingProxyType({rule_id: _in_succession(collected[rule_id]) for rule_id in sorted(collected)})


def _read_file(path: Path, layer: str) -> list[Rule]:
    label = f"{layer}/{path.name}"
    reader = Reader(label)
    named = _FILE_NAME.fullmatch(path.name)
    try:
        effective_from = date.fromisoformat(named[1]) if named else None
    except ValueError:
        effective_from = None
    if effective_from is None:
        raise reader.fail("file name", "must be <domain>@<effective-from>.yaml, as elections@2020-07-13.yaml")
    content = read_mapping(path, label)
    reader.keys(content, "the file", ("rules",), ("source", "effective_to"))
    source = reader.bilingual(content["source"], "source") if "source" in content else None
    ends = end_date(reader, content.get("effective_to"), "the file")
    facts = FileFacts(layer, label, effective_from, ends, source)
    return [parse_rule(rule_id, raw, facts) for rule_id, raw in reader.mapping(content["rules"], "rules").items()]


def _in_succession(versions: list[Rule]) -> tuple[Rule, ...]:
    """Order a rule's versions: one without an end gives way to its successor, one with an end must stop before it."""
    ordered = sorted(versions, key=lambda rule: rule.effective_from)
    for i, (earlier, later) in enumerate(pairwise(tuple(ordered))):
        eve = later.effective_from - timedelta(days=1)
        overlaps = earlier.effective_to is not None and earlier.effective_to > eve
        if overlaps or earlier.effective_from == later.effective_from:
            raise PackError(later.origin, (f"{later.id}: overlaps the version in {earlier.origin}",))
        ordered[i] = replace(earlier, effective_to=earlier.effective_to or eve)
    return tuple(ordered)


def _require_within_bounds(local: Mapping[str, tuple[Rule, ...]], layers: Sequence[Layer]) -> None:
    for rule in (rule for versions in local.values() for rule in versions):
        hidden = _hidden_by(rule, layers)
        if not hidden:
            raise PackError(rule.origin, (f"{rule.id}: the pack has no such rule to restate at that time",))
        for base in hidden:
            if base.kind is not rule.kind:
                raise PackError(rule.origin, (f"{rule.id}: must stay of type {base.kind}",))
            is_binding = base.operator is not None and not base.overridable
            if is_binding and (rule.overridable or rule.severity is not base.severity):
                raise PackError(rule.origin, (f"{rule.id}: is binding in {base.origin} and must stay so",))


def _hidden_by(local: Rule, layers: Sequence[Layer]) -> list[Rule]:
    """Return the versions an office's rule takes the place of: those of its time in the nearest layer that has any."""
    for layer in layers:
        hidden = [rule for rule in layer.versions.get(local.id, ()) if _are_in_force_together(rule, local)]
        if hidden:
            return hidden
    return []


def _are_in_force_together(one: Rule, other: Rule) -> bool:
    return one.effective_from <= (other.effective_to or date.max) and other.effective_from <= (
        one.effective_to or date.max
    )
