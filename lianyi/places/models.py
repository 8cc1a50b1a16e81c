"""Places: one tree of any depth, from the region down to a home."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.dated import Dated, DatedQuerySet, order_of_days


class PlaceQuerySet(DatedQuerySet):
    def within(self, place: Place) -> PlaceQuerySet:
        """The place and everything below it. A range on the indexed path, which both databases answer from the index."""
        return self.filter(path__gte=place.path, path__lt=place.path[:-1] + "0")


class Place(Dated):
    """A node of the tree. `path` is "/1/4/9/": the keys from the root to this place."""

    class Kind(models.TextChoices):
        REGION = "region", _("Region")
        COMMUNITY = "community", _("Community")
        COMPOUND = "compound", _("Compound")
        BUILDING = "building", _("Building")
        ENTRANCE = "entrance", _("Entrance")
        UNIT = "unit", _("Home")

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, db_index=True)
    name = models.CharField(_("name"), max_length=80)
    code = models.CharField(_("code"), max_length=30, blank=True, db_index=True)
    path = models.CharField(max_length=200, editable=False, db_index=True)
    search_key = models.CharField(max_length=300, editable=False, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            order_of_days("place"),
            models.UniqueConstraint(
                fields=["parent", "name"], condition=models.Q(ends_on__isnull=True), name="place_name_once_per_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """Keys from the root to this place, this one included."""
        return [int(key) for key in self.path.strip("/").split("/") if key]
