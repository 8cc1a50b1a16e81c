"""What the groups tell on the pages of persons and places."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.organisations.forms import post_kinds
from lianyi.organisations.models import Membership, Post
from lianyi.organisations.queries import groups_on, leads_of, memberships_of, sizes
from lianyi.people.dossier import Line, Section
from lianyi.places.models import Place
from lianyi.places.queries import community_of
from lianyi.places.reach import Block, Link
from lianyi.scope import Actor, Role
from lianyi.wording import term


def memberships(person_id: int, for_: Actor) -> Section:
    """The groups a person belongs or belonged to, who leads them, and the posts held."""
    found = list(memberships_of(person_id))
    leads = leads_of([row.group_id for row in found], today())
    posts = list(Post.objects.filter(person=person_id).select_related("group"))
    lines = [_membership(row, leads, for_) for row in found]
    lines += [Line(dict(post_kinds())[post.kind], f"{post.group.name} {_days(post)}") for post in posts]
    data = {
        "groups": [{"name": row.group.name, **_dated(row)} for row in found],
        "posts": [{"post": post.kind, "group": post.group.name, **_dated(post)} for post in posts],
    }
    return Section("groups", capfirst(term("group", 2)), tuple(lines), data)


def groups_in_reach(place: Place, for_: Actor, on: date) -> Block:
    """The groups whose people may live at a place: those of the place, of what it lies in, and of what lies in it."""
    community = community_of(place)
    links: list[Link] = []
    if community and for_.works_for(community.pk):
        around = Q(place=None) | Q(place__in=place.ancestor_ids)
        inside = Q(place__path__gte=place.path, place__path__lt=place.path_end)
        found = groups_on(community.pk, on).filter(around | inside)
        size = sizes([group.pk for group in found], on)
        links = [
            Link(f"{group.name} ({size.get(group.pk, 0)})", reverse("organisations:group", args=[group.pk]))
            for group in found
        ]
    title = _("%(groups)s within reach") % {"groups": capfirst(term("group", 2))}
    return Block(title, tuple(links), _("None on this day."))


def _membership(row: Membership, leads: dict[int, str], for_: Actor) -> Line:
    is_staff = for_.is_(Role.STAFF) and for_.works_for(row.group.community_id)
    url = reverse("organisations:group", args=[row.group_id]) if is_staff else ""
    now = row.holds_on(today())
    facts = [row.group.meets_at, row.group.meets_when] if now else []
    if now and leads.get(row.group_id):
        facts.append(_("%(lead)s: %(name)s") % {"lead": term("lead"), "name": leads[row.group_id]})
    text = " · ".join(fact for fact in [row.group.name, *facts, _days(row)] if fact)
    return Line(_("member now") if now else _("earlier"), text, url)


def _days(row: Membership | Post) -> str:
    return f"{row.starts_on or ''} – {row.ends_on or ''}".strip() if row.starts_on or row.ends_on else ""


def _dated(row: Membership | Post) -> dict[str, str | None]:
    return {
        "from": row.starts_on.isoformat() if row.starts_on else None,
        "until": row.ends_on.isoformat() if row.ends_on else None,
    }
