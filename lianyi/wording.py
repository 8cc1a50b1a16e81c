"""The words and the rules of the kind of community this site serves, in the language of the person reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from lianyi import packs
from lianyi.dated import today
from lianyi.rules import Rule, RuleBook, rule_book


def term(key: str, count: int = 1) -> str:
    """What this community calls a thing: `term("group")`, `term("group", 2)`."""
    return packs.load_pack(settings.LIANYI_PACK).term(key, get_language(), count)


def book() -> RuleBook:
    """Every rule of the pack in use, with the office's own rules over it."""
    overlays = [Path(settings.LIANYI_RULES_OVERLAY)] if settings.LIANYI_RULES_OVERLAY else []
    return rule_book(packs.load_pack(settings.LIANYI_PACK).rule_pack, overlays)


def rule(rule_id: str, on: date | None = None) -> Rule:
    """The rule in force on a day (today when not said). Raises `lianyi.rules.UnknownRuleError`."""
    return book().rule(rule_id, on or today())
