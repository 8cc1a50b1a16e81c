"""For whoever holds the code of a matter: the plan on paper, and taking a mandate back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianyi.matters.holding import Holding, by_code
from lianyi.papers_map.actions.mandates import revoke_mandate
from lianyi.papers_map.models import Mandate
from lianyi.papers_map.views.pages import of_matter
from lianyi.private import private
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to_everyone


@require_safe
@open_to_everyone
@private
@by_code
def sheet(request: Request, holding: Holding) -> HttpResponse:
    """The plan on one page, for whoever raised the matter."""
    holding.require_asker()
    context = of_matter(holding.matter, None)
    if context["plan"] is None:
        raise OutOfScope
    back = reverse("matters:follow", args=[holding.code])
    return render(request, "papers_map/paper/plan.html", {**context, "back": back})


@require_POST
@open_to_everyone
@private
@by_code
def revoke(request: Request, holding: Holding, pk: int) -> HttpResponse:
    """Whoever gave a mandate takes it back without a reason, at once."""
    holding.require_asker()
    mandate = Mandate.objects.filter(pk=pk, matter=holding.matter).select_related("matter").first()
    if mandate is None:
        raise OutOfScope
    with told(request):
        revoke_mandate(mandate, by=holding.actor, by_asker=True)
        messages.success(request, _("The mandate is taken back."))
    return redirect("matters:follow", holding.code)
