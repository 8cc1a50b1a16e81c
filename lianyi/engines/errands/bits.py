"""Sets of small numbers as the bits of one."""

from collections.abc import Iterable, Iterator


def mask(numbers: Iterable[int]) -> int:
    """The set of these numbers."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def bits(found: int) -> Iterator[int]:
    """The numbers in the set, smallest first."""
    while found:
        low = found & -found
        yield low.bit_length() - 1
        found ^= low
