"""The same question answered another way: owner by owner, in whole numbers, from the words of the law alone."""

from collections.abc import Sequence
from enum import Enum, auto

from lianyi.engines.owners import Share, Vote, VoteRules, Weight


class Said(Enum):
    YES = auto()
    NO = auto()
    NOTHING = auto()  # a ballot that came back and abstains
    MISSING = auto()  # a ballot that did not come back


def vote_of(areas: Sequence[int], said: Sequence[Said]) -> Vote:
    """The vote of owners with these areas who said this."""

    def of(*chosen: Said) -> Weight:
        those = [area for area, word in zip(areas, said, strict=True) if word in chosen]
        return Weight(sum(those), len(those))

    return Vote(of(*Said), of(Said.YES, Said.NO, Said.NOTHING), of(Said.YES))


def enough(part: int, whole: int, share: Share) -> bool:
    """In whole numbers: part/whole against the share, multiplied out; nobody is never enough."""
    left, right = part * share.part.denominator, whole * share.part.numerator
    return part > 0 and (left > right or (left == right and not share.strict))


def judge(areas: Sequence[int], said: Sequence[Said], rules: VoteRules) -> str:
    there = [i for i, word in enumerate(said) if word is not Said.MISSING]
    yes = [i for i, word in enumerate(said) if word is Said.YES]
    area = sum(areas[i] for i in there)
    if not enough(len(there), len(areas), rules.participating_owners):
        return "too_few_took_part"
    if not enough(area, sum(areas), rules.participating_area):
        return "too_few_took_part"
    by_heads = enough(len(yes), len(there), rules.approval_by_owners)
    by_area = enough(sum(areas[i] for i in yes), area, rules.approval_by_area)
    return "approved" if by_heads and by_area else "not_approved"
