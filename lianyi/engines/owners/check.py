"""Numbers that cannot all be true, found before anything is decided from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lianyi.engines.owners.problem import Vote, Weight


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be true: a code, which number it is about, and the figures a message needs."""

    code: str
    about: str
    params: Mapping[str, int] = field(default_factory=dict)


class ImpossibleVoteError(ValueError):
    """The numbers contradict one another; ``faults`` say where, all of them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.code} {fault.about} {dict(fault.params)}" for fault in self.faults))


def require_possible(vote: Vote) -> None:
    """Raise ImpossibleVoteError if the vote cannot have happened.

    Codes, about ``everybody``, ``participating`` or ``approving``: ``negative``, ``nobody`` (there are no owners),
    ``area_without_owners`` and ``owners_without_area``, and, measured against whom these are part of, ``more_owners``
    and ``more_area`` (got, most).
    """
    if faults := tuple(_faults(vote)):
        raise ImpossibleVoteError(faults)


def _faults(vote: Vote) -> Iterator[Fault]:
    for about in ("everybody", "participating", "approving"):
        yield from _of_one(about, getattr(vote, about))
    if vote.everybody.owners == 0:
        yield Fault("nobody", "everybody")
    yield from _of_part("participating", vote.participating, vote.everybody)
    yield from _of_part("approving", vote.approving, vote.participating)


def _of_one(about: str, weight: Weight) -> Iterator[Fault]:
    figures = {"area": weight.area, "owners": weight.owners}
    if min(weight.area, weight.owners) < 0:
        yield Fault("negative", about, figures)
    elif weight.area and not weight.owners:
        yield Fault("area_without_owners", about, figures)
    elif weight.owners and not weight.area:
        yield Fault("owners_without_area", about, figures)


def _of_part(about: str, part: Weight, whole: Weight) -> Iterator[Fault]:
    if part.owners > whole.owners:
        yield Fault("more_owners", about, {"got": part.owners, "most": whole.owners})
    if part.area > whole.area:
        yield Fault("more_area", about, {"got": part.area, "most": whole.area})
