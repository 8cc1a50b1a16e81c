"""Questions that the finder could not answer: the desk's list of gaps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.places.models import Place
from lianyi.responsibilities.models import Subject


class Question(models.Model):
    """What somebody asked in vain. Who asked is not known; the same question asked again counts up."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Can be found now")
        CLOSED = "closed", _("Put aside")

    text = models.CharField(_("question"), max_length=120)
    community = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    times = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    subject = models.ForeignKey(Subject, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-times", "-last_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["text", "community"], name="question_once")]

    def __str__(self) -> str:
        return self.text
