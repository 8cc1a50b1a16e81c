"""To the other workspace (居政分离), and others who stand behind a matter."""

from __future__ import annotations

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.matters.actions.backing import stand_behind
from lianyi.matters.actions.crossing import cross_over
from lianyi.matters.actions.intake import Whose
from lianyi.matters.forms.acts import ActForm
from lianyi.matters.forms.crossing import CrossForm
from lianyi.matters.forms.handing import BehindForm
from lianyi.matters.models import Matter
from lianyi.matters.views.acts import Act
from lianyi.matters.views.codes_given import remember_backer
from lianyi.request import Request


def cross(request: Request, matter: Matter, form: ActForm) -> None:
    assert isinstance(form, CrossForm)
    made = cross_over(matter, form.passage(), by=request.actor)
    messages.success(request, _("It goes on there as %(number)s.") % {"number": made.number})


def behind(request: Request, matter: Matter, form: ActForm) -> str:
    given = form.cleaned_data
    whose = Whose(given["name"], given["phone"])
    backer, _code = stand_behind(matter, whose, channel=given["channel"], by=request.actor)
    return remember_backer(request, backer)


ACTS = (
    Act(
        "behind",
        gettext_lazy("Somebody else has the same"),
        behind,
        lambda at: at.writes and at.is_going,
        BehindForm,
        lead=gettext_lazy("They get a code of their own, and follow this matter with it."),
        icon="plus",
    ),
    Act(
        "cross",
        gettext_lazy("To the other workspace"),
        cross,
        lambda at: at.holds and at.is_going,
        CrossForm,
        lead=gettext_lazy(
            "Public services and self-governance are kept apart. Here it ends; there it begins anew with what you "
            "tick. Whoever raised it sees that, and for which purpose."
        ),
        icon="drag",
    ),
)
