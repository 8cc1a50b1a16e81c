"""A rule as the site tells it, in the language of the person reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from lianyi.journal.wording import in_our_words
from lianyi.rules import Rule, Severity

DOMAINS: dict[str, str | Promise] = {
    "accessibility": _("Easy to read and to use"),
    "burden": _("Lightening the burden"),
    "circle": _("Within fifteen minutes"),
    "deliberation": _("Deliberation"),
    "elections": _("Elections"),
    "emblems": _("Emblems"),
    "forming": _("Forming groups"),
    "forum": _("Joint forum"),
    "groups": in_our_words("%(groups)s"),
    "meetings": _("Meetings"),
    "owners": _("Votes of owners"),
    "owners_meeting": _("Owners' meeting"),
    "privacy": _("Personal data"),
    "proofs": _("Proofs nobody may demand"),
    "registers": _("Registers"),
    "representatives_meeting": _("Meeting of residents' representatives"),
    "requests": _("Requests"),
    "residents_committee": _("Residents' committee"),
    "residents_meeting": _("Residents' meeting"),
    "resolutions": _("Resolutions"),
    "volunteers": _("Volunteers"),
}


@dataclass(frozen=True)
class RuleCard:
    """What a card shows. `consequence` says what happens when the rule is not met, "" for a mere setting."""

    id: str
    text: str
    value: str
    citation: str
    grade: str
    grade_text: str
    is_firm: bool
    starts_on: date
    ends_on: date | None
    consequence: str
    note: str


def tell(rule: Rule) -> RuleCard:
    """The rule in the language in use."""
    language = get_language()
    return RuleCard(
        id=rule.id,
        text=rule.text.within(language),
        value=rule.said_with_unit(language),
        citation=rule.citation.within(language),
        grade=rule.grade.letter,
        grade_text=rule.grade.text.within(language),
        is_firm=rule.grade.is_firm,
        starts_on=rule.effective_from,
        ends_on=rule.effective_to,
        consequence=_consequence(rule),
        note=rule.note.within(language) if rule.note else "",
    )


def domain_title(domain: str) -> str:
    """The heading over a domain's rules."""
    return capfirst(str(DOMAINS.get(domain, domain)))


def _consequence(rule: Rule) -> str:
    if rule.operator is None:
        return ""
    if rule.overridable:
        return gettext(
            "You are told when it is not met. You may go on if you give a reason, which is kept in the journal."
        )
    if rule.severity is Severity.REFUSE:
        return gettext("What does not meet it is refused.")
    return gettext("You are told when it is not met.")
