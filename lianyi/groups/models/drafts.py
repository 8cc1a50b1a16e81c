"""Trial runs, kept side by side."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.groups.models.rounds import Formation, ProposedGroup
from lianyi.groups.models.wishes import WishForm


class Draft(models.Model):
    """One trial run: its settings, and what came out. `summary` and `certificate` are the engine's, as JSON.

    A draft holds wishes as long as the forms are kept; once they are forgotten, who is where and the counts are left.
    """

    class State(models.TextChoices):
        COMPUTING = "computing", _("Computing")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be computed")
        FORGOTTEN = "forgotten", _("Wishes forgotten")

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=60, blank=True)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children")
    state = models.CharField(max_length=10, choices=State.choices, default=State.COMPUTING)
    job_id = models.BigIntegerField(null=True)
    policy = models.CharField(max_length=20, choices=Formation.Policy.choices)
    seed = models.PositiveIntegerField()
    open_per_bond: Any = models.JSONField(default=dict, blank=True)
    keep = models.CharField(max_length=5, default="first")
    places_unanswered = models.BooleanField(default=True)
    sizes: Any = models.JSONField(default=dict, blank=True)  # proposed number -> [minimum, maximum], in this draft only
    group_locks: Any = models.JSONField(default=dict, blank=True)  # proposed number -> "open" | "closed" | "frozen"
    asked: Any = models.JSONField(default=dict, blank=True)  # the engine's input as it was, see groups.problem
    is_edited = models.BooleanField(default=False)
    status = models.CharField(max_length=10, blank=True)  # "optimal" or "gap"; empty after an edit by hand
    problems: Any = models.JSONField(default=list, blank=True)
    summary: Any = models.JSONField(default=dict, blank=True)
    certificate: Any = models.JSONField(default=dict, blank=True)
    input_hash = models.CharField(max_length=64, blank=True)  # empty once somebody's wishes are forgotten
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["formation_id", "number"]
        constraints = [models.UniqueConstraint(fields=["formation", "number"], name="draft_number_once")]

    def __str__(self) -> str:
        return self.name or str(self.number)

    @property
    def has_proof(self) -> bool:
        """Nobody was moved by hand, and nobody's wishes are forgotten: what was proven can be checked again."""
        return bool(self.status and self.input_hash)

    @property
    def is_forgotten(self) -> bool:
        return self.state == self.State.FORGOTTEN


class Placement(models.Model):
    """Where a draft puts somebody. `level` is the engine's: 1..K the wish met, then fallback, then any group."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="placements")
    form = models.ForeignKey(WishForm, on_delete=models.CASCADE, related_name="placements")
    proposed = models.ForeignKey(ProposedGroup, on_delete=models.PROTECT, null=True, related_name="placements")
    level = models.PositiveSmallIntegerField()
    is_locked = models.BooleanField(default=False)
    is_moved = models.BooleanField(default=False)

    class Meta:
        ordering = ["draft_id", "form_id"]
        constraints = [models.UniqueConstraint(fields=["draft", "form"], name="placed_once_per_draft")]

    def __str__(self) -> str:
        return f"{self.form_id} -> {self.proposed_id}"
