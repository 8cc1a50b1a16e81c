"""From one rule's YAML to a Rule, or to an error that names the place."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lianyi.rules.legend import GRADES, UNITS, Grade, Unit
from lianyi.rules.rule import Kind, Operator, Rule, Severity, Value
from lianyi.rules.source import Reader
from lianyi.rules.wording import Bilingual

_REQUIRED = ("value", "type", "text", "grade", "overridable")
_OPTIONAL = ("operator", "severity", "unit", "options", "source", "article", "note", "effective_to")
_RULE_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_ARTICLES = re.compile(r"[0-9]+(-[0-9]+)?")
_ORDERED = (Kind.INT, Kind.FRACTION)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What every rule of one file shares."""

    layer: str
    origin: str
    effective_from: date
    effective_to: date | None
    source: Bilingual | None


def parse_rule(rule_id: str, raw: object, facts: FileFacts) -> Rule:
    """Return the rule a YAML entry states.

    Raises:
        PackError: the entry is incomplete, misspelt, contradicts itself or has a grade that may not be used.
    """
    reader = Reader(facts.origin)
    if not _RULE_ID.fullmatch(rule_id):
        raise reader.fail(rule_id, "an id is lower-case words joined by dots, as groups.minimum_members")
    entry = reader.mapping(raw, rule_id)
    reader.keys(entry, rule_id, _REQUIRED, _OPTIONAL)
    kind = _kind(reader, entry, rule_id)
    options = _options(reader, entry.get("options"), rule_id, kind)
    rule = Rule(
        id=rule_id,
        kind=kind,
        value=_value(reader, entry["value"], rule_id, kind, options),
        operator=_operator(reader, entry.get("operator"), rule_id, kind),
        unit=_unit(reader, entry.get("unit"), rule_id, kind),
        options=tuple(options.items()),
        template=reader.bilingual(entry["text"], f"{rule_id}.text"),
        source=_source(reader, entry.get("source"), rule_id, facts.source),
        article=_article(reader, entry.get("article"), rule_id),
        grade=_grade(reader, entry["grade"], rule_id),
        effective_from=facts.effective_from,
        effective_to=end_date(reader, entry.get("effective_to"), rule_id) or facts.effective_to,
        severity=_severity(reader, entry, rule_id),
        overridable=reader.flag(entry["overridable"], f"{rule_id}.overridable"),
        note=reader.bilingual(entry["note"], f"{rule_id}.note") if "note" in entry else None,
        layer=facts.layer,
        origin=facts.origin,
    )
    _require_consistent(reader, rule)
    return rule


def end_date(reader: Reader, value: object, where: str) -> date | None:
    """Return an `effective_to` date, or None where none is given."""
    if value is not None and type(value) is not date:
        raise reader.fail(f"{where}.effective_to", "must be a date, as 2025-12-31")
    return value


def _require_consistent(reader: Reader, rule: Rule) -> None:
    if rule.effective_to is not None and rule.effective_to < rule.effective_from:
        raise reader.fail(rule.id, "ends before it begins")
    if rule.overridable and rule.operator is None:
        raise reader.fail(rule.id, "a setting is not measured, so it cannot be overridden")
    # The number lives in one place only: a text that repeated it could contradict it. A share of one is "all".
    if rule.kind in _ORDERED and rule.value != Fraction(1):
        for language, words in (("zh", rule.template.zh), ("en", rule.template.en)):
            if "{value}" not in words:
                raise reader.fail(f"{rule.id}.text.{language}", "must say the number, as {value}")


def _kind(reader: Reader, entry: dict[str, object], where: str) -> Kind:
    try:
        return Kind(reader.text(entry["type"], f"{where}.type"))
    except ValueError:
        raise reader.fail(f"{where}.type", f"must be one of {', '.join(Kind)}") from None


def _options(reader: Reader, raw: object, where: str, kind: Kind) -> dict[str, Bilingual]:
    if (kind in (Kind.ENUM, Kind.LIST)) != (raw is not None):
        raise reader.fail(where, "options belong to an enum or a list, and each of these needs them")
    if raw is None:
        return {}
    labels = reader.mapping(raw, f"{where}.options")
    return {option: reader.bilingual(label, f"{where}.options.{option}") for option, label in labels.items()}


def _value(reader: Reader, raw: object, where: str, kind: Kind, options: dict[str, Bilingual]) -> Value:
    where = f"{where}.value"
    match kind:
        case Kind.INT:
            if isinstance(raw, bool) or not isinstance(raw, int):
                raise reader.fail(where, "must be a whole number")
            return raw
        case Kind.FRACTION:
            return _fraction(reader, raw, where)
        case Kind.BOOL:
            return reader.flag(raw, where)
        case Kind.TEXT:
            return reader.text(raw, where)
    chosen = reader.texts(raw, where) if kind is Kind.LIST else (reader.text(raw, where),)
    strange = [item for item in chosen if item not in options]
    if strange:
        raise reader.fail(where, f"not among the options: {', '.join(strange)}")
    return chosen if kind is Kind.LIST else chosen[0]


def _fraction(reader: Reader, raw: object, where: str) -> Fraction:
    if not isinstance(raw, str) or not re.fullmatch(r"[0-9]+/[1-9][0-9]*", raw):
        raise reader.fail(where, 'must be an exact fraction in quotes, as "4/5"')
    return Fraction(raw)


def _operator(reader: Reader, raw: object, where: str, kind: Kind) -> Operator | None:
    if raw is None:
        return None
    try:
        operator = Operator(reader.text(raw, f"{where}.operator"))
    except ValueError:
        raise reader.fail(f"{where}.operator", f"must be one of {' '.join(Operator)}") from None
    allowed = {Kind.BOOL: {"=="}, Kind.ENUM: {"=="}, Kind.LIST: {"in"}, Kind.TEXT: set[str]()}
    if operator.value not in allowed.get(kind, {">=", ">", "<=", "<", "=="}):
        raise reader.fail(f"{where}.operator", f"{operator} does not compare with a value of type {kind}")
    return operator


def _severity(reader: Reader, entry: dict[str, object], where: str) -> Severity | None:
    if ("operator" in entry) != ("severity" in entry):
        raise reader.fail(where, "operator and severity come together or not at all")
    if "severity" not in entry:
        return None
    try:
        return Severity(reader.text(entry["severity"], f"{where}.severity"))
    except ValueError:
        raise reader.fail(f"{where}.severity", "must be refuse or warn") from None


def _unit(reader: Reader, raw: object, where: str, kind: Kind) -> Unit | None:
    if raw is None:
        return None
    unit = UNITS.get(reader.text(raw, f"{where}.unit"))
    if unit is None or kind is not Kind.INT:
        raise reader.fail(f"{where}.unit", "must be a unit of legend.yaml, and on a whole number")
    return unit


def _grade(reader: Reader, raw: object, where: str) -> Grade:
    grade = GRADES.get(reader.text(raw, f"{where}.grade"))
    if grade is None or not grade.may_be_used:
        raise reader.fail(f"{where}.grade", f"must be one of {' '.join(g for g in GRADES if GRADES[g].may_be_used)}")
    return grade


def _source(reader: Reader, raw: object, where: str, of_file: Bilingual | None) -> Bilingual:
    if raw is not None:
        return reader.bilingual(raw, f"{where}.source")
    if of_file is None:
        raise reader.fail(where, "has no source, and neither has its file")
    return of_file


def _article(reader: Reader, raw: object, where: str) -> Bilingual | None:
    if raw is None or isinstance(raw, dict):
        return None if raw is None else reader.bilingual(raw, f"{where}.article")
    number = reader.text(raw, f"{where}.article")
    if not _ARTICLES.fullmatch(number):
        raise reader.fail(f"{where}.article", 'must be a number in quotes, as "4" or "13-14", or words in zh and en')
    return Bilingual(f"第{number}条", f"{'arts' if '-' in number else 'art.'} {number}")
