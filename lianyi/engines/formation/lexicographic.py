"""Small integer vectors packed into one or more int64 *limbs*, so that adding and comparing them stays fast and exact.

A limb holds some components as balanced digits. As long as every component of every sum stays within its bound, limbs
add component by component, and comparing limb after limb compares the vectors lexicographically.
"""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.formation.problem import IntArray

FAR = np.int64(1) << 61  # more than any packed value; twice it still fits


@dataclass(frozen=True)
class Packing:
    """``weights[l]`` turns a vector into limb l: components × 1 weights, zero outside the limb."""

    bounds: tuple[int, ...]
    limbs: tuple[tuple[int, ...], ...]  # component numbers, most significant first

    def pack(self, vectors: IntArray) -> IntArray:
        """(..., components) → (limbs, ...)."""
        return np.stack([vectors[..., list(limb)] @ self._weights(limb) for limb in self.limbs])

    def unpack(self, packed: IntArray) -> IntArray:
        """(limbs, ...) → (..., components)."""
        out = np.zeros((*packed.shape[1:], len(self.bounds)), dtype=np.int64)
        for limb, value in zip(self.limbs, packed, strict=True):
            rest = value.copy()
            for component in reversed(limb):
                base = 2 * self.bounds[component] + 1
                digit = (rest + self.bounds[component]) % base - self.bounds[component]
                out[..., component] = digit
                rest = (rest - digit) // base
        return out

    def _weights(self, limb: tuple[int, ...]) -> IntArray:
        weights, scale = [], 1
        for component in reversed(limb):
            weights.append(scale)
            scale *= 2 * self.bounds[component] + 1
        return np.array(weights[::-1], dtype=np.int64)


def packing(vectors: IntArray, steps: int) -> Packing:
    """A packing for sums of at most ``steps`` differences of rows of ``vectors``."""
    spread = vectors.max(axis=0) - vectors.min(axis=0)
    bounds = tuple(int(value) * steps + 1 for value in spread)
    limbs: list[list[int]] = []
    room = 0
    for component, bound in enumerate(bounds):
        base = 2 * bound + 1
        if not limbs or room * base >= int(FAR):
            limbs.append([])
            room = 1
        limbs[-1].append(component)
        room *= base
    return Packing(bounds, tuple(tuple(limb) for limb in limbs))


def least(values: IntArray, axis: int) -> IntArray:
    """Lexicographic minimum of (limbs, ...) along an axis of the rest."""
    out = []
    among = np.ones(values.shape[1:], dtype=bool)
    for limb in values:
        masked = np.where(among, limb, 2 * FAR)
        smallest = masked.min(axis=axis, keepdims=True)
        among &= masked == smallest
        out.append(smallest.squeeze(axis))
    return np.stack(out)


def is_less(left: IntArray, right: IntArray) -> IntArray:
    """left < right, for (limbs, ...) of equal or broadcast shape."""
    less = np.zeros(np.broadcast_shapes(left.shape, right.shape)[1:], dtype=bool)
    equal = ~less
    for one, other in zip(left, right, strict=True):
        less |= equal & (one < other)
        equal &= one == other
    return less


def ranks(vectors: IntArray) -> IntArray:
    """The position of every row among the distinct rows in lexicographic order."""
    by_value = np.lexsort(vectors.T[::-1])
    ordered = vectors[by_value]
    new = np.ones(len(vectors), dtype=np.int64)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    out = np.empty(len(vectors), dtype=np.int64)
    out[by_value] = np.cumsum(new) - 1
    return out
