"""What a form asks for: columns and layouts, read from the YAML files in `layouts/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from lianyi.sheets.problems import Severity
from lianyi.sheets.texts import match_key

Kind = Literal["text", "name", "identifier", "phone", "integer", "yes_no", "date", "choice", "sequence"]
FOLDER = Path(__file__).parent / "layouts"
# Stands behind the title of an empty form, so that its example row is known when the form comes back.
EXAMPLE_NOTES = ("（示例行不读入）", " (the example row is not read)")
CHINESE_DIGITS = "〇一二三四五六七八九十"


class LayoutError(ValueError):
    """A layout file says something that cannot be; the message names the file and the place."""


@dataclass(frozen=True)
class Choice:
    """One allowed value: `key` is what is stored, the rest is what people write."""

    key: str
    label_zh: str
    label_en: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of a form. Kind `sequence` (序号) is never read and counted anew on export.

    `required`: the column must be there and no cell of it empty. `minimum`/`maximum` bound an integer.
    `other_choices`: a value outside `choices` is kept as it was written. `may_be_future`: a date may lie ahead.
    """

    key: str
    kind: Kind
    heading_zh: str
    heading_en: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    choices: tuple[Choice, ...] = ()
    other_choices: bool = False
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 500
    may_be_future: bool = False
    example: str = ""
    hint_zh: str = ""
    hint_en: str = ""

    def heading(self, language: str) -> str:
        return self.heading_zh if language.startswith("zh") else self.heading_en

    @cached_property
    def choice_keys(self) -> dict[str, str]:
        """Everything that people may write for a choice, as :func:`match_key` writes it → the key that is stored."""
        return {
            match_key(text): choice.key
            for choice in self.choices
            for text in (choice.key, choice.label_zh, choice.label_en, *choice.synonyms)
        }

    @property
    def all_headings(self) -> tuple[str, ...]:
        return (self.heading_zh, self.heading_en, self.key, *self.synonyms)


@dataclass(frozen=True)
class DuplicateRule:
    """Two rows equal in all `keys` (and none of them empty) are the same; the later one is reported."""

    keys: tuple[str, ...]
    severity: Severity


@dataclass(frozen=True)
class Layout:
    """A form: its columns in their usual order. Of each tuple in `one_of` a row must fill at least one."""

    name: str
    title_zh: str
    title_en: str
    columns: tuple[Column, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    duplicates: tuple[DuplicateRule, ...] = ()
    headings: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise LayoutError(f"{self.name}: a key is used twice")
        named = {key for group in self.one_of for key in group} | {key for rule in self.duplicates for key in rule.keys}
        if named - set(keys):
            raise LayoutError(f"{self.name}: no column {', '.join(sorted(named - set(keys)))}")
        index: dict[str, Column] = {}
        for column in self.columns:
            for heading in column.all_headings:
                if index.setdefault(match_key(heading), column) is not column:
                    raise LayoutError(
                        f"{self.name}: {heading!r} names {index[match_key(heading)].key} and {column.key}"
                    )
        object.__setattr__(self, "headings", index)

    def column(self, key: str) -> Column:
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def title(self, language: str) -> str:
        return self.title_zh if language.startswith("zh") else self.title_en


@cache
def load_layout(name: str) -> Layout:
    """The layout of the file `layouts/<name>.yaml`; KeyError when there is none."""
    if name not in layout_names():
        raise KeyError(name)
    return parse_layout(name, yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def layout_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def parse_layout(name: str, content: Mapping[str, Any]) -> Layout:
    """A layout from parsed YAML; LayoutError when something in it is not understood."""
    unknown = set(content) - {"title_zh", "title_en", "columns", "one_of", "duplicates"}
    if unknown:
        raise LayoutError(f"{name}: unknown entry {', '.join(sorted(unknown))}")
    columns = [column for entry in content["columns"] for column in _parse_columns(name, entry)]
    rules = [DuplicateRule(tuple(rule["keys"]), rule["severity"]) for rule in content.get("duplicates", ())]
    one_of = tuple(tuple(group) for group in content.get("one_of", ()))
    return Layout(name, content["title_zh"], content["title_en"], tuple(columns), one_of, tuple(rules))


def _parse_columns(name: str, entry: Mapping[str, Any]) -> list[Column]:
    """One column; or with `repeat: 3` three of them, `{n}` standing for 1 to 3 and `{zh}` for 一 to 三."""
    entry = dict(entry)
    repeat = entry.pop("repeat", None)
    if repeat is None:
        return [_parse_column(name, entry)]
    numbered = []
    for n in range(1, repeat + 1):
        words = {"n": str(n), "zh": CHINESE_DIGITS[n]}
        numbered.append(_parse_column(name, {key: _fill(value, words) for key, value in entry.items()}))
    return numbered


def _fill(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.format(**words)
    return [_fill(item, words) for item in value] if isinstance(value, list) else value


def _parse_column(name: str, entry: Mapping[str, Any]) -> Column:
    entry = dict(entry)
    place = f"{name}.{entry.get('key')}"
    if entry.get("kind") not in get_args(Kind):
        raise LayoutError(f"{place}: no kind {entry.get('kind')!r}")
    entry["synonyms"] = tuple(entry.get("synonyms", ()))
    entry["choices"] = tuple(
        Choice(choice["key"], choice["zh"], choice["en"], tuple(choice.get("synonyms", ())))
        for choice in entry.get("choices", ())
    )
    try:
        return Column(**entry)
    except TypeError as error:
        raise LayoutError(f"{place}: {error}") from error
