"""Files on their way into the register and out of it, and the forms they came in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.places.models import Place


class Upload(models.Model):
    """A file as it came. `content` goes when the file is taken, the whole row after a week.

    `list_date` is the day on which the list is true; `report` what the check found (see `checking`), without the
    problems, which are rows of `UploadProblem`; `result` what was taken; `left` the rows that were not, as an .xlsx.
    """

    class Kind(models.TextChoices):
        ROSTER = "roster", _("Roster of members")
        HOUSEHOLDS = "households", _("Homes and households")
        PLACES = "places", _("List of places")
        DIRECTORY = "directory", _("Organisations and businesses")

    class State(models.TextChoices):
        RECEIVED = "received", _("To be checked")
        UNREADABLE = "unreadable", _("Cannot be read")
        CHECKED = "checked", _("Checked, nothing saved yet")
        TAKEN = "taken", _("Taken")

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("file name"), max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    list_date = models.DateField(_("true on"))
    make_places = models.BooleanField(_("create missing buildings and homes"), default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    report: Any = models.JSONField(null=True)
    result: Any = models.JSONField(null=True)
    left = models.BinaryField(null=True)
    user_id = models.BigIntegerField(null=True)
    uploaded_by = models.CharField(max_length=80, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["community", "sha256"])]

    def __str__(self) -> str:
        return self.name


class UploadProblem(models.Model):
    """One thing to look at in a file. `code` has its text in `wording`."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=4, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40)
    is_error = models.BooleanField()
    params: Any = models.JSONField(default=dict)
    value = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["upload", "code"]), models.Index(fields=["upload", "row"])]

    def __str__(self) -> str:
        return f"{self.row}{self.column}: {self.code}"


class RememberedForm(models.Model):
    """The headings that a community uses for a kind of list, as a `sheets.HeadingMemory`."""

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Upload.Kind.choices)
    memory: Any = models.JSONField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "kind"], name="form_once_per_community_and_kind")]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.kind}"


class Extract(models.Model):
    """A list on its way out, for nobody but who asked. `content` is there once it is made; the row goes after a day."""

    community = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Upload.Kind.choices)
    on = models.DateField()
    columns: Any = models.JSONField()
    purpose = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    content = models.BinaryField(null=True)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
