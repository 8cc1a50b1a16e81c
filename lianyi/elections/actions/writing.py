"""How every action on an election takes the row and tells the journal."""

from __future__ import annotations

from lianyi.elections.models import Election
from lianyi.journal.actions import Change, record
from lianyi.scope import Actor


def locked(election: Election, by: Actor) -> Election:
    """The election, held until the end of the transaction so that two clicks on it queue."""
    by.require_community(election.group.community_id)
    return Election.objects.select_for_update().get(pk=election.pk)


def tell(code: str, election: Election, by: Actor, *changes: Change, purpose: str = "") -> None:
    """Tells the journal. What is told of ballots are sums, never a ballot."""
    record(
        code,
        by=by,
        changes=changes,
        subject=("election", election.pk),
        community_id=election.group.community_id,
        purpose=purpose,
    )
