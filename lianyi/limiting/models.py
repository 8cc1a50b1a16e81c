"""What is counted, for the length of a window."""

from __future__ import annotations

from django.db import models


class Count(models.Model):
    """How often a thing came from somewhere until `ends_at` (seconds since 1970). `key` is a digest, not an address."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key} {self.count}"
