"""A body that leads something is not simply ended: whoever needs it must know whom to ask."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from lianyi.organisations import closing
from lianyi.organisations.models import Organisation
from lianyi.responsibilities.models import Responsibility, ServicePoint


@closing.objects
def still_responsible(organisation: Organisation, on: date) -> str:
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = Responsibility.objects.filter(lasts, organisation=organisation).exclude(role=Responsibility.Role.NOT_OURS)
    points = ServicePoint.objects.filter(lasts, organisation=organisation)
    if rows.exists() or points.exists():
        return _(
            "It still has responsibilities or service points. End them first, or draft a reform that hands them over."
        )
    return ""
