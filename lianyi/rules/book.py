"""All rules of a pack with what it inherits, and the ones in force on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lianyi.rules.rule import Rule
from lianyi.rules.wording import Bilingual


class UnknownRuleError(KeyError):
    """No version of this rule is in force in this pack on this day."""

    def __init__(self, rule_id: str, pack_id: str, day: date) -> None:
        super().__init__(rule_id)
        self.rule_id, self.pack_id, self.day = rule_id, pack_id, day

    def __str__(self) -> str:
        return f"no rule {self.rule_id!r} in force in pack {self.pack_id!r} on {self.day}"


@dataclass(frozen=True)
class Layer:
    """What one pack, or one office's own folder, states by itself. Versions of a rule never overlap, oldest first."""

    id: str
    title: Bilingual
    versions: Mapping[str, tuple[Rule, ...]]

    def find(self, rule_id: str, day: date) -> Rule | None:
        """Return this layer's version of a rule for a day."""
        return next((rule for rule in self.versions.get(rule_id, ()) if rule.is_in_force(day)), None)


class RulesInForce(Mapping[str, Rule]):
    """The rules of a pack on one day, by id; sorted by id when listed."""

    def __init__(self, pack_id: str, day: date, rules: dict[str, Rule]) -> None:
        self.pack_id, self.day = pack_id, day
        self._rules = rules

    def __getitem__(self, rule_id: str) -> Rule:
        try:
            return self._rules[rule_id]
        except KeyError:
            raise UnknownRuleError(rule_id, self.pack_id, self.day) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


@dataclass(frozen=True)
class RuleBook:
    """A pack over the packs it extends; `layers` come nearest first: an office's own, the pack, its parents."""

    pack_id: str
    layers: tuple[Layer, ...]

    @property
    def title(self) -> Bilingual:
        """The pack's name."""
        return next(layer.title for layer in self.layers if layer.id == self.pack_id)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all rules that were ever in force, sorted."""
        return tuple(sorted({rule_id for layer in self.layers for rule_id in layer.versions}))

    def on(self, day: date) -> RulesInForce:
        """Return the rules in force on a day: the nearest layer that has one prevails, within it the later date."""
        found = ((rule_id, self._find(rule_id, day)) for rule_id in self.ids())
        return RulesInForce(self.pack_id, day, {rule_id: rule for rule_id, rule in found if rule is not None})

    def rule(self, rule_id: str, day: date) -> Rule:
        """Return one rule as it is in force on a day. Raises UnknownRuleError; the others are not looked at."""
        found = self._find(rule_id, day)
        if found is None:
            raise UnknownRuleError(rule_id, self.pack_id, day)
        return found

    def history(self, rule_id: str) -> tuple[Rule, ...]:
        """Return every version of a rule in every layer, nearest layer first, oldest version first."""
        return tuple(rule for layer in self.layers for rule in layer.versions.get(rule_id, ()))

    def _find(self, rule_id: str, day: date) -> Rule | None:
        candidates = (layer.find(rule_id, day) for layer in self.layers)
        return next((rule for rule in candidates if rule is not None), None)
