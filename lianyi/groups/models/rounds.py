"""One act of forming groups, and the groups proposed in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.organisations.models import Group
from lianyi.places.models import Place


class Formation(models.Model):
    """A round in which the members of a community form their groups."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("Being prepared")
        OPEN = "open", _("Forms are coming in")
        CLOSED = "closed", _("Forms closed, being arranged")
        PUBLISHED = "published", _("Published")

    class Policy(models.TextChoices):
        RANK_MAXIMAL = "rank-maximal", _("As many first wishes as possible, then second ones")
        LEAST_TOTAL_RANK = "least-total-rank", _("Best on average")
        FAIREST = "fairest", _("Nobody far down the list")

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="formations")
    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREPARING)
    deadline = models.DateTimeField(_("forms are due by"), null=True, blank=True)
    max_wishes = models.PositiveSmallIntegerField(_("wishes per form"), default=3)
    policy = models.CharField(_("what counts most"), max_length=20, choices=Policy.choices, default=Policy.RANK_MAXIMAL)
    seed = models.PositiveIntegerField(_("draw number"))
    open_per_bond: Any = models.JSONField(default=dict, blank=True)  # bond code -> how many groups open
    residence_is_fallback = models.BooleanField(_("who gets no wish goes to the group of their home"), default=True)
    starts_on = models.DateField(_("groups begin on"), null=True, blank=True)
    contact = models.CharField(_("whom to ask, and where paper forms go"), max_length=200, blank=True)
    keep_until = models.DateField(_("forms are kept until"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def takes_answers(self, now: datetime) -> bool:
        """True while members may still answer by themselves."""
        return self.state == self.State.OPEN and (self.deadline is None or now <= self.deadline)


class ProposedGroup(models.Model):
    """A group that people may wish for. `number` is what they write on the paper form.

    `home` is the address of its place, filled in where many are shown (`queries.rounds.proposed_by_bond`).
    """

    home: str = ""

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="proposed")
    number = models.PositiveIntegerField(_("number"))
    bond = models.CharField(_("bond"), max_length=30)
    name = models.CharField(_("name"), max_length=80)
    minimum = models.PositiveIntegerField(_("smallest size"))
    maximum = models.PositiveIntegerField(_("largest size"))
    size_reason = models.CharField(_("why the size differs from the rule"), max_length=200, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("within reach of")
    )
    meets_at = models.CharField(_("meets at"), max_length=120, blank=True)
    meets_when = models.CharField(_("meets when"), max_length=120, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")

    class Meta:
        ordering = ["formation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["formation", "number"], name="proposed_number_once"),
            models.CheckConstraint(
                condition=models.Q(maximum__gte=models.F("minimum")), name="proposed_sizes_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
