"""A mandate for a helper (代办委托)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.dated import Dated, order_of_days
from lianyi.matters.models import Matter
from lianyi.papers_map.models.certificates import Certificate


class Mandate(Dated):
    """A helper may act for whoever raised a matter: for what, from when until when; signed on paper.

    It is in force from the day it starts, once it was signed, until it ends or is taken back. Who the helper is stands
    on the page of the matter, and nowhere else.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="mandates")
    helper = models.CharField(_("who acts"), max_length=60)
    helper_phone = models.CharField(_("telephone of whoever acts"), max_length=40, blank=True)
    scope = models.CharField(_("for what"), max_length=300)
    certificates = models.ManyToManyField(Certificate, related_name="+")
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    revoked_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        ordering = ["matter_id", "starts_on", "pk"]
        constraints = [order_of_days("mandate")]

    def __str__(self) -> str:
        return f"{self.matter_id} from {self.starts_on}"

    def is_in_force(self, day: date) -> bool:
        signed = self.signed_on is not None and self.signed_on <= day
        return signed and self.holds_on(day) and (self.revoked_on is None or day < self.revoked_on)
