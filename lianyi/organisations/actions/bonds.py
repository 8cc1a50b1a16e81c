"""The bonds an installation adds to those of its vocabulary pack."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Bond
from lianyi.organisations.queries.bonds import bonds
from lianyi.scope import Actor, OutOfScope, Refused, Role


@transaction.atomic
def add_bond(*, code: str, name_zh: str, name_en: str, by: Actor) -> Bond:
    """Adds a bond to those of the vocabulary pack, for the whole installation."""
    if not by.is_(Role.ADMIN, Role.SYSTEM):
        raise OutOfScope
    if code in {bond.code for bond in bonds()}:
        raise Refused(_("“%(name)s” is there already.") % {"name": code})
    bond = Bond.objects.create(code=code, name_zh=name_zh.strip(), name_en=name_en.strip())
    after = {"code": code, "name_zh": bond.name_zh, "name_en": bond.name_en}
    record("bond.added", by=by, changes=[Change(None, after)], subject=("bond", bond.pk))
    return bond
