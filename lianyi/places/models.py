"""Places: one tree of any depth, from the region down to a home."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.dated import Dated, DatedQuerySet, order_of_days
from lianyi.ordering import CodePointField
from lianyi.search import key_of, sort_key_of


class PlaceQuerySet(DatedQuerySet):
    def within(self, *places: Place) -> PlaceQuerySet:
        """The places and everything below them: ranges on the path, which both databases answer from the index."""
        reach = models.Q(pk__in=[])
        for place in places:
            reach |= models.Q(path__gte=place.path, path__lt=place.path_end)
        return self.filter(reach)


class Place(Dated):
    """A node of the tree. `path` is "/1/4/9/": the keys from the root to this place."""

    class Kind(models.TextChoices):
        REGION = "region", _("Region")
        COMMUNITY = "community", _("Community")
        COMPOUND = "compound", _("Compound")
        BUILDING = "building", _("Building")
        ENTRANCE = "entrance", _("Entrance")
        UNIT = "unit", pgettext_lazy("place", "Home")

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=80)
    code = models.CharField(_("code"), max_length=30, blank=True, db_index=True)
    path = CodePointField(max_length=200, editable=False)
    search_key = models.TextField(editable=False, blank=True)
    sort_key = CodePointField(max_length=200, editable=False, blank=True)

    objects = PlaceQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["kind", "path"]),
            models.Index(fields=["parent", "sort_key"]),
        ]
        constraints = [
            order_of_days("place"),
            models.UniqueConstraint(
                fields=["parent", "name"], condition=models.Q(ends_on__isnull=True), name="place_name_once_per_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Renews what is derived from the name. Bulk writes must call it as `save` does."""
        self.search_key, self.sort_key = key_of(self.name, self.code), sort_key_of(self.name)

    @property
    def ancestor_ids(self) -> list[int]:
        """Keys from the root to this place, this one included."""
        return [int(key) for key in self.path.strip("/").split("/") if key]

    @property
    def path_end(self) -> str:
        """The first path that no longer lies below this place ("0" follows "/")."""
        return self.path[:-1] + "0"
