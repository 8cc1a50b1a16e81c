"""Certificates, where each is had, and what each needs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lianyi.dated import Dated, order_of_days
from lianyi.organisations.models import Organisation
from lianyi.organisations.models.naming import Named, split_names
from lianyi.responsibilities.models import ServicePoint, Subject


class Certificate(Named, Dated):
    """A paper that somebody may need: for how much it is had, how long it takes and holds.

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
    is_common = models.BooleanField(_("nearly everybody has it"), default=False)
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
        return self.name_en if _reads_english() and self.name_en else self.name

    @property
    def shown_note(self) -> str:
        return self.note_en if _reads_english() and self.note_en else self.note


class Counter(models.Model):
    """Where a certificate is issued, and which ways lead to it there. `city` is where one has to travel to.

    `sends_back`: on request it comes by post when it is ready. `proxy_collects`: somebody else may collect it, even
    where one has to apply oneself.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="counters")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="counters")
    window = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, null=True, blank=True, related_name="counters")
    city = models.CharField(_("city"), max_length=40)
    in_person = models.BooleanField(_("in person"), default=True)
    by_proxy = models.BooleanField(_("by somebody with a mandate"), default=False)
    by_post = models.BooleanField(_("by post"), default=False)
    online = models.BooleanField(_("online"), default=False)
    sends_back = models.BooleanField(_("is sent by post on request"), default=False)
    proxy_collects = models.BooleanField(_("somebody else may collect it"), default=False)

    class Meta:
        ordering = ["certificate_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_person=True) | Q(by_proxy=True) | Q(by_post=True) | Q(online=True),
                name="counter_has_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} at {self.organisation_id}"

    @property
    def place(self) -> str:
        return f"{self.organisation.name} · {self.window.name}" if self.window else self.organisation.name

    @property
    def address(self) -> str:
        return self.window.address if self.window else self.organisation.address

    @property
    def phone(self) -> str:
        return (self.window.phone if self.window else "") or self.organisation.phone

    @property
    def hours(self) -> str:
        """In the notation of OpenStreetMap; "" where they are not known."""
        return self.window.hours if self.window else ""


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


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")
