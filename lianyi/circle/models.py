"""What the service circle is computed from, and what was computed. Buildings and places, never persons."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.places.models import Place
from lianyi.responsibilities.models import ServicePoint

SYSTEMS = [("wgs84", "WGS84"), ("gcj02", "GCJ-02"), ("bd09", "BD-09")]


class Upload(models.Model):
    """A file as it came, and what was found in it (`report`, see `reading`). It goes when it is taken, or in a week.

    A table of places is kept in `content`; a street network, which may be large, in the data folder (see `store`).
    """

    class Kind(models.TextChoices):
        STREETS = "streets", _("Street network")
        HOMES = "homes", _("Buildings with residents")
        POINTS = "points", _("Service points")
        CANDIDATES = "candidates", _("Candidate sites")

    class State(models.TextChoices):
        RECEIVED = "received", _("To be read")
        UNUSABLE = "unusable", _("Cannot be used")
        CHECKED = "checked", _("Checked, nothing saved yet")
        TAKEN = "taken", _("Taken")

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what the file holds"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("file name"), max_length=120)
    system = models.CharField(_("coordinate system"), max_length=6, choices=SYSTEMS)
    is_complete = models.BooleanField(_("the list is complete"), default=False)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField(default=b"")
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    report: Any = models.JSONField(null=True)
    uploaded_by = models.CharField(max_length=80, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Network(models.Model):
    """The streets of a community as they were read: an .npz in the data folder, named by `digest`."""

    community = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=120)
    digest = models.CharField(max_length=64)
    nodes = models.PositiveIntegerField()
    pieces = models.PositiveIntegerField()
    metres = models.PositiveBigIntegerField()
    findings: Any = models.JSONField(default=list)
    read_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name

    @property
    def kilometres(self) -> float:
        return self.metres / 1000


class Home(models.Model):
    """A building, or a cell of a population grid, and how many people live there. `place`: the building of the tree."""

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("number"), max_length=60)
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120, blank=True)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))
    residents = models.PositiveIntegerField(_("residents"), default=0)

    class Meta:
        ordering = ["code", "pk"]
        constraints = [models.UniqueConstraint(fields=["community", "code"], name="circle_home_once")]

    def __str__(self) -> str:
        return self.name or self.code


class Facility(models.Model):
    """Where a service is had. What a body keeps is entered once, with the body, and only placed here (`at`)."""

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("number"), max_length=60)
    category = models.CharField(_("kind of service"), max_length=40)
    at = models.ForeignKey(
        ServicePoint, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("service point")
    )
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    step_free = models.BooleanField(_("can be reached without steps"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("how many people it can serve"), null=True, blank=True)
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))

    class Meta:
        ordering = ["category", "code", "pk"]
        constraints = [models.UniqueConstraint(fields=["community", "code"], name="circle_facility_once")]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.at.name if self.at else self.name or self.code

    @property
    def shown_hours(self) -> str:
        """In the notation of OpenStreetMap, "" where nobody told."""
        return self.at.hours if self.at else self.hours

    @property
    def is_step_free(self) -> bool | None:
        """None where nobody told. Of a body's service point it is always told."""
        return self.at.is_step_free if self.at else self.step_free


class Candidate(models.Model):
    """Where a new point could stand."""

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("number"), max_length=60)
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120, blank=True)
    capacity = models.PositiveIntegerField(_("how many people it can serve"), null=True, blank=True)
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))

    class Meta:
        ordering = ["code", "pk"]
        constraints = [models.UniqueConstraint(fields=["community", "code"], name="circle_candidate_once")]

    def __str__(self) -> str:
        return self.name or self.code


class Reach(models.Model):
    """The walks of one profile from every home to the nearest point of one category, and the digest of what they were
    computed from. `content` is an .npz (see `store.Walks`). It is computed anew only when the digest is another one.
    """

    community = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    profile = models.CharField(max_length=12)
    category = models.CharField(max_length=40)
    opening = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    unknown_hours = models.PositiveIntegerField(default=0)
    moment = models.DateTimeField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["community", "profile", "category", "opening"], name="circle_reach_once")
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.profile} {self.category} {self.opening}"


class SitePlan(models.Model):
    """A question where new points help most, and its answer (`result`, see `planning`) once it is computed."""

    class Objective(models.TextChoices):
        COVER = "cover", _("Most residents within reach")
        FEWEST = "fewest", _("As few new points as reach everybody who can be reached")
        WALKS = "walks", _("The shortest walks on average")

    community = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    category = models.CharField(_("kind of service"), max_length=40)
    profile = models.CharField(_("who walks"), max_length=12)
    objective = models.CharField(_("what counts"), max_length=8, choices=Objective.choices)
    count = models.PositiveSmallIntegerField(_("how many new points"), default=1)
    minutes = models.PositiveSmallIntegerField(_("limit in minutes"))
    is_capacity_kept = models.BooleanField(_("count how many people a point can serve"), default=False)
    excluded = models.ManyToManyField(Candidate, blank=True, related_name="+", verbose_name=_("sites left out"))
    digest = models.CharField(max_length=64, blank=True)
    result: Any = models.JSONField(null=True)
    asked_by = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.category} +{self.count}"
