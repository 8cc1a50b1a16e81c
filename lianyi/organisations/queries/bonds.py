"""The bonds along which groups form: those of the vocabulary pack, and those this installation added."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from lianyi.organisations.models import Bond
from lianyi.packs import load_pack


@dataclass(frozen=True)
class BondKind:
    """A bond in the reader's language. `icon` names a picture of the sprite; `is_added` tells it from the pack's."""

    code: str
    name: str
    icon: str = "groups"
    is_added: bool = False


def bonds() -> list[BondKind]:
    """All bonds, the pack's first."""
    language = get_language()
    packed = [
        BondKind(bond.id, bond.name.within(language), bond.icon) for bond in load_pack(settings.LIANYI_PACK).bonds
    ]
    is_chinese = (language or "").startswith("zh")
    rows = Bond.objects.order_by("pk")
    added = [BondKind(row.code, row.name_zh if is_chinese else row.name_en, is_added=True) for row in rows]
    known = {bond.code for bond in packed}
    return packed + [bond for bond in added if bond.code not in known]


def bond_name(code: str) -> str:
    """A bond's name; one that is no longer known keeps its code."""
    return next((bond.name for bond in bonds() if bond.code == code), code)
