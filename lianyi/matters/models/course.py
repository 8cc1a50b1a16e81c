"""The course of a matter: who had it, what was done, what it waited for, which ways were gone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.matters.models.matter import Matter
from lianyi.organisations.models import Organisation
from lianyi.responsibilities.models import Subject


class Hop(models.Model):
    """Who had a matter (流转), from and to. `organisation` None is the office of the community."""

    class Cause(models.TextChoices):
        INTAKE = "intake", _("came in")
        HANDED = "handed", _("handed over")
        RETURNED = "returned", _("returned")
        ARBITRATED = "arbitrated", _("decided by the next level")
        REFORMED = "reformed", _("by a reform")
        REOPENED = "reopened", _("opened again")

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="hops")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    cause = models.CharField(max_length=12, choices=Cause.choices)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["matter_id", "began_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(ended_at__isnull=True), name="hop_open_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="hop_times_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} at {self.organisation_id}"


class Pause(models.Model):
    """A time in which a matter did not lie in our hands: it waited for papers, or for whoever raised it."""

    class Cause(models.TextChoices):
        PAPERS = "papers", _("waiting for papers")
        ASKER = "asker", _("waiting for whoever raised it")
        OTHERS = "others", _("waiting for others")

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="pauses")
    cause = models.CharField(_("what for"), max_length=8, choices=Cause.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["matter_id", "began_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(ended_at__isnull=True), name="pause_open_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="pause_times_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.cause}"


class Step(models.Model):
    """What was done: a visit, a call, a document, a decision. Whoever raised the matter reads every one that is shown.

    `happened_on` is the day it was done, `at` when it was written down. `office` says where, in words, when it was
    not a body of the directory.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visit")
        CALL = "call", _("Call")
        DOCUMENT = "document", _("Document")
        NOTE = "note", _("Note")
        CLAIM = "claim", _("Claimed")
        HAND_OVER = "hand_over", _("Handed over")
        RETURN = "return", pgettext_lazy("matter", "Returned")
        DECISION = "decision", _("Decision")
        PAUSE = "pause", pgettext_lazy("matter", "Waiting")
        RESUME = "resume", _("In our hands again")
        ANSWER = "answer", _("Answer")
        WORD = "word", _("Word of whoever raised it")
        REMINDER = "reminder", _("Reminder")
        ESCALATION = "escalation", _("Taken to the next level")
        CROSSING = "crossing", _("Handed to the other workspace")

    OF_HANDS = (Kind.VISIT, Kind.CALL, Kind.DOCUMENT, Kind.NOTE, Kind.DECISION)

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    happened_on = models.DateField(_("day"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    office = models.CharField(_("where, or with whom"), max_length=80, blank=True)
    text = models.TextField(_("what was said or done"), max_length=1000, blank=True)
    next_step = models.CharField(_("what comes next"), max_length=200, blank=True)
    is_shown = models.BooleanField(_("whoever raised it sees this"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["matter_id", "happened_on", "at", "pk"]
        indexes = [models.Index(fields=["at"], name="step_at")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"


class Helping(models.Model):
    """A body or an account that helps with a matter, from and to. One answers for it, any number help."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="helpings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    task = models.CharField(_("with what"), max_length=120, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["matter_id", "pk"]
        indexes = [models.Index(fields=["organisation", "ended_at"], name="helping_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, user__isnull=False)
                | Q(organisation__isnull=False, user__isnull=True),
                name="helping_names_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id or self.user_id} helps with {self.matter_id}"


class Trip(models.Model):
    """A way somebody had to go: needed, or in vain with its cause. `subject` is the guide that sent them."""

    class Traveller(models.TextChoices):
        ASKER = "asker", _("whoever raised it")
        HELPER = "helper", _("their helper")
        WORKER = "worker", _("one of us")

    class Cause(models.TextChoices):
        MISSING_PAPER = "missing_paper", _("a paper was missing")
        WRONG_PLACE = "wrong_place", _("wrong place")
        CLOSED = "closed", _("closed")
        WRONG_WORD = "wrong_word", _("wrong information")
        BREAKDOWN = "breakdown", _("system out of order")
        ABSENT = "absent", _("the person in charge was away")

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="trips")
    step = models.ForeignKey(Step, on_delete=models.SET_NULL, null=True, blank=True, related_name="trips")
    on = models.DateField(_("day"))
    traveller = models.CharField(_("who went"), max_length=8, choices=Traveller.choices)
    where = models.CharField(_("where to"), max_length=80)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cause = models.CharField(_("why it was in vain"), max_length=16, choices=Cause.choices, blank=True)

    class Meta:
        ordering = ["matter_id", "on", "pk"]
        indexes = [models.Index(fields=["subject", "cause", "on"], name="trip_guide")]

    def __str__(self) -> str:
        return f"{self.on} {self.where}"

    @property
    def is_wasted(self) -> bool:
        return bool(self.cause)


class Dispute(models.Model):
    """A body returned a matter that the list of responsibilities gives it; the next level decides."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="disputes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    arbiter = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    proposed = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(_("ground"), max_length=300, blank=True)

    class Meta:
        ordering = ["matter_id", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(decided_at__isnull=True), name="dispute_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} returned by {self.organisation_id}"
