"""One way to compile, so that every kernel is cached and keeps its Python signature for the type checker."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """Compiled at its first call, kept beside the source or where NUMBA_CACHE_DIR says; else not kept at all."""
    try:
        return cast(Kernel, njit(cache=True, nogil=True)(function))
    except RuntimeError:  # no place can be written to
        return cast(Kernel, njit(nogil=True)(function))
