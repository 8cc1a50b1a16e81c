"""A playbook: the steps of a long matter, with whom, with which papers, by which rules."""

from dataclasses import dataclass
from datetime import date

from lianyi.rules import Bilingual, Grade


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body or of people that a step is done with; which one it is here, the directory knows."""

    id: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Due:
    """When a step is due: so long after an earlier one as the number of a rule says, in the unit of that rule.

    `is_earliest`: not before that day ("told at least fifteen days before"); otherwise at the latest on it.
    """

    after: str
    rule: str
    is_earliest: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `needs` are papers to bring, `yields` papers obtained; `rules` are ids, those of `dues` included."""

    key: str
    title: Bilingual
    what: Bilingual
    bodies: tuple[Body, ...]
    needs: tuple[Bilingual, ...]
    yields: tuple[Bilingual, ...]
    rules: tuple[str, ...]
    dues: tuple[Due, ...]
    usually_a_trip: bool
    pitfalls: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """The checklist of one kind of long matter.

    `rule_packs` are the packs it is written for: it serves these and whatever extends them. `source` and `grade` tell
    what its words rest on; each number has its own, in the rule that states it. `origin` is the file.
    """

    key: str
    title: Bilingual
    when: Bilingual
    rule_packs: tuple[str, ...]
    source: Bilingual
    grade: Grade
    effective_from: date
    steps: tuple[Step, ...]
    origin: str

    def step(self, key: str) -> Step:
        """Return a step by its key; KeyError where the playbook has none such."""
        return {step.key: step for step in self.steps}[key]
