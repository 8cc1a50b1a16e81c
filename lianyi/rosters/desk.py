"""What of the files waits on somebody's desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from lianyi.desk import DeskItem, waiting
from lianyi.rosters.models import Upload
from lianyi.rosters.queries import uploads
from lianyi.scope import Actor


@waiting
def files_to_decide_on(actor: Actor) -> list[DeskItem]:
    """Files that were checked but neither taken nor thrown away."""
    count = uploads(for_=actor).filter(state=Upload.State.CHECKED).count()
    return [DeskItem(_("Files checked but not yet taken"), reverse("rosters:list"), count)] if count else []
