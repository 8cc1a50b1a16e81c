"""What the groups forget when a person is erased."""

from __future__ import annotations

from lianyi.dated import today
from lianyi.organisations.models import Membership, Post


def forget(person_id: int) -> None:
    """Ends memberships and posts today. The nameless rows stay, so that the sizes of earlier days stay true."""
    for model in (Membership, Post):
        mine = model.objects.filter(person=person_id)
        mine.filter(starts_on__gt=today()).delete()
        mine.on(today()).update(ends_on=today())
