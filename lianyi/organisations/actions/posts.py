"""Posts in a group: who holds an office, from and to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Group, Membership, Post
from lianyi.scope import Actor, OutOfScope, Refused


@transaction.atomic
def appoint(
    group: Group, person_id: int, *, kind: str, since: date, by: Actor, until: date | None = None, purpose: str = ""
) -> Post:
    """Gives a member a post from a day on, until the end of the term where it is known.

    A new lead ends the old one's term.
    """
    by.require_community(group.community_id)
    if kind not in Post.Kind.values:
        raise Refused(_("There is no such post."))
    if until and until <= since:
        raise Refused(_("The end lies before the start."))
    if not Membership.objects.on(since).filter(group=group, person=person_id).exists():
        raise Refused(_("Only a member of the group can hold a post in it."))
    held = Post.objects.on(since).filter(group=group)
    if held.filter(person=person_id, kind=kind).exists():
        raise Refused(_("This member holds the post already."))
    if kind == Post.Kind.LEAD:
        for post in held.filter(kind=kind):
            end_post(post, on=since, by=by, purpose=purpose)
    post = Post.objects.create(group=group, person_id=person_id, kind=kind, starts_on=since, ends_on=until)
    _record("post.given", post, {}, {"group": group.pk, "kind": kind, "since": since, "until": until}, by, purpose)
    return post


@transaction.atomic
def end_post(post: Post, *, on: date, by: Actor, purpose: str = "") -> None:
    """Ends a term. `on` is the first day without it."""
    by.require_community(post.group.community_id)
    if not post.holds_on(on) and post.ends_on is not None and post.ends_on <= on:
        raise OutOfScope
    if post.starts_on and on < post.starts_on:
        raise Refused(_("The end lies before the start."))
    before, post.ends_on = post.ends_on, on
    post.save(update_fields=["ends_on"])
    _record(
        "post.ended", post, {"until": before}, {"group": post.group_id, "kind": post.kind, "until": on}, by, purpose
    )


def _record(
    code: str, post: Post, before: Mapping[str, object], after: Mapping[str, object], by: Actor, purpose: str
) -> None:
    record(
        code,
        by=by,
        changes=[Change(before, after, post.person_id)],
        subject=("group", post.group_id),
        community_id=post.group.community_id,
        purpose=purpose,
    )
