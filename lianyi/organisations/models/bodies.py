"""Organisations: bodies with two parents, the line they belong to (条) and the areas they serve (块), as of any day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.dated import Dated, order_of_days
from lianyi.organisations.models.naming import Named, split_names
from lianyi.places.models import Place


class Organisation(Named, Dated):
    """A body. `code` is its unified social credit code (18 characters), if it has one.

    `predecessor` is the ended body that it takes up again, if any. `also_called` holds older and shorter names,
    separated by semicolons. Whoever wished not to be contacted is left out of every list by which somebody would be
    asked for something.
    """

    class Kind(models.TextChoices):
        PUBLIC = "public", _("Public body")
        INSTITUTION = "institution", _("Institution")
        ASSOCIATION = "association", _("Association")
        BUSINESS = "business", _("Business")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.INSTITUTION)
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120)
    also_called = models.CharField(_("also called"), max_length=300, blank=True)
    code = models.CharField(_("unified social credit code"), max_length=18, blank=True, db_index=True)
    address = models.CharField(_("address"), max_length=160, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    predecessor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    no_contact_since = models.DateField(_("wishes not to be contacted since"), null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [order_of_days("organisation")]
        indexes = [models.Index(fields=["kind", "sort_key"])]

    def __str__(self) -> str:
        return self.name

    def other_names(self) -> list[str]:
        return [name for name in (*split_names(self.also_called), self.code) if name]


class Reporting(Dated):
    """From when until when an organisation belonged to a line: the body it reports to."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reporting")
    line = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reported_to")

    class Meta:
        ordering = ["organisation_id", "starts_on", "pk"]
        constraints = [
            order_of_days("reporting"),
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends_on__isnull=True), name="reporting_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.line_id}"


class Serving(Dated):
    """From when until when an organisation served an area."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="serving")
    area = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="served_by")

    class Meta:
        ordering = ["organisation_id", "starts_on", "pk"]
        constraints = [
            order_of_days("serving"),
            models.UniqueConstraint(
                fields=["organisation", "area"], condition=models.Q(ends_on__isnull=True), name="serving_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} for {self.area_id}"


class Office(Dated):
    """A post of an organisation and who holds it, from and to. Holders are named, not registered as people here."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offices")
    title = models.CharField(_("post"), max_length=60)
    holder = models.CharField(_("held by"), max_length=60)

    class Meta:
        ordering = ["organisation_id", "-starts_on", "pk"]
        constraints = [order_of_days("office")]

    def __str__(self) -> str:
        return f"{self.title}: {self.holder}"


class Contact(Dated):
    """Who speaks with whom: one of theirs, or one of ours, named with a telephone."""

    class Side(models.TextChoices):
        THEIRS = "theirs", _("on their side")
        OURS = "ours", _("on our side")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    side = models.CharField(_("whose"), max_length=8, choices=Side.choices)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    task = models.CharField(_("what for"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        ordering = ["organisation_id", "side", "-starts_on", "pk"]
        constraints = [order_of_days("contact")]

    def __str__(self) -> str:
        return self.name


class ToldApart(models.Model):
    """Two organisations that look alike, and somebody said they are not the same. `one` has the smaller key."""

    one = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="told_apart_once")]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
