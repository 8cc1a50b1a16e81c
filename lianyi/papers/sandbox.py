"""The small language of the tags in a template: names, lists to go through, conditions. Nothing else.

A template comes from anywhere, so beside the sandbox of Jinja, which bars what is inside of Python, everything is
refused that a document does not need: calls, assignments, arithmetic by which a short template could grow without end.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

FILTERS = ("default", "escape", "first", "join", "last", "length", "lower", "upper")
DEPTH = 4  # of lists within lists
LENGTH = 40_000_000  # characters of one filled part
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Test,
    nodes.Filter,
    nodes.Tuple,
)


class UnknownTagError(TemplateError):
    """A tag that this paper does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ForbiddenTagError(TemplateError):
    """Something that a template may not do. `what` is the word for it that stands in the template, or near."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class _Unknown(StrictUndefined):
    """Says which tag it was, as soon as it is met."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, *rest: Any) -> None:
        raise UnknownTagError(str(name or hint or "?"))


class _Bounded(Template):
    """A template that stops when it has become too long."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        pieces, length = [], 0
        for piece in self.generate(*args, **kwargs):
            length += len(piece)
            if length > LENGTH:
                raise ForbiddenTagError("for")
            pieces.append(piece)
        return "".join(pieces)


class Sandbox(SandboxedEnvironment):
    """For one template and one set of names."""

    template_class = _Bounded

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(autoescape=True, undefined=_Unknown)
        self._names = frozenset(names)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def from_string(self, source: str | nodes.Template, *args: Any, **kwargs: Any) -> Template:
        tree = self.parse(source) if isinstance(source, str) else source
        _check(tree, 0)
        unknown = sorted(meta.find_undeclared_variables(tree) - self._names)
        if unknown:
            raise UnknownTagError(", ".join(unknown))
        return super().from_string(source, *args, **kwargs)


def _check(node: nodes.Node, depth: int) -> None:
    if not isinstance(node, _ALLOWED):
        raise ForbiddenTagError(type(node).__name__.lower())
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise ForbiddenTagError(node.attr)
    if isinstance(node, nodes.Name) and node.name == "self":
        raise ForbiddenTagError(node.name)
    if isinstance(node, nodes.Filter):
        _check_filter(node)
    if isinstance(node, nodes.For):
        depth += 1
        if depth > DEPTH or node.recursive:
            raise ForbiddenTagError("for")
    for child in node.iter_child_nodes():
        _check(child, depth)


def _check_filter(node: nodes.Filter) -> None:
    """One filter at a time: a chain of them could make a short text very long."""
    if node.name not in FILTERS:
        raise ForbiddenTagError(node.name)
    if node.node is None or isinstance(node.node, nodes.Filter):
        raise ForbiddenTagError(node.name)
