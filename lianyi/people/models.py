"""People, as little of them as is needed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.dated import Dated, order_of_days
from lianyi.ordering import CodePointField
from lianyi.places.models import Place
from lianyi.search import key_of, sort_key_of


class Person(models.Model):
    """Somebody of a community. Days such as `joined` may be partial: "1954", "1954-07" or "1954-07-01"."""

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="people")
    number = models.CharField(_("roster number"), max_length=30, blank=True)
    name = models.CharField(_("name"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    joined = models.CharField(_("joined"), max_length=10, blank=True)
    confirmed = models.CharField(_("confirmed as full member"), max_length=10, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    search_key = models.TextField(editable=False, blank=True)
    sort_key = CodePointField(max_length=200, editable=False, blank=True)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["community_id", "sort_key", "pk"]
        indexes = [models.Index(fields=["community", "sort_key", "id"]), models.Index(fields=["community", "name"])]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "number"], condition=~models.Q(number=""), name="person_number_once_per_community"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Renews what is derived. Bulk writes must call it as `save` does. Unnumbered rows sort last."""
        self.search_key = key_of(self.name, self.number)
        self.sort_key = sort_key_of(self.number) if self.number else "~" + sort_key_of(self.name)


class Standing(Dated):
    """From when until when somebody was a member, and of which kind (a member kind of the vocabulary pack)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="standings")
    kind = models.CharField(max_length=30)

    class Meta:
        ordering = ["person_id", "starts_on", "pk"]
        indexes = [models.Index(fields=["person", "starts_on", "ends_on"])]
        constraints = [order_of_days("standing")]

    def __str__(self) -> str:
        return self.kind


class Residence(Dated):
    """From when until when somebody lived at a place (a home, or as much of the address as is known)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="residences")

    class Meta:
        ordering = ["person_id", "starts_on", "pk"]
        indexes = [models.Index(fields=["person", "starts_on", "ends_on"])]
        constraints = [order_of_days("residence")]

    def __str__(self) -> str:
        return str(self.place)


class CorrectionRequest(models.Model):
    """What somebody says is wrong in the own record, and what the office answered."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not answered yet")
        DONE = "done", _("corrected")
        DECLINED = "declined", _("not corrected")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="correction_requests")
    text = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text
