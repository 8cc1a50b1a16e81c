"""For which purposes a matter may cross into a workspace. Anything else is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianyi.matters.models import Matter

PURPOSES = {
    Matter.Workspace.SERVICE: {
        "public_service": _("It needs a public service, such as a certificate or an allowance"),
        "danger": _("Somebody is in danger"),
        "law": _("A law says so"),
    },
    Matter.Workspace.SELF: {
        "neighbours": _("It is for the neighbours to decide or to do"),
        "mediation": _("Both sides wish mediation"),
        "volunteers": _("Neighbours or volunteers can help"),
    },
}
