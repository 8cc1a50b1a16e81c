"""One rule as it stands for a time: a value, the words people are told, and who says so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lianyi.rules.legend import Grade, Unit
from lianyi.rules.wording import Bilingual, say_fraction

Value = int | Fraction | bool | str | tuple[str, ...]


class Operator(StrEnum):
    """How what was measured must compare with the rule's value."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "=="
    ONE_OF = "in"


class Severity(StrEnum):
    """What happens when a rule is not met."""

    REFUSE = "refuse"
    WARN = "warn"


class Kind(StrEnum):
    """What sort of value a rule holds."""

    INT = "int"
    FRACTION = "fraction"
    BOOL = "bool"
    ENUM = "enum"
    LIST = "list"
    TEXT = "text"


@dataclass(frozen=True)
class Rule:
    """A rule in one of its dated versions.

    `operator` and `severity` are absent where the rule is a setting that nothing is measured against. `options` names
    what an enum may be or a list may hold. Both dates are inclusive; `effective_to` is None while no end is known.
    `layer` is the pack that states the rule, or "local" for an office's own; `origin` is the file within it.
    """

    id: str
    kind: Kind
    value: Value
    operator: Operator | None
    unit: Unit | None
    options: tuple[tuple[str, Bilingual], ...]
    template: Bilingual
    source: Bilingual
    article: Bilingual | None
    grade: Grade
    effective_from: date
    effective_to: date | None
    severity: Severity | None
    overridable: bool
    note: Bilingual | None
    layer: str
    origin: str

    @property
    def domain(self) -> str:
        """The part of the id before its first dot."""
        return self.id.partition(".")[0]

    @property
    def text(self) -> Bilingual:
        """The rule as told to people, with its value in it."""
        zh, en = self.said_value("zh"), self.said_value("en")
        return Bilingual(self.template.zh.replace("{value}", zh), self.template.en.replace("{value}", en))

    @property
    def citation(self) -> Bilingual:
        """Source and article in one line."""
        if self.article is None:
            return self.source
        return Bilingual(f"{self.source.zh}{self.article.zh}", f"{self.source.en}, {self.article.en}")

    def said_value(self, language: str | None) -> str:
        """Return the value as people say it, without its unit."""
        labels = dict(self.options)
        match self.value:
            case bool():
                return Bilingual("是" if self.value else "否", "yes" if self.value else "no").within(language)
            case Fraction():
                return say_fraction(self.value).within(language)
            case tuple():
                joint = Bilingual("；", "; ").within(language)
                return joint.join(labels[item].within(language) for item in self.value)
            case str() if self.kind is Kind.ENUM:
                return labels[self.value].within(language)
            case _:
                return str(self.value)

    def said_with_unit(self, language: str | None) -> str:
        """Return the value followed by its unit, as in "3 people" or 3人."""
        said = self.said_value(language)
        if self.unit is None:
            return said
        joint = Bilingual("", " ").within(language)
        return said + joint + self.unit.within(language, self.value if isinstance(self.value, int) else 2)

    def is_in_force(self, day: date) -> bool:
        """Return whether this version holds on a day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    @property
    def number(self) -> int:
        """The value of an int rule."""
        if self.kind is Kind.INT and isinstance(self.value, int):
            return self.value
        raise TypeError(f"{self.id} is of kind {self.kind}, not int")

    @property
    def share(self) -> Fraction:
        """The value of a fraction rule, exact."""
        if isinstance(self.value, Fraction):
            return self.value
        raise TypeError(f"{self.id} is of kind {self.kind}, not fraction")

    @property
    def flag(self) -> bool:
        """The value of a bool rule."""
        if isinstance(self.value, bool):
            return self.value
        raise TypeError(f"{self.id} is of kind {self.kind}, not bool")

    @property
    def choice(self) -> str:
        """The value of an enum rule: the id of one of its options."""
        if self.kind is Kind.ENUM and isinstance(self.value, str):
            return self.value
        raise TypeError(f"{self.id} is of kind {self.kind}, not enum")

    @property
    def items(self) -> tuple[str, ...]:
        """The value of a list rule: ids of some of its options."""
        if isinstance(self.value, tuple):
            return self.value
        raise TypeError(f"{self.id} is of kind {self.kind}, not list")
