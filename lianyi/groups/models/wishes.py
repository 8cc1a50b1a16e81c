"""The wish forms and what was answered on them. Answers are never overwritten: each is a version."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.groups.models.rounds import Formation, ProposedGroup
from lianyi.people.models import Person


class WishForm(models.Model):
    """One person's form in one formation. The personal code is derived from `nonce`; only its digest is stored."""

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="forms")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wish_forms")
    serial = models.PositiveIntegerField()
    nonce = models.CharField(max_length=32)
    code_digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["formation_id", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["formation", "person"], name="form_once_per_person"),
            models.UniqueConstraint(fields=["formation", "serial"], name="form_serial_once"),
        ]

    def __str__(self) -> str:
        return str(self.serial)


class Answer(models.Model):
    """A version of a form as it came in. The highest version counts."""

    class Channel(models.TextChoices):
        WEB = "web", _("Web")
        PAPER = "paper", _("Paper")
        TELEPHONE = "telephone", _("Telephone")
        DESK = "desk", _("At the desk")

    form = models.ForeignKey(WishForm, on_delete=models.CASCADE, related_name="answers")
    version = models.PositiveIntegerField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    at = models.DateTimeField()
    takes_part = models.BooleanField(default=True)
    accept_any = models.BooleanField(default=True)
    trade = models.CharField(_("trade"), max_length=60, blank=True)
    area = models.CharField(_("neighbourhood"), max_length=60, blank=True)
    hobby = models.CharField(_("hobbies and skills"), max_length=120, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    entered_by_user = models.BigIntegerField(null=True)
    is_late = models.BooleanField(default=False)
    late_reason = models.CharField(_("why it is late"), max_length=200, blank=True)

    class Meta:
        ordering = ["form_id", "version"]
        constraints = [models.UniqueConstraint(fields=["form", "version"], name="answer_version_once")]

    def __str__(self) -> str:
        return f"{self.form_id} v{self.version}"


class Wish(models.Model):
    """One line of an answer: the wished group at this rank."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()
    proposed = models.ForeignKey(ProposedGroup, on_delete=models.PROTECT, related_name="wishes")

    class Meta:
        ordering = ["answer_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "rank"], name="wish_rank_once"),
            models.UniqueConstraint(fields=["answer", "proposed"], name="wish_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.proposed_id}"
