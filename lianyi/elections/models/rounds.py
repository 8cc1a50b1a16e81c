"""The rounds of ballots, and what the tellers count.

Nothing here points to a voter, and nothing keeps the order or the time in which ballots were entered: a teller's sheet
is one multiset, written over with each ballot and emptied once both tellers agree.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.elections.models.election import Contest


class Round(models.Model):
    """One casting of ballots.

    `names` are the keys of the persons who can be elected in it, `standing` of those printed on the ballot. `tally` is
    what both tellers agreed on: {"votes": {person: [approved, against, abstained]}, "others": n, "valid": n,
    "invalid": {reason: n}}; `outcome` is what the rules make of it.
    """

    class Stage(models.TextChoices):
        PRELIMINARY = "preliminary", _("Preliminary round")
        ORDINARY = "ordinary", _("Round")
        REPEATED = "repeated", _("Repeated round")
        SECOND = "second", _("Second round")
        RUN_OFF = "run_off", _("Run-off")

    class State(models.TextChoices):
        ISSUED = "issued", _("Ballots are out")
        COUNTING = "counting", _("Being counted")
        SETTLED = "settled", _("Settled")

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12, choices=Stage.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    seats = models.PositiveSmallIntegerField()
    names: Any = models.JSONField(default=list)
    standing: Any = models.JSONField(default=list)
    expected = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(null=True)
    tally: Any = models.JSONField(default=dict, blank=True)
    outcome: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["contest_id", "number"]
        constraints = [models.UniqueConstraint(fields=["contest", "number"], name="round_number_once")]

    def __str__(self) -> str:
        return f"{self.contest_id}.{self.number}"


class Sheet(models.Model):
    """What one teller has counted of a round so far.

    `content` while counting ballot by ballot: {"ballots": {"3 7 12": 2, ...}, "invalid": {reason: n}}, the patterns
    sorted; by strokes: {"votes": {"3": [approved, against]}, "others": n, "valid": n, "invalid": {reason: n}}. Numbers
    are those of the electors. `last` is the identity of the last entry taken, so that one sent twice counts once.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    seat = models.PositiveSmallIntegerField()
    content: Any = models.JSONField(default=dict)
    last = models.CharField(max_length=40, blank=True)
    is_handed_in = models.BooleanField(default=False)

    class Meta:
        ordering = ["round_id", "seat"]
        constraints = [models.UniqueConstraint(fields=["round", "seat"], name="sheet_once_per_seat")]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.seat}"
