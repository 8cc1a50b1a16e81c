"""What whoever raised a matter does by themselves with their code: add something, let neighbours see it or not."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import now
from lianyi.matters.actions.steps import Done, require_open, write
from lianyi.matters.models import Backer, Matter, Pause, Picture, Step
from lianyi.matters.telling import tell
from lianyi.photographs import Photograph
from lianyi.scope import Actor, Refused

MOST_PICTURES_IN_ALL = 12


@transaction.atomic
def add_word_of_asker(matter: Matter, text: str, *, by: Actor, pictures: Sequence[Photograph] = ()) -> Step:
    """Adds what whoever raised it still wants to say. It stands among the steps, and ends the waiting for them.

    A step so written has no account and no name beside it. Raises Refused when it says nothing, when the matter is
    closed, or holds as many pictures as are taken.
    """
    require_open(matter)
    if not text.strip() and not pictures:
        raise Refused(_("Please write what you want to add."))
    if len(pictures) + matter.pictures.count() > MOST_PICTURES_IN_ALL:
        raise Refused(_("At most %(count)d pictures belong to one matter.") % {"count": MOST_PICTURES_IN_ALL})
    add_pictures(matter, pictures)
    step = write(matter, Done(Step.Kind.NOTE, text.strip()[:1000] or _("Pictures were added.")), by=by)
    tell("matter.step", matter, by=by, after={"step": Step.Kind.NOTE, "on": step.happened_on})
    waits = matter.pauses.filter(ended_at__isnull=True, cause=Pause.Cause.ASKER)
    if waits.update(ended_at=now()):
        write(matter, Done(Step.Kind.RESUME, _("Whoever raised it has spoken.")), by=by)
        tell("matter.resumed", matter, by=by)
    return step


def add_pictures(matter: Matter, pictures: Sequence[Photograph]) -> None:
    """Keeps photographs with a matter. For actions; how many it may have was checked."""
    at = now()
    Picture.objects.bulk_create(
        [
            Picture(matter=matter, at=at, jpeg=one.jpeg, thumbnail=one.thumbnail, width=one.width, height=one.height)
            for one in pictures
        ]
    )


@transaction.atomic
def show_to_neighbours(matter: Matter, is_public: bool, *, by: Actor) -> None:
    """Lets everybody see the topic and the course from now on, or no longer. Whoever raised it decides at any time."""
    if matter.is_public == is_public:
        return
    Matter.objects.filter(pk=matter.pk).update(is_public=is_public)
    matter.is_public = is_public
    tell("matter.shown", matter, by=by, before={"public": not is_public}, after={"public": is_public})


@transaction.atomic
def step_back(backer: Backer, *, by: Actor) -> None:
    """Somebody who stood behind a matter does so no longer; nothing is kept of them."""
    matter = backer.matter
    backer.delete()
    tell("matter.backing_ended", matter, by=by)
