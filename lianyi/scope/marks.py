"""How a page says whom it is open to. The gate (`lianyi.accounts.gate`) reads it; a page without a mark is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from lianyi.scope.actor import Role

View = TypeVar("View", bound=Callable[..., Any])

EVERYONE = frozenset(Role)


def open_to(*roles: Role) -> Callable[[View], View]:
    """Marks a view as open to these roles and to nobody else."""

    def mark(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def open_to_everyone(view: View) -> View:
    """Marks a view as public."""
    return open_to(*EVERYONE)(view)
