"""The end of the evening: the result is signed, and terms of office begin."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.elections.actions.preparing import require_vacant
from lianyi.elections.actions.writing import locked, tell
from lianyi.elections.evening import Evening, Step, elected_in
from lianyi.elections.models import Election
from lianyi.elections.queries.elections import posts_going_on
from lianyi.journal.actions import Change
from lianyi.organisations.actions import appoint, end_post
from lianyi.organisations.models import Post
from lianyi.scope import Actor, Refused

RANKS: dict[str, int] = {Post.Kind.COMMITTEE: 0, Post.Kind.DEPUTY: 1, Post.Kind.LEAD: 2}


@transaction.atomic
def sign_election(election: Election, *, by: Actor) -> Election:
    """Notes that the result sheet was signed, and gives the elected their posts from the day the term begins.

    A regular election ends the terms in the posts that it filled anew; a by-election leaves everybody's. Only whoever
    is elected lead or deputy out of a committee that stays gives up the own seat in it.
    """
    election = locked(election, by)
    evening = Evening(election)
    if evening.step is not Step.SIGN:
        raise Refused(_("The result can be signed once everything is voted on."))
    posts = list(posts_won(evening))
    if not posts:
        raise Refused(_("Nobody was elected: there is no result to sign. Call the election off, and say why."))
    require_vacant(election, [kind for _person, kind in posts])
    for post in _ending(election, posts):
        end_post(post, on=election.term_starts_on, by=by, purpose=election.title)
    for person_id, kind in posts:
        appoint(
            election.group,
            person_id,
            kind=kind,
            since=election.term_starts_on,
            until=election.term_ends_on,
            by=by,
            purpose=election.title,
        )
    election.state, election.signed_at = Election.State.SIGNED, timezone.now()
    election.save(update_fields=["state", "signed_at"])
    change = Change({"state": Election.State.MEETING}, {"state": election.state, "elected": len(posts)})
    tell("election.signed", election, by, change)
    return election


def _ending(election: Election, won: list[tuple[int, str]]) -> list[Post]:
    """The posts that end as the new ones begin."""
    filled = set(election.contests.values_list("post", flat=True)) if election.kind == Election.Kind.REGULAR else set()
    return [post for post in posts_going_on(election) if post.kind in filled or _is_below(post, won)]


def _is_below(post: Post, won: list[tuple[int, str]]) -> bool:
    """Whether whoever holds the post was elected to a higher one."""
    return any(RANKS[kind] > RANKS[post.kind] for person, kind in won if person == post.person_id)


def posts_won(evening: Evening) -> Iterator[tuple[int, str]]:
    """Person and post. Whoever is elected lead or deputy out of the committee holds that post alone."""
    special = [contest for contest in evening.contests if contest.post != Post.Kind.COMMITTEE]
    taken = {person for contest in special for person in elected_in(contest)}
    for contest in evening.contests:
        for person in elected_in(contest):
            if contest.post != Post.Kind.COMMITTEE or person not in taken:
                yield person, contest.post
