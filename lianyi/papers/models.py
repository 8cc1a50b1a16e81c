"""Templates of an office's own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.papers.kinds import LANGUAGES
from lianyi.places.models import Place


class OfficeTemplate(models.Model):
    """A .docx by which a community prints one kind of paper in one language, instead of the shipped one."""

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    language = models.CharField(max_length=10, choices=LANGUAGES)
    content = models.BinaryField()
    name = models.CharField(_("file name"), max_length=120)
    sha256 = models.CharField(max_length=64)
    user_id = models.BigIntegerField(null=True)
    uploaded_by = models.CharField(max_length=80, blank=True)
    uploaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["community_id", "kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kind", "language"], name="template_once_per_kind_and_language"
            )
        ]

    def __str__(self) -> str:
        return self.name
