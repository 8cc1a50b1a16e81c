"""What the apps forget when a person is erased.

An app that keeps personal content beside the registry registers one function in its `AppConfig.ready`. It runs inside
the transaction of the erasure and must leave nothing that tells who the person was.
"""

from __future__ import annotations

from collections.abc import Callable

Forget = Callable[[int], None]
_registered: dict[str, Forget] = {}


def register(forget: Forget) -> Forget:
    """Registers `forget(person_id)`. Registering twice changes nothing."""
    _registered[f"{forget.__module__}.{forget.__qualname__}"] = forget
    return forget


def forget_everywhere(person_id: int) -> None:
    """Asks every app to forget a person, the upper apps first, so that nothing is left hanging."""
    for forget in reversed(_registered.values()):
        forget(person_id)
