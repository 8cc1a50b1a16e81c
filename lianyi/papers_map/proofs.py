"""The proofs nobody may demand (负面清单): read from the rule, so that list and source change with it."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.rules import Rule, UnknownRuleError
from lianyi.wording import rule

RULE = "proofs.not_to_be_issued"


def the_rule() -> Rule | None:
    """The rule in force; None where the pack in use knows none."""
    try:
        return rule(RULE)
    except UnknownRuleError:
        return None


def choices() -> list[tuple[str, str]]:
    """What may be chosen for a certificate: the option and its name in the reader's language."""
    found = the_rule()
    if found is None:
        return []
    labels = dict(found.options)
    return [(item, labels[item].within(get_language())) for item in found.items]


def is_barred(proof: str) -> bool:
    """Whether a certificate with this option is one that nobody may demand today."""
    return bool(proof) and proof in dict(choices())


def source() -> str:
    found = the_rule()
    return found.citation.within(get_language()) if found else ""


def what_to_say(proof: str) -> str:
    """A sentence for the counter at which the proof is demanded."""
    words = {"proof": dict(choices()).get(proof, proof), "source": source()}
    return (
        _(
            "“Residents’ committees do not issue proof of %(proof)s: %(source)s. Please ask the office that keeps the"
            " record, or take my own written statement.”"
        )
        % words
    )
