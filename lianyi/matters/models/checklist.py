"""The checklist of a long matter, and what it taught for the next one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.matters.models.matter import Matter


class Task(models.Model):
    """A line of a matter's checklist. `key` is the step of the playbook, "" for a line of the matter's own."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("what is to be done"), max_length=160)
    note = models.CharField(_("note"), max_length=500, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["matter_id", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Lesson(models.Model):
    """What a closed matter taught: the next checklist of the same playbook shows it at its step. It names nobody."""

    playbook = models.CharField(max_length=40)
    key = models.CharField(max_length=60, blank=True)
    text = models.CharField(_("what the next one should know"), max_length=300)
    matter = models.ForeignKey(Matter, on_delete=models.SET_NULL, null=True, related_name="lessons")
    on = models.DateField()

    class Meta:
        ordering = ["playbook", "on", "pk"]

    def __str__(self) -> str:
        return self.text
