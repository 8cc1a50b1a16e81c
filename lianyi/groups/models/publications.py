"""What was published, version by version, and what people objected to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.groups.models.drafts import Draft
from lianyi.groups.models.rounds import Formation
from lianyi.groups.models.wishes import WishForm


class Publication(models.Model):
    """A version of the result. Earlier versions stay as they were.

    `figures` are the counts as published: they stay right when somebody is erased later. `unplaced` names by serial who
    is without a group and why that was accepted.
    """

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="publications")
    version = models.PositiveIntegerField()
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="publications")
    published_at = models.DateTimeField()
    objections_until = models.DateField()
    figures: Any = models.JSONField(default=dict, blank=True)
    override_reason = models.CharField(max_length=300, blank=True)
    unplaced: Any = models.JSONField(default=list, blank=True)  # [{"serial": 7, "reason": "..."}]

    class Meta:
        ordering = ["formation_id", "-version"]
        constraints = [models.UniqueConstraint(fields=["formation", "version"], name="publication_version_once")]

    def __str__(self) -> str:
        return f"{self.formation_id} v{self.version}"


class Objection(models.Model):
    """What somebody says against their placement, and the answer."""

    class State(models.TextChoices):
        OPEN = "open", _("Not answered yet")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Not accepted")

    class Channel(models.TextChoices):
        WEB = "web", _("Web")
        PAPER = "paper", _("Paper")
        TELEPHONE = "telephone", _("Telephone")
        DESK = "desk", _("At the desk")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="objections")
    form = models.ForeignKey(WishForm, on_delete=models.CASCADE, related_name="objections")
    text = models.CharField(_("what is the matter"), max_length=500)
    channel = models.CharField(_("came in by"), max_length=10, choices=Channel.choices, default=Channel.WEB)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["state", "at"]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.form_id}"
