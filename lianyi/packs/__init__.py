"""Vocabulary packs: what the same things are called in a residents' community, a Party organisation, a co-operative.

    pack = load_pack("cn-community")
    pack.term("group", "zh")              # 小组
    pack.term("group", "en", count=15)    # groups
    book = rule_book(pack.rule_pack)

Pure Python over YAML files: no Django, no clock, no network.
"""

from lianyi.packs.loader import DEFAULT_PACK, load_pack, pack_ids
from lianyi.packs.pack import TERMS, Bond, MemberKind, Pack, Term, UnknownTermError

__all__ = [
    "DEFAULT_PACK",
    "TERMS",
    "Bond",
    "MemberKind",
    "Pack",
    "Term",
    "UnknownTermError",
    "load_pack",
    "pack_ids",
]
