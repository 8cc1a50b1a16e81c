"""The append-only, hash-chained record of what was done and who looked.

An `Entry` is one act. Its content lies in `Part`s, one for each person or thing concerned. The chain covers only each
part's *commitment* (a salted hash), so a part about a person can be erased later without breaking the chain.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class JournalIsAppendOnlyError(Exception):
    """Raised by any attempt to change or delete what the journal holds."""


class AppendOnly(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnlyError

    def delete(self) -> NoReturn:
        raise JournalIsAppendOnlyError


class Head(models.Model):
    """One row: the end of the chain. Locking it makes writers queue."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return str(self.number)


class Entry(models.Model):
    class Kind(models.TextChoices):
        WRITE = "write", _("changed")
        LOOK = "look", _("looked at")

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    action = models.CharField(max_length=60, db_index=True)
    purpose = models.CharField(max_length=200, blank=True)
    user_id = models.BigIntegerField(null=True, db_index=True)
    actor_person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=80, blank=True)
    roles = models.CharField(max_length=80)
    community_id = models.BigIntegerField(null=True, db_index=True)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    parts_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnlyError


class Part(models.Model):
    """What an entry did to, or saw of, one person or thing. Content, salt and person go when the person is erased."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField()
    person_id = models.BigIntegerField(null=True, db_index=True)
    salt = models.CharField(max_length=32, blank=True)
    content = models.JSONField(null=True)
    commitment = models.CharField(max_length=64)
    erased_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["entry_id", "position"]
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="journal_part_position")]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.position}"
