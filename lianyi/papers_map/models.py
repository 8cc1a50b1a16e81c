"""Certificates and what they need; plans made from them; mandates for helpers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lianyi.dated import Dated, order_of_days
from lianyi.matters.models import Matter
from lianyi.organisations.models import Organisation
from lianyi.organisations.models.naming import Named, split_names
from lianyi.responsibilities.models import ServicePoint, Subject


class Certificate(Named, Dated):
    """A paper that somebody may need: who issues it, where, for how much, how long it takes and holds.

    `proof` is the option of the rule `proofs.not_to_be_issued` when it is one of the proofs nobody may demand.
    `subject` is the guide under which it is found, and to which trips in vain are counted. `checked_on` is the day on
    which somebody last made sure that all this is so.
    """

    name = models.CharField(pgettext_lazy("thing", "name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    also_called = models.CharField(_("also called"), max_length=300, blank=True)
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name=_("guide")
    )
    proof = models.CharField(_("proof that nobody may demand"), max_length=40, blank=True)
    fee = models.PositiveIntegerField(_("fee in cents"), default=0)
    days = models.PositiveSmallIntegerField(_("days until it is ready"), default=0)
    is_collected = models.BooleanField(_("has to be collected"), default=False)
    holds_days = models.PositiveIntegerField(_("days it holds"), null=True, blank=True)
    note = models.CharField(_("what to know"), max_length=300, blank=True)
    note_en = models.CharField(_("what to know, in English"), max_length=400, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    checked_on = models.DateField(_("last checked"), null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [order_of_days("certificate")]

    def __str__(self) -> str:
        return self.name

    def other_names(self) -> list[str]:
        return [self.name_en, *split_names(self.also_called)]

    @property
    def shown_name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") and self.name_en else self.name


class Counter(models.Model):
    """Where a certificate is issued, and which ways lead to it there. `city` is where one has to travel to."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="counters")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    city = models.CharField(_("city"), max_length=40)
    in_person = models.BooleanField(_("in person"), default=True)
    by_proxy = models.BooleanField(_("by somebody with a mandate"), default=False)
    by_post = models.BooleanField(_("by post"), default=False)
    online = models.BooleanField(_("online"), default=False)

    class Meta:
        ordering = ["certificate_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "organisation", "point"], name="counter_once"),
            models.CheckConstraint(
                condition=Q(in_person=True) | Q(by_proxy=True) | Q(by_post=True) | Q(online=True),
                name="counter_has_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} at {self.organisation_id}"


class Requirement(models.Model):
    """A certificate needs another. Those of the same `choice` (not "") are alternatives: one of them will do."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="requirements")
    needs = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="needed_for")
    choice = models.CharField(_("one of these will do"), max_length=20, blank=True)

    class Meta:
        ordering = ["certificate_id", "choice", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "needs"], name="requirement_once"),
            models.CheckConstraint(condition=~Q(certificate=F("needs")), name="requirement_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} needs {self.needs_id}"


class Errand(models.Model):
    """A line of the plan of a matter: which certificate, where, by which way, on which trip; ticked when it is there.

    `trip` 0 needs no way (post or online). `traveller` is who goes.
    """

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        PROXY = "proxy", _("by a helper with a mandate")
        POST = "post", _("by post")
        ONLINE = "online", _("online")

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="errands")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    counter = models.ForeignKey(Counter, on_delete=models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    trip = models.PositiveSmallIntegerField(default=0)
    way = models.CharField(max_length=10, choices=Way.choices)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["matter_id", "position"]
        constraints = [models.UniqueConstraint(fields=["matter", "certificate"], name="errand_once")]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.certificate_id}"


class Mandate(Dated):
    """A helper may act for whoever raised a matter (代办委托): for what, from when until when; signed on paper."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="mandates")
    helper = models.CharField(_("who acts"), max_length=60)
    helper_phone = models.CharField(_("telephone of whoever acts"), max_length=40, blank=True)
    scope = models.CharField(_("for what"), max_length=300)
    certificates = models.ManyToManyField(Certificate, blank=True, related_name="+")
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    revoked_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        ordering = ["matter_id", "starts_on", "pk"]
        constraints = [order_of_days("mandate")]

    def __str__(self) -> str:
        return f"{self.helper} for {self.matter_id}"
