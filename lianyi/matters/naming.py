"""How it is said who has a matter, and how long something took."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianyi.matters.models import Matter


def whose_hands(matter: Matter) -> str:
    """Where a matter lies, in words."""
    if matter.body is not None:
        return matter.body.name
    if matter.workspace == Matter.Workspace.SELF:
        return matter.group.name if matter.group else _("Residents' committee")
    return _("Office of the community")


def lasted(time: timedelta) -> str:
    """A length of time as people say it."""
    if time.days:
        return ngettext("%(days)d day", "%(days)d days", time.days) % {"days": time.days}
    hours = time.seconds // 3600
    if hours:
        return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    return _("less than an hour") if time else _("not at all")
