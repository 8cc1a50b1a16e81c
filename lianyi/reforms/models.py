"""Reforms of public bodies: drafted, completed, carried out on their day, taken back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reform(models.Model):
    """`plan` and `diff` are a Reform and a Diff of `lianyi.engines.reform` as JSON; `diff` once it was carried out.

    `source` is the decision it rests on; it becomes the basis of every responsibility that it hands over. Open matters
    pass on when its day has come: `matters_at` is when they did, `passed` what was done with each
    (`passing.py`), and `helped` what with the help of bodies that ended (`helping.py`).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPLIED = "applied", _("Carried out")
        UNDONE = "undone", _("Taken back")

    title = models.CharField(_("title"), max_length=120)
    day = models.DateField(_("day"))
    source = models.CharField(_("decision"), max_length=200)
    plan: Any = models.JSONField()
    diff: Any = models.JSONField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    reverses = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reversed_by")
    applied_at = models.DateTimeField(null=True)
    matters_at = models.DateTimeField(null=True)
    passed: Any = models.JSONField(default=list)
    helped: Any = models.JSONField(default=list)

    class Meta:
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.title
