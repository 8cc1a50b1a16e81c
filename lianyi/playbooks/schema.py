"""From one playbook's YAML to a Playbook, or to an error that names the place."""

import re
from collections.abc import Container, Mapping
from datetime import date

from lianyi.playbooks.playbook import Body, Due, Playbook, Step
from lianyi.rules import GRADES, Bilingual, Grade, Operator, Rule
from lianyi.rules.rule import Kind
from lianyi.rules.source import Reader

Versions = Mapping[str, tuple[Rule, ...]]  # every version of every rule there is, by id

_KEY = re.compile(r"[a-z][a-z0-9-]{1,39}")
_TITLE = 80  # characters: it is read as one line
_SPANS = ("hour", "day", "working_day", "month")
_NUMBER_ZH = re.compile(r"[0-9０-９一二两三四五六七八九十百]+\s*个?(?:工作日|自然日|小时|日|天|周|月|年)")
_NUMBER_EN = re.compile(
    r"\b(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|sixty|ninety)[ -]"
    r"(?:working[ -])?(?:hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)


class PlaybookReader(Reader):
    """Takes one playbook apart; `bodies` and `rules` are what it may name."""

    def __init__(self, label: str, bodies: Mapping[str, Body], rules: Versions, rule_packs: tuple[str, ...]) -> None:
        super().__init__(label)
        self.bodies, self.rules, self.rule_packs = bodies, rules, rule_packs

    def playbook(self, key: str, effective_from: date, content: dict[str, object]) -> Playbook:
        """Return the playbook a file states.

        Raises:
            PackError: the file is incomplete, misspelt, contradicts itself or names what there is not.
        """
        self.keys(content, "the file", ("title", "when", "rule_packs", "source", "grade", "steps"))
        return Playbook(
            key=key,
            title=self.title(content["title"], "title"),
            when=self.words(content["when"], "when"),
            rule_packs=self.known(content["rule_packs"], "rule_packs", self.rule_packs),
            source=self.bilingual(content["source"], "source"),
            grade=self.grade(content["grade"], "grade"),
            effective_from=effective_from,
            steps=self.steps(content["steps"], "steps"),
            origin=self.label,
        )

    def steps(self, value: object, where: str) -> tuple[Step, ...]:
        """Return the steps in their order; each may be due after those before it only."""
        steps: list[Step] = []
        for number, raw in enumerate(self.entries(value, where), start=1):
            entry = self.mapping(raw, f"{where} {number}")
            key = self.key(entry.get("key"), f"{where} {number}.key")
            if key in {step.key for step in steps}:
                raise self.fail(key, "another step has this key")
            steps.append(self.step(key, entry, [step.key for step in steps]))
        if not steps:
            raise self.fail(where, "must name at least one")
        return tuple(steps)

    def step(self, key: str, entry: dict[str, object], earlier: list[str]) -> Step:
        """Return one step; what is left out of `needs`, `yields`, `rules`, `due` and `pitfalls` is nothing."""
        optional = ("needs", "yields", "rules", "due", "pitfalls")
        self.keys(entry, key, ("key", "title", "what", "with", "trip"), optional)
        bodies = self.known(entry["with"], f"{key}.with", self.bodies)
        dues = tuple(
            self.due(raw, f"{key}.due {number}", earlier)
            for number, raw in enumerate(self.entries(entry.get("due", []), f"{key}.due"), start=1)
        )
        named = self.known(entry["rules"], f"{key}.rules", self.rules) if "rules" in entry else ()
        return Step(
            key=key,
            title=self.title(entry["title"], f"{key}.title"),
            what=self.words(entry["what"], f"{key}.what"),
            bodies=tuple(self.bodies[body] for body in bodies),
            needs=self.lines(entry.get("needs", []), f"{key}.needs"),
            yields=self.lines(entry.get("yields", []), f"{key}.yields"),
            rules=tuple(dict.fromkeys([*(due.rule for due in dues), *named])),
            dues=dues,
            usually_a_trip=self.flag(entry["trip"], f"{key}.trip"),
            pitfalls=self.lines(entry.get("pitfalls", []), f"{key}.pitfalls"),
        )

    def due(self, value: object, where: str, earlier: list[str]) -> Due:
        """Return when a step is due; whether at the earliest or at the latest, the operator of the rule tells."""
        entry = self.mapping(value, where)
        self.keys(entry, where, ("after", "rule"))
        (after,) = self.known([entry["after"]], f"{where}.after", earlier, "no earlier step")
        (rule_id,) = self.known([entry["rule"]], f"{where}.rule", self.rules)
        versions = self.rules[rule_id]
        if not all(rule.kind is Kind.INT and rule.unit is not None and rule.unit.id in _SPANS for rule in versions):
            raise self.fail(f"{where}.rule", f"{rule_id} is no span of time in {', '.join(_SPANS)}")
        directions = {rule.operator in (Operator.AT_LEAST, Operator.MORE_THAN) for rule in versions}
        if len(directions) > 1:
            raise self.fail(f"{where}.rule", f"{rule_id} says the earliest day in one version, the latest in another")
        return Due(after, rule_id, directions.pop())

    def known(self, value: object, where: str, there: Container[str], none: str = "there is no") -> tuple[str, ...]:
        """Return `value` as a list of at least one id, all among those there are."""
        ids = self.texts(value, where)
        if not ids:
            raise self.fail(where, "must name at least one")
        strange = [id_ for id_ in ids if id_ not in there]
        if strange:
            raise self.fail(where, f"{none} {', '.join(strange)}")
        return ids

    def entries(self, value: object, where: str) -> list[object]:
        """Return `value` as a list."""
        if not isinstance(value, list):
            raise self.fail(where, "must be a list")
        return value

    def lines(self, value: object, where: str) -> tuple[Bilingual, ...]:
        """Return `value` as a list of texts in both languages."""
        entries = self.entries(value, where)
        return tuple(self.words(raw, f"{where} {number}") for number, raw in enumerate(entries, start=1))

    def words(self, value: object, where: str) -> Bilingual:
        """Return `value` as words that say no number of days: such a number lives in a rule, and rules change."""
        words = self.bilingual(value, where)
        if found := _NUMBER_ZH.search(words.zh) or _NUMBER_EN.search(words.en):
            raise self.fail(where, f"says {found[0]!r}: name the rule instead")
        return words

    def title(self, value: object, where: str) -> Bilingual:
        """Return `value` as words that fit a line."""
        words = self.words(value, where)
        if max(len(words.zh), len(words.en)) > _TITLE:
            raise self.fail(where, f"must be at most {_TITLE} characters")
        return words

    def key(self, value: object, where: str) -> str:
        """Return `value` as the key of a step."""
        key = self.text(value, where)
        if not _KEY.fullmatch(key):
            raise self.fail(where, "a key is lower-case letters, digits and hyphens, at most forty")
        return key

    def grade(self, value: object, where: str) -> Grade:
        """Return `value` as a grade that may be relied on."""
        letter = self.text(value, where)
        if letter not in GRADES or not GRADES[letter].may_be_used:
            raise self.fail(where, f"must be one of {', '.join(one for one in GRADES if GRADES[one].may_be_used)}")
        return GRADES[letter]
