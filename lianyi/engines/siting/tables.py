"""The arrays that compiled loops share, in named bundles."""

from typing import NamedTuple

from lianyi.engines.siting.problem import BoolArray, IntArray


class Pairs(NamedTuple):
    """A core's pairs twice: by row (best saving first) and by column; ``weight`` (G) residents."""

    row_start: IntArray
    row_column: IntArray
    row_saving: IntArray
    column_start: IntArray
    column_row: IntArray
    column_saving: IntArray
    weight: IntArray


class Standing(NamedTuple):
    """What is open, and what every swap would change (Resende and Werneck 2007).

    ``opened`` (k), ``is_open`` (C), ``seat`` (C): position in ``opened``. ``first``, ``second`` (G): best open columns,
    -1 none; ``most`` (G×2): their savings. ``gain`` (C): what opening a column adds. ``loss`` (k): what shutting one
    takes. ``extra`` (C×k): what of both is counted twice, so that a swap changes gain - loss + extra.
    """

    opened: IntArray
    is_open: BoolArray
    seat: IntArray
    first: IntArray
    second: IntArray
    most: IntArray
    gain: IntArray
    loss: IntArray
    extra: IntArray
