"""Answered matters whose asker has said nothing yet."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from lianyi.dated import now
from lianyi.matters.models import Matter
from lianyi.wording import rule


def to_ask_again() -> QuerySet[Matter]:
    return _answered_before("requests.ask_again_after_days").filter(reminded_at__isnull=True)


def to_close() -> QuerySet[Matter]:
    return _answered_before("requests.close_without_word_after_days")


def _answered_before(rule_id: str) -> QuerySet[Matter]:
    since = now() - timedelta(days=rule(rule_id).number)
    return Matter.objects.filter(state=Matter.State.ANSWERED, answered_at__lt=since).order_by("pk")
