"""A vocabulary pack: words, bonds, kinds of member, and the fields that must not be asked for."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lianyi.rules.wording import Bilingual

# Every word of the screens that differs from one world to another. A pack that lacks one does not load.
TERMS = (
    "bond",
    "committee",
    "committee_election",
    "committee_member",
    "community_office",
    "confirmed_on",
    "council",
    "deputy_lead",
    "draft",
    "formation",
    "group",
    "joined_on",
    "joint_forum",
    "joint_group",
    "lead",
    "member",
    "origin_group",
    "partner_unit",
    "roster",
    "secretary_post",
    "wish_form",
)


class UnknownTermError(KeyError):
    """No pack has this term: the name is misspelt."""

    def __init__(self, term_id: str) -> None:
        super().__init__(term_id)
        self.term_id = term_id

    def __str__(self) -> str:
        return f"no term {self.term_id!r}; the terms are: {', '.join(TERMS)}"


@dataclass(frozen=True, slots=True)
class Term:
    """What one thing is called; English has a form for one and one for many."""

    zh: str
    one: str
    many: str

    def within(self, language: str | None, count: int = 1) -> str:
        """Return the word for `count` things; English where the language is not Chinese."""
        return Bilingual(self.zh, self.one if count == 1 else self.many).within(language)


@dataclass(frozen=True, slots=True)
class Bond:
    """A dimension along which people form groups. `icon` names a drawing of the interface."""

    id: str
    name: Bilingual
    icon: str


@dataclass(frozen=True, slots=True)
class MemberKind:
    """A kind of membership and what it entitles to."""

    id: str
    name: Bilingual
    may_vote: bool
    may_be_elected: bool
    counts_to_minimum: bool


@dataclass(frozen=True)
class Pack:
    """One world's words over the engine that all worlds share."""

    id: str
    title: Bilingual
    rule_pack: str
    terms: Mapping[str, Term]
    bonds: tuple[Bond, ...]
    member_kinds: tuple[MemberKind, ...]
    forbidden_fields: Mapping[str, tuple[str, ...]]

    def term(self, term_id: str, language: str | None, count: int = 1) -> str:
        """Return what a thing is called, for `count` of them.

        Raises:
            UnknownTermError: no pack has this term.
        """
        try:
            return self.terms[term_id].within(language, count)
        except KeyError:
            raise UnknownTermError(term_id) from None

    def bond(self, bond_id: str) -> Bond:
        """Return a bond dimension by its id; KeyError where the pack has none such."""
        return {bond.id: bond for bond in self.bonds}[bond_id]

    def member_kind(self, kind_id: str) -> MemberKind:
        """Return a kind of member by its id; KeyError where the pack has none such."""
        return {kind.id: kind for kind in self.member_kinds}[kind_id]

    def forbidden_field(self, heading: str) -> str | None:
        """Return the id of the forbidden field a column heading asks for, or None where the heading may stand."""
        wanted = _folded(heading)
        matches = (field for field, words in self.forbidden_fields.items() if wanted in map(_folded, words))
        return next(matches, None)


def _folded(heading: str) -> str:
    """Two headings that differ in width, case, spaces or underscores ask for the same thing."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    return "".join(character for character in plain if character.isalnum())
