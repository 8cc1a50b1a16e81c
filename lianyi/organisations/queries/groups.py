"""Groups, their members and posts, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from lianyi.dated import on as holds_on
from lianyi.organisations.models import Group, Membership, Post
from lianyi.scope import Actor, OutOfScope, Role
from lianyi.search import matching

# In which order posts are named.
RANK_OF_POSTS = {kind: place for place, kind in enumerate(Post.Kind.values)}


def groups_on(community_id: int, day: date, *, words: str = "", bond: str = "") -> QuerySet[Group]:
    """The groups of a community on a day, bond by bond, each with `size`, its number of members on that day."""
    found = Group.objects.on(day).filter(matching(words), community=community_id)
    if bond:
        found = found.filter(bond=bond)
    return (
        found.annotate(size=Count("memberships", filter=holds_on(day, "memberships__")))
        .select_related("place")
        .order_by("bond", "sort_key", "pk")
    )


def group(pk: int, *, for_: Actor) -> Group:
    """A group, for the staff of its community, for its secretary, and for its members. Raises OutOfScope otherwise."""
    found = Group.objects.filter(pk=pk).select_related("community", "place").first()
    if found is None or not (may_see_members(found, for_) or _belongs(found, for_)):
        raise OutOfScope
    return found


def own_groups(*, for_: Actor, on: date) -> QuerySet[Group]:
    """The groups this actor is the secretary of."""
    pks = for_.group_ids if for_.is_(Role.SECRETARY) else frozenset()
    return Group.objects.on(on).filter(pk__in=pks).select_related("community")


def may_see_members(group: Group, for_: Actor) -> bool:
    """Names and telephones of a group's members are for the staff of its community and for its secretary."""
    leads = for_.is_(Role.SECRETARY) and group.pk in for_.group_ids
    return leads or for_.works_for(group.community_id)


def _belongs(group: Group, for_: Actor) -> bool:
    if for_.person_id is None or not for_.is_(Role.RESIDENT, Role.BEARER):
        return False
    return Membership.objects.filter(group=group, person=for_.person_id).exists()


def members_of(group: Group, *, on: date, for_: Actor) -> list[Membership]:
    """The memberships that hold on a day, with their persons, in the order of the roster."""
    if not may_see_members(group, for_):
        raise OutOfScope
    found = Membership.objects.on(on).filter(group=group).select_related("person")
    return list(found.order_by("person__sort_key", "person_id"))


def posts_of(group: Group, *, on: date | None = None) -> list[Post]:
    """The posts of a group on a day, or of all times, the lead first. Whoever may see the group may know its posts."""
    found = Post.objects.filter(group=group).select_related("person")
    posts = list(found.on(on) if on else found)
    return sorted(posts, key=lambda post: (RANK_OF_POSTS.get(post.kind, 9), post.person.sort_key))


def leads_of(group_ids: Iterable[int], on: date) -> dict[int, str]:
    """The names of each group's leads on a day, for lists."""
    posts = Post.objects.on(on).filter(group__in=list(group_ids), kind=Post.Kind.LEAD).select_related("person")
    names: dict[int, list[str]] = {}
    for post in posts:
        names.setdefault(post.group_id, []).append(post.person.name)
    return {pk: "、".join(found) for pk, found in names.items()}


def membership_of(person_id: int, day: date) -> Membership | None:
    """The group somebody belongs to on a day; the latest where there are several."""
    return memberships_of(person_id).filter(holds_on(day)).first()


def memberships_of(person_id: int) -> QuerySet[Membership]:
    """All memberships of a person, past ones too."""
    return Membership.objects.filter(person=person_id).select_related("group").order_by("-starts_on", "-pk")


def contacts(group: Group, *, on: date, for_: Actor) -> list[tuple[int, str, str]]:
    """Key, name and telephone of each member, for whoever may call them. The caller notes the look."""
    return [(m.person_id, m.person.name, m.person.phone) for m in members_of(group, on=on, for_=for_) if m.person.name]


def placed_on(community_id: int, day: date) -> QuerySet[Membership, Any]:
    """Who belongs to a group of the community on a day, as keys of persons for use inside other queries."""
    groups = Group.objects.on(day).filter(community=community_id)
    return Membership.objects.on(day).filter(group__in=groups).order_by().values("person")


def joining_after(community_id: int, day: date) -> QuerySet[Membership]:
    """Memberships of the community's groups that begin later than on a day."""
    return Membership.objects.filter(group__community=community_id, starts_on__gt=day).order_by()


def sizes(group_ids: Iterable[int], on: date) -> dict[int, int]:
    """How many members each group has on a day."""
    counted = Membership.objects.filter(Q(group__in=list(group_ids)), holds_on(on)).values_list("group")
    return dict(counted.annotate(count=Count("pk")).order_by())
