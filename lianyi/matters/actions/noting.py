"""Writing down what was heard at an activity: the topic alone, unless whoever it concerns agrees to be named."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianyi.matters.actions.intake import Opened, Told, Whose, open_matter
from lianyi.matters.models import Matter
from lianyi.organisations.models import Group
from lianyi.places.models import Place
from lianyi.scope import Actor, Refused


def note_heard(
    community: Place,
    heard: str,
    *,
    workspace: str,
    by: Actor,
    occasion: str = "",
    group: Group | None = None,
    whose: Whose | None = None,
    has_consent: bool = False,
    send_key: str | None = None,
) -> Opened:
    """Takes in what was heard. Nothing about a person is kept without consent, whatever was sent: Refused then."""
    if whose and not has_consent:
        raise Refused(_("Please tick that they agree, or leave the name empty."))
    said = heard.strip()
    topic = " ".join(said.splitlines()[0].split()) if said else ""
    told = Told(
        topic=topic[:120],
        text=said if said != topic[:120] else "",
        channel=Matter.Channel.NOTE,
        workspace=workspace,
        occasion=occasion[:80],
        group=group,
        whose=whose or Whose(),
        send_key=send_key,
    )
    return open_matter(community, told, by=by)
