"""Reforms and diffs as JSON, and back without loss: for drafts, and for the journal."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from lianyi.engines.reform.diff import Diff
from lianyi.engines.reform.steps import Reform

Json = dict[str, Any]
Read = Callable[[Any], Any]


class MalformedError(ValueError):
    """This JSON is not what `as_json` writes."""


def as_json(what: Reform | Diff) -> Json:
    """Dicts, lists, strings, numbers and None only. ``is`` names the type of each object, days are ISO."""
    return _written(what)


def diff_from_json(value: object) -> Diff:
    """The diff that was written.

    Raises:
        MalformedError: it is none.
    """
    found = _from(Diff, value)
    assert isinstance(found, Diff)
    return found


def reform_from_json(value: object) -> Reform:
    """The reform that was written.

    Raises:
        MalformedError: it is none.
    """
    found = _from(Reform, value)
    assert isinstance(found, Reform)
    return found


def _written(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    if is_dataclass(value):
        kind = type(value)
        names = _hints(cast(Hashable, kind))
        return {"is": kind.__name__} | {name: _written(getattr(value, name)) for name in names}
    return value


def _from(kind: type, value: object) -> object:
    try:
        return _reader(kind)(value)
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedError(f"no {kind.__name__}: {error!r}") from error


@cache
def _reader(kind: Any) -> Read:
    """The function that reads values of a type; made once per type, since a diff has thousands of them."""
    if get_origin(kind) in (Union, UnionType):
        return _one_of(get_args(kind))
    if get_origin(kind) is tuple:
        return _many_of(_reader(get_args(kind)[0]))
    if is_dataclass(kind):
        return _object(kind)  # type: ignore[arg-type]
    if kind is date:
        return date.fromisoformat
    if issubclass(kind, Enum):
        return cast(Read, kind)
    return _exactly((kind,))


def _one_of(kinds: tuple[Any, ...]) -> Read:
    some = tuple(kind for kind in kinds if kind is not NoneType)
    if all(is_dataclass(kind) for kind in some):
        named = {kind.__name__: _reader(kind) for kind in some}
        return lambda value: named[value["is"]](value)
    if len(some) < len(kinds):
        read = _reader(some[0])
        return lambda value: None if value is None else read(value)
    return _exactly(some)


def _many_of(read: Read) -> Read:
    def many(value: Any) -> Any:
        if not isinstance(value, list):
            raise TypeError(value)
        return tuple(read(one) for one in value)

    return many


def _object(kind: type) -> Read:
    readers = {name: _reader(hint) for name, hint in _hints(kind).items()}
    names = {"is", *readers}

    def one(value: Any) -> Any:
        if value["is"] != kind.__name__ or value.keys() != names:
            raise ValueError(f"no {kind.__name__}")
        return kind(**{name: read(value[name]) for name, read in readers.items()})

    return one


def _exactly(kinds: tuple[type, ...]) -> Read:
    def same(value: Any) -> Any:
        if type(value) not in kinds:  # exactly: JSON's true is no number
            raise TypeError(value)
        return value

    return same


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
