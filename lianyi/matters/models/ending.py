"""How a matter ends: the word of whoever raised it, or a copy that goes to the other workspace."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.matters.models.matter import Matter


class FeedbackIsTheirsError(Exception):
    """Raised by any attempt to change what somebody said about their matter."""


class Theirs(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise FeedbackIsTheirsError


class Feedback(models.Model):
    """What whoever raised a matter said of how it went. A later word stands beside an earlier one; none is changed.

    `by_name` is who wrote it down for them, when it came by telephone or on paper.
    """

    class Solved(models.TextChoices):
        YES = "yes", _("Yes, it is solved")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    class Satisfied(models.TextChoices):
        YES = "yes", _("Satisfied")
        FAIR = "fair", _("It was all right")
        NO = "no", _("Not satisfied")

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="feedback")
    at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Matter.Channel.choices)
    solved = models.CharField(_("Is it solved?"), max_length=6, choices=Solved.choices)
    satisfied = models.CharField(_("Are you satisfied with how it was handled?"), max_length=6, blank=True)
    words = models.TextField(_("in your own words"), max_length=1000, blank=True)
    may_publish = models.BooleanField(_("these words may be shown publicly, without my name"), default=False)
    by_name = models.CharField(max_length=80, blank=True)

    objects = Theirs.as_manager()

    class Meta:
        ordering = ["matter_id", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.solved}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise FeedbackIsTheirsError
        super().save(*args, **kwargs)


class Crossing(models.Model):
    """A matter went from one workspace to the other: for which purpose, and what of it was handed along."""

    from_matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="crossings")
    to_matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="crossed_from")
    at = models.DateTimeField()
    purpose = models.CharField(_("purpose"), max_length=20)
    reason = models.CharField(_("why"), max_length=200)
    with_text = models.BooleanField(_("with what was written"), default=False)
    with_contact = models.BooleanField(_("with name and telephone"), default=False)
    by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["from_matter_id", "pk"]

    def __str__(self) -> str:
        return f"{self.from_matter_id} → {self.to_matter_id}"
