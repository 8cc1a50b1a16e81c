"""The tags of a paper, told from its example data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tag:
    """`written` is how it stands in a template; `holds` what it would be in the example. A list is gone through."""

    written: str
    holds: str
    is_list: bool = False


def tags_of(example: Mapping[str, Any]) -> list[Tag]:
    """Every tag, those of a list's entries after the list, as `row.name`."""
    return list(_tags("", example))


def _tags(before: str, values: Mapping[str, Any]) -> Iterator[Tag]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _tags(f"{before}{name}.", value)
        elif isinstance(value, list | tuple):
            yield from _list(f"{before}{name}", name, value)
        else:
            yield Tag(f"{{{{ {before}{name} }}}}", str(value))


def _list(written: str, name: str, values: list[Any] | tuple[Any, ...]) -> Iterator[Tag]:
    one = name.removesuffix("s") if name.endswith("s") else f"one_{name}"
    yield Tag(f"{{% for {one} in {written} %}} … {{% endfor %}}", str(len(values)), is_list=True)
    first = values[0] if values else ""
    if isinstance(first, Mapping):
        yield from _tags(f"{one}.", first)
    else:
        yield Tag(f"{{{{ {one} }}}}", "" if isinstance(first, list | tuple) else str(first))
