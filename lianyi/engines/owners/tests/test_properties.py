"""What holds of every vote, however large the estate."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.engines.owners import (
    Measure,
    State,
    Unit,
    Vote,
    VoteRules,
    Weight,
    decide,
    needed_to_take_part,
    square_centimetres,
    square_metres,
    weigh,
)
from lianyi.engines.owners.tests import oracle
from lianyi.engines.owners.tests.law import ORDINARY, SPECIAL
from lianyi.engines.owners.tests.oracle import Said

either = st.sampled_from([ORDINARY, SPECIAL])
estates = st.lists(st.tuples(st.integers(1, 3_000_000), st.sampled_from(Said)), min_size=1, max_size=40)


@given(estates, either)
def test_the_oracle_agrees(estate: list[tuple[int, Said]], rules: VoteRules) -> None:
    areas, said = [area for area, _ in estate], [word for _, word in estate]
    assert decide(oracle.vote_of(areas, said), rules).state.value == oracle.judge(areas, said, rules)


@given(estates, either, st.integers(0, 39))
def test_one_more_approval_never_harms(estate: list[tuple[int, Said]], rules: VoteRules, number: int) -> None:
    areas, said = [area for area, _ in estate], [word for _, word in estate]
    before = decide(oracle.vote_of(areas, said), rules).state
    said[number % len(said)] = Said.YES
    if before is State.APPROVED:
        assert decide(oracle.vote_of(areas, said), rules).state is State.APPROVED


@given(estates, either)
def test_abstaining_weighs_as_much_as_opposing(estate: list[tuple[int, Said]], rules: VoteRules) -> None:
    areas = [area for area, _ in estate]
    silent = [Said.NOTHING if word is Said.NO else word for _, word in estate]
    opposed = [Said.NO if word is Said.NOTHING else word for _, word in estate]
    assert decide(oracle.vote_of(areas, silent), rules) == decide(oracle.vote_of(areas, opposed), rules)


@given(estates, either, st.integers(2, 10_000))
def test_the_unit_of_area_plays_no_part(estate: list[tuple[int, Said]], rules: VoteRules, factor: int) -> None:
    areas, said = [area for area, _ in estate], [word for _, word in estate]
    fine = decide(oracle.vote_of([area * factor for area in areas], said), rules)
    plain = decide(oracle.vote_of(areas, said), rules)
    assert fine.state is plain.state
    for one, other in zip(fine.thresholds, plain.thresholds, strict=True):
        assert (one.passed, one.at_boundary, one.got_share) == (other.passed, other.at_boundary, other.got_share)


@given(st.integers(1, 10**12), st.integers(1, 10**5), either)
def test_what_is_said_to_be_needed_is_just_enough(area: int, owners: int, rules: VoteRules) -> None:
    everybody = Weight(area + owners, owners)
    needed = needed_to_take_part(everybody, rules)
    vote = Vote(everybody, needed, needed)
    assert decide(vote, rules).state is State.APPROVED
    assert needed.area * 3 >= everybody.area * 2
    assert needed.owners * 3 >= owners * 2
    if needed.area > 1:
        less = replace(needed, area=needed.area - 1)
        result = decide(Vote(everybody, less, less), rules)
        assert result.threshold(Measure.PARTICIPATING_AREA).missing == 1
        assert result.state is State.TOO_FEW_TOOK_PART


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 10**7)), max_size=30), st.randoms())
def test_an_owner_of_several_units_counts_once_with_all_of_them(units: list[tuple[str, int]], chance: object) -> None:
    weight = weigh(Unit(owner, area) for owner, area in units)
    assert weight == Weight(sum(area for _, area in units), len({owner for owner, _ in units}))
    mixed = list(units)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert weigh(Unit(owner, area) for owner, area in mixed) == weight


def test_the_developer_with_forty_unsold_homes_has_one_head_and_all_their_area() -> None:
    sold = [Unit(f"owner {number}", 900_000) for number in range(60)]
    unsold = [Unit("developer", 900_000) for _ in range(40)]
    assert weigh(sold) + weigh(unsold) == weigh(sold + unsold) == Weight(90_000_000, 61)


@pytest.mark.parametrize("area", [0, -1])
def test_a_unit_without_area_is_a_slip(area: int) -> None:
    with pytest.raises(ValueError, match="has an area of"):
        weigh([Unit("owner", area)])


@given(st.integers(0, 10**15))
def test_areas_go_there_and_back(area: int) -> None:
    assert square_centimetres(square_metres(area)) == area


@pytest.mark.parametrize(
    ("metres", "area", "again"),
    [("89.53", 895_300, "89.53"), ("6666.6667", 66_666_667, "6666.6667"), ("10000.00", 100_000_000, "10000")],
)
def test_areas_are_read_as_registers_print_them(metres: str, area: int, again: str) -> None:
    assert square_centimetres(Decimal(metres)) == area
    assert str(square_metres(area)) == again


@pytest.mark.parametrize("metres", ["-1", "NaN", "Infinity", "0.00001", "1.00000000000000000000000000000001"])
def test_what_is_no_area_is_refused(metres: str) -> None:
    with pytest.raises(ValueError, match=r"no area|finer"):
        square_centimetres(Decimal(metres))
