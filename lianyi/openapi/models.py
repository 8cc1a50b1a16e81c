"""Keys with which other systems send matters in, and which matter came with which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.dated import Dated, order_of_days
from lianyi.matters.models import Matter, Step
from lianyi.places.models import Place


class ApiKey(Dated):
    """What another system shows to send matters in. Of the key itself only a keyed digest is kept.

    `community` None: it may send for every community. `is_public`: what it sends stands publicly there anyway, so
    neighbours may see it here too.
    """

    name = models.CharField(pgettext_lazy("thing", "name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    community = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("only for")
    )
    is_public = models.BooleanField(_("what it sends is public there anyway"), default=False)
    used_on = models.DateField(_("last used"), null=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [order_of_days("api_key")]

    def __str__(self) -> str:
        return self.name


class Sent(models.Model):
    """A matter that another system sent in. `token` is what that system calls it, "" when it did not say."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, primary_key=True, related_name="sent")
    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="sent", db_index=False)
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["key", "matter"], name="sent_by_key"),
            models.Index(fields=["key", "token"], name="sent_as"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} by {self.key_id}"


class SentUpdate(models.Model):
    """An update that another system sent in, so that sent twice it is written down once."""

    sent = models.ForeignKey(Sent, on_delete=models.CASCADE, related_name="updates", db_index=False)
    token = models.CharField(max_length=64)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sent", "token"], name="sent_update_once")]

    def __str__(self) -> str:
        return f"{self.sent_id} {self.token}"
