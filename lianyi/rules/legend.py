"""How sure we are of a rule (grades) and what its number counts (units), with their words."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from lianyi.rules.source import Reader, read_mapping
from lianyi.rules.wording import Bilingual


@dataclass(frozen=True, slots=True)
class Grade:
    """What a rule rests on. `is_firm` is false where the office should confirm the value before it relies on it."""

    letter: str
    text: Bilingual
    is_firm: bool
    may_be_used: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts; English has a form for one and one for many."""

    id: str
    zh: str
    one: str
    many: str

    def within(self, language: str | None, count: int) -> str:
        """Return the unit's name for `count` things in a language."""
        if (language or "").lower().startswith("zh"):
            return self.zh
        return self.one if count == 1 else self.many


def _read() -> tuple[dict[str, Grade], dict[str, Unit]]:
    label = "legend.yaml"
    content = read_mapping(Path(__file__).with_name(label), label)
    reader = Reader(label)
    reader.keys(content, "the file", ("grades", "units"))
    return (
        {letter: _grade(reader, letter, raw) for letter, raw in reader.mapping(content["grades"], "grades").items()},
        {id_: _unit(reader, id_, raw) for id_, raw in reader.mapping(content["units"], "units").items()},
    )


def _grade(reader: Reader, letter: str, raw: object) -> Grade:
    entry = reader.mapping(raw, letter)
    reader.keys(entry, letter, ("text", "is_firm", "may_be_used"))
    text = reader.bilingual(entry["text"], f"{letter}.text")
    return Grade(letter, text, reader.flag(entry["is_firm"], letter), reader.flag(entry["may_be_used"], letter))


def _unit(reader: Reader, id_: str, raw: object) -> Unit:
    entry = reader.mapping(raw, id_)
    reader.keys(entry, id_, ("zh", "one", "many"))
    return Unit(id_, *(reader.text(entry[key], f"{id_}.{key}") for key in ("zh", "one", "many")))


_grades, _units = _read()
GRADES = MappingProxyType(_grades)
UNITS = MappingProxyType(_units)
