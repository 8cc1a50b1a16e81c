"""What is found and sorted by its name."""

from __future__ import annotations

from typing import Any

from django.db import models

from lianyi.ordering import CodePointField
from lianyi.search import key_of, sort_key_of

SEPARATORS = "；;、,，\n"


def split_names(text: str) -> list[str]:
    """The names in a field in which somebody wrote several."""
    for separator in SEPARATORS:
        text = text.replace(separator, ";")
    return [part.strip() for part in text.split(";") if part.strip()]


class Named(models.Model):
    """Adds the keys by which a thing is found and sorted by its name, or by other names it goes by."""

    search_key = models.TextField(editable=False, blank=True)
    sort_key = CodePointField(max_length=200, editable=False, blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Renews what is derived from the names. Bulk writes must call it as `save` does."""
        self.search_key, self.sort_key = key_of(str(self), *self.other_names()), sort_key_of(str(self))

    def other_names(self) -> list[str]:
        """What else it is found by."""
        return []
