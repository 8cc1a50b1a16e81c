"""From a YAML file to a Pack, strictly."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from lianyi.packs.pack import TERMS, Bond, MemberKind, Pack, Term
from lianyi.rules.loader import rule_pack_ids
from lianyi.rules.source import PackError, Reader, read_mapping

PACKS = Path(__file__).parent
DEFAULT_PACK = "cn-community"
_FORBIDDEN = "forbidden.yaml"
_ID = re.compile(r"[a-z][a-z0-9_]*")
_KIND_FLAGS = ("may_vote", "may_be_elected", "counts_to_minimum")


def load_pack(pack_id: str, *, packs: Path = PACKS, rule_packs: Iterable[str] | None = None) -> Pack:
    """Return a vocabulary pack by its id, the file's name without `.yaml`.

    `rule_packs` are the ids the pack may name for its rules, ours where not given. Packs are kept once read.

    Raises:
        PackError: there is no such pack, or its file lacks a term, a translation or anything else it must hold.
    """
    return _read_pack(pack_id, packs, tuple(rule_packs) if rule_packs is not None else None)


def pack_ids(packs: Path = PACKS) -> tuple[str, ...]:
    """Return the ids of all vocabulary packs in a folder."""
    return tuple(sorted(path.stem for path in packs.glob("*.yaml") if path.name != _FORBIDDEN))


@lru_cache(maxsize=32)
def _read_pack(pack_id: str, packs: Path, rule_packs: tuple[str, ...] | None) -> Pack:
    # Our own rules are looked for in here and not by the caller: every page asks for its pack many times.
    label = f"{pack_id}.yaml"
    if pack_id not in pack_ids(packs):
        raise PackError(label, (f"there is no such pack; there are: {', '.join(pack_ids(packs))}",))
    content, reader = read_mapping(packs / label, label), Reader(label)
    reader.keys(content, "the file", ("title", "rule_pack", "terms", "bonds", "member_kinds"), ("forbidden_fields",))
    rule_pack = reader.text(content["rule_pack"], "rule_pack")
    if rule_pack not in (rule_pack_ids() if rule_packs is None else rule_packs):
        raise reader.fail("rule_pack", f"there are no rules {rule_pack!r}")
    own_forbidden = _forbidden(reader, content.get("forbidden_fields", {}))
    return Pack(
        id=pack_id,
        title=reader.bilingual(content["title"], "title"),
        rule_pack=rule_pack,
        terms=MappingProxyType(_terms(reader, content["terms"])),
        bonds=_bonds(reader, content["bonds"]),
        member_kinds=_member_kinds(reader, content["member_kinds"]),
        forbidden_fields=MappingProxyType({**_forbidden_everywhere(), **own_forbidden}),
    )


def _terms(reader: Reader, raw: object) -> dict[str, Term]:
    entries = reader.mapping(raw, "terms")
    reader.keys(entries, "terms", TERMS)
    terms = {}
    for term_id, entry in entries.items():
        words = reader.mapping(entry, term_id)
        reader.keys(words, term_id, ("zh", "one", "many"))
        terms[term_id] = Term(*(reader.text(words[form], f"{term_id}.{form}") for form in ("zh", "one", "many")))
    return terms


def _bonds(reader: Reader, raw: object) -> tuple[Bond, ...]:
    bonds = []
    for bond_id, entry in _entries(reader, raw, "bonds"):
        reader.keys(entry, bond_id, ("name", "icon"))
        name = reader.bilingual(entry["name"], f"{bond_id}.name")
        bonds.append(Bond(bond_id, name, reader.text(entry["icon"], f"{bond_id}.icon")))
    return tuple(bonds)


def _member_kinds(reader: Reader, raw: object) -> tuple[MemberKind, ...]:
    kinds = []
    for kind_id, entry in _entries(reader, raw, "member_kinds"):
        reader.keys(entry, kind_id, ("name", *_KIND_FLAGS))
        flags = {flag: reader.flag(entry[flag], f"{kind_id}.{flag}") for flag in _KIND_FLAGS}
        kinds.append(MemberKind(kind_id, reader.bilingual(entry["name"], f"{kind_id}.name"), **flags))
    if not any(kind.counts_to_minimum for kind in kinds):
        raise reader.fail("member_kinds", "no kind counts to the minimum, so no group could ever exist")
    return tuple(kinds)


def _entries(reader: Reader, raw: object, where: str) -> list[tuple[str, dict[str, object]]]:
    entries = reader.mapping(raw, where)
    if not entries:
        raise reader.fail(where, "must name at least one")
    wrong = [id_ for id_ in entries if not _ID.fullmatch(id_)]
    if wrong:
        raise reader.fail(where, f"an id is lower-case letters, digits and underscores: {', '.join(wrong)}")
    return [(id_, reader.mapping(entry, f"{where}.{id_}")) for id_, entry in entries.items()]


def _forbidden(reader: Reader, raw: object) -> dict[str, tuple[str, ...]]:
    fields = reader.mapping(raw, "forbidden_fields")
    return {field: reader.texts(headings, f"forbidden_fields.{field}") for field, headings in fields.items()}


@lru_cache(maxsize=1)
def _forbidden_everywhere() -> Mapping[str, tuple[str, ...]]:
    content, reader = read_mapping(PACKS / _FORBIDDEN, _FORBIDDEN), Reader(_FORBIDDEN)
    return MappingProxyType(_forbidden(reader, content))
