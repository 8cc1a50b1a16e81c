"""The journal's codes as text, for its templates."""

from __future__ import annotations

from django import template
from django.utils.text import capfirst

from lianyi.journal import wording
from lianyi.journal.models import Entry

register = template.Library()


@register.filter
def action_text(entry: Entry) -> str:
    return wording.say(wording.ACTIONS, entry.action)


@register.filter
def purpose_text(purpose: str) -> str:
    return wording.say(wording.PURPOSES, purpose) if purpose else ""


@register.filter
def roles_text(roles: str) -> str:
    return wording.roles_text(roles)


@register.filter
def subject_text(entry: Entry) -> str:
    return (
        capfirst(f"{wording.say(wording.SUBJECTS, entry.subject_type)} {entry.subject_id}")
        if entry.subject_type
        else ""
    )
