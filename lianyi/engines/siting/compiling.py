"""One way to compile: machine code is kept beside the source, and the types of Python stay visible to mypy."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """numba's njit. Only modules behind `solve` import this, so that a site starts without numba."""
    return cast(F, njit(cache=True, nogil=True)(function))
