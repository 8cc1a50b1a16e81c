"""A sheet of answers on its way in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.groups.models.rounds import Formation


class AnswerSheet(models.Model):
    """The file of answers that somebody has brought to a round: one at a time, and for a day.

    `report` is what the check found (see `sheets.checking`), `handed_in_in_time` and `late_reason` what was said when
    it was to be taken. When it is taken, everything that came out of the file goes; `taken` and `left` are counts.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("To be checked")
        UNREADABLE = "unreadable", _("Cannot be read")
        CHECKED = "checked", _("Checked, nothing saved yet")
        TAKEN = "taken", _("Taken")

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="+")
    user_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    report: Any = models.JSONField(default=dict)
    only_good = models.BooleanField(default=False)
    handed_in_in_time = models.BooleanField(default=False)
    late_reason = models.CharField(max_length=200, blank=True)
    taken = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    brought_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["formation", "user_id"], name="one_sheet_per_round_and_user")]

    def __str__(self) -> str:
        return self.name
