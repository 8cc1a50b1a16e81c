"""Homes, service points and candidate sites alike: an id and a spot on the network's plane."""

from dataclasses import dataclass

from lianyi.engines.reach.network import FloatArray, ReachError


@dataclass(frozen=True)
class Spots:
    ids: tuple[str, ...]  # k; the lesser id wins between points equally far away, then the earlier row
    x: FloatArray  # (k,) metres
    y: FloatArray  # (k,)

    def __post_init__(self) -> None:
        if not len(self.ids) == len(self.x) == len(self.y):
            raise ReachError("wrong_size", array="spots", size=len(self.x), expected=len(self.ids))

    def __len__(self) -> int:
        return len(self.ids)
