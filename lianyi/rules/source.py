"""Reading a YAML file strictly: what is misspelt, doubled or left untranslated is an error that names the file."""

from collections.abc import Hashable, Iterable
from pathlib import Path

import yaml

from lianyi.rules.wording import Bilingual


class PackError(Exception):
    """A pack that cannot be trusted. `file` is relative to the packs' folder, `problems` say where and what."""

    def __init__(self, file: str, problems: tuple[str, ...]) -> None:
        super().__init__(file, problems)
        self.file, self.problems = file, problems

    def __str__(self) -> str:
        return f"{self.file}: " + "; ".join(self.problems)


class _StrictLoader(yaml.SafeLoader):
    """YAML keeps the last of two equal keys in silence; here the second one is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key given twice: {key}", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_mapping(path: Path, label: str) -> dict[str, object]:
    """Return the mapping a YAML file holds.

    Raises:
        PackError: the file is unreadable, is not YAML, repeats a key, or is no mapping with text keys.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PackError(label, (" ".join(str(error).split()),)) from error
    return Reader(label).mapping(content, "the file")


class Reader:
    """Takes typed pieces out of one file's mapping; every complaint carries the file and the place in it."""

    def __init__(self, label: str) -> None:
        self.label = label

    def fail(self, where: str, what: str) -> PackError:
        """Return the error to raise for a place in this file."""
        return PackError(self.label, (f"{where}: {what}",))

    def mapping(self, value: object, where: str) -> dict[str, object]:
        """Return `value` as a mapping whose keys are all text."""
        if not isinstance(value, dict):
            raise self.fail(where, "must be a mapping")
        wrong = [key for key in value if not isinstance(key, str)]
        if wrong:
            raise self.fail(where, f"keys must be text, quote them: {wrong}")
        return value

    def keys(self, value: dict[str, object], where: str, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Raise unless `value` has every required key and none that is neither required nor optional."""
        required, allowed = set(required), set(required) | set(optional)
        problems = [f"{where}: unknown key {key!r}" for key in value if key not in allowed]
        problems += [f"{where}: missing key {key!r}" for key in sorted(required - set(value))]
        if problems:
            raise PackError(self.label, tuple(problems))

    def text(self, value: object, where: str) -> str:
        """Return `value` as text that says something."""
        if not isinstance(value, str) or not value.strip():
            raise self.fail(where, "must be text")
        return value.strip()

    def flag(self, value: object, where: str) -> bool:
        """Return `value` as true or false."""
        if not isinstance(value, bool):
            raise self.fail(where, "must be true or false")
        return value

    def texts(self, value: object, where: str) -> tuple[str, ...]:
        """Return `value` as a list of different texts."""
        if not isinstance(value, list):
            raise self.fail(where, "must be a list")
        items = tuple(self.text(item, where) for item in value)
        if len(set(items)) != len(items):
            raise self.fail(where, "lists an item twice")
        return items

    def bilingual(self, value: object, where: str) -> Bilingual:
        """Return `value`, a mapping of exactly zh and en, as words in both languages."""
        words = self.mapping(value, where)
        self.keys(words, where, ("zh", "en"))
        return Bilingual(self.text(words["zh"], f"{where}.zh"), self.text(words["en"], f"{where}.en"))
