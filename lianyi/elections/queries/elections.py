"""The one door to elections: those of the communities somebody works for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from lianyi.elections.models import Election, Elector, Official
from lianyi.organisations.models import Group, Post
from lianyi.organisations.queries import groups_on, members_of, posts_of
from lianyi.packs import load_pack
from lianyi.people.queries import standing_kinds
from lianyi.scope import Actor, OutOfScope, Role

OPEN = (Election.State.PREPARING, Election.State.CALLED, Election.State.MEETING)


def elections_of(*, for_: Actor) -> QuerySet[Election]:
    """The elections of this actor's communities, the latest meeting first."""
    found = Election.objects.select_related("group", "group__community")
    if for_.is_(Role.SYSTEM):
        return found
    return found.filter(group__community__in=for_.community_ids if for_.is_(Role.STAFF) else ())


def election_of(pk: int, *, for_: Actor) -> Election:
    found = elections_of(for_=for_).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def electors_of(election: Election) -> list[Elector]:
    """Everybody on the list, in the order of their numbers."""
    return list(election.electors.select_related("person"))


def people_named(election: Election) -> dict[int, str]:
    """The name of each person on the list; "—" for somebody erased since."""
    return {elector.person_id: elector.person.name or "—" for elector in electors_of(election)}


def officials_of(election: Election) -> list[Official]:
    return list(election.officials.select_related("person"))


def candidates_for_roll(group: Group, day: date, *, for_: Actor) -> list[tuple[int, bool, bool]]:
    """Person, may vote, may be elected: the members of a group on a day whose kind of membership entitles to something.

    Somebody without a known kind is an ordinary member.
    """
    pack = load_pack(settings.LIANYI_PACK)
    rights = {kind.id: (kind.may_vote, kind.may_be_elected) for kind in pack.member_kinds}
    people = [membership.person_id for membership in members_of(group, on=day, for_=for_) if membership.person.name]
    kinds = standing_kinds(people, day)
    ordinary = (True, True)
    return [(person, *rights.get(kinds.get(person, ""), ordinary)) for person in people]


def voting_members(group: Group, day: date, *, for_: Actor) -> int:
    return sum(may_vote for _person, may_vote, _able in candidates_for_roll(group, day, for_=for_))


def open_election(group: Group) -> Election | None:
    """The election of a group that is prepared, called or under way."""
    return Election.objects.filter(group=group, state__in=OPEN).first()


def posts_going_on(election: Election) -> list[Post]:
    """The posts of the group that are held on the first day of the new term, were nobody elected."""
    return posts_of(election.group, on=election.term_starts_on)


def end_of_term(group: Group, on: date, kinds: Iterable[str] = Post.Kind.values) -> date | None:
    """The day on which the present term in posts of these kinds ends; None where there is none, or no end is known."""
    posts = Post.objects.on(on).filter(group=group, kind__in=list(kinds))
    ends: Any = posts.aggregate(last=Max("ends_on"))["last"]
    return ends


def succeeded(groups: Iterable[Group], by: date, today: date) -> set[int]:
    """The groups for whose time after a day somebody is elected, or has a post that has not begun."""
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=by)
    posts = Post.objects.filter(lasts, group__in=list(groups), starts_on__gt=today)
    signed = Election.objects.filter(
        group__in=list(groups), state=Election.State.SIGNED, term_starts_on__gt=today, term_ends_on__gt=by
    )
    return set(posts.values_list("group_id", flat=True)) | set(signed.values_list("group_id", flat=True))


@dataclass(frozen=True)
class TermEnding:
    """A group whose posts end soon, or that has none."""

    group: Group
    ends_on: date | None


def terms_ending(community_ids: Iterable[int], by: date, today: date) -> list[TermEnding]:
    """The groups whose posts all end by a day and that have no election open and nobody elected for the time after."""
    found = []
    for community_id in sorted(community_ids):
        groups = list(groups_on(community_id, today))
        done = succeeded(groups, by, today)
        busy = Election.objects.filter(group__in=groups, state__in=OPEN).values_list("group_id", flat=True)
        held = dict(
            Post.objects.on(today).filter(group__in=groups).values_list("group_id").annotate(Max("ends_on")).order_by()
        )
        over = done.union(busy)
        waiting = [group for group in groups if group.pk not in over and held.get(group.pk)]
        found += [TermEnding(group, held[group.pk]) for group in waiting if held[group.pk] <= by]
    return sorted(found, key=lambda term: (term.ends_on or today, term.group.pk))
