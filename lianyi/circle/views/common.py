"""What the pages of the desk share: whose walks, and the links that keep the choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode

from lianyi.circle.categories import Category, Measure, category
from lianyi.circle.forms import ViewForm
from lianyi.circle.queries.results import Results, results
from lianyi.places.models import Place
from lianyi.places.queries import communities, community_asked
from lianyi.request import Request
from lianyi.scope import OutOfScope

SECTION = "circle"


@dataclass(frozen=True)
class Looked:
    """A community as one wants to see it."""

    community: Place
    form: ViewForm
    profile: str
    opening: str
    measure: Measure

    @property
    def query(self) -> str:
        """For links that keep the choice."""
        chosen = {"profile": self.profile, "opening": self.opening, "measure": self.measure.value}
        return urlencode({"community": str(self.community.pk), **chosen})

    def found(self) -> Results:
        return results(self.community, self.profile, self.opening)


def looked_at(request: Request, community: Place | None = None) -> Looked:
    """`community` where the page is about one already. Raises OutOfScope for one that is not this person's."""
    form = ViewForm(request.GET)
    chosen = form.chosen()
    return Looked(
        community or community_asked(request),
        ViewForm(chosen),
        chosen["profile"],
        chosen["opening"],
        Measure(chosen["measure"]),
    )


def context_of(look: Looked, request: Request, **more: Any) -> dict[str, Any]:
    mine = [one for one in communities(request.actor) if request.actor.works_for(one.pk)]
    return {"section": SECTION, "look": look, "community": look.community, "communities": mine, **more}


def kind_of(found: Results, code: str) -> Category:
    """A kind that was computed. Raises OutOfScope for any other."""
    if code not in found.cost:
        raise OutOfScope
    return category(code)


def kind_asked(found: Results, request: Request) -> Category | None:
    """`?kind=`, or the first that was computed; None where nothing was."""
    code = request.GET.get("kind", "")
    if code in found.cost:
        return category(code)
    return found.kinds[0] if found.kinds else None
