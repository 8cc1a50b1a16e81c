"""Floor area in whole square centimetres, so that sums and shares are exact."""

from decimal import Decimal
from fractions import Fraction

_IN_A_METRE = 10_000


def square_centimetres(metres: Decimal) -> int:
    """Return an area given in square metres, as registers print it, in square centimetres.

    Raises:
        ValueError: it is negative, no number, or finer than a square centimetre.
    """
    if not metres.is_finite() or metres < 0:
        raise ValueError(f"{metres} is no area")
    area = Fraction(metres) * _IN_A_METRE
    if area.denominator != 1:
        raise ValueError(f"{metres} square metres are finer than a square centimetre")
    return area.numerator


def square_metres(area: int) -> Decimal:
    """Return an area in square centimetres in square metres, exact, without zeros at its end."""
    whole, rest = divmod(area, _IN_A_METRE)
    return Decimal(whole) + (Decimal(rest) / _IN_A_METRE).normalize() if rest else Decimal(whole)
