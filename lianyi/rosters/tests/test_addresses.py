"""Addresses as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.rosters.addresses import AddressBook, Node, Step, Written, level_key, level_name

ROOT = 1


def book() -> AddressBook:
    return AddressBook(
        ROOT,
        [
            Node(10, ROOT, "compound", "东苑"),
            Node(11, 10, "building", "3栋"),
            Node(12, 11, "entrance", "1单元"),
            Node(13, 12, "unit", "502"),
            Node(14, 11, "entrance", "2单元"),
            Node(15, 14, "unit", "502"),
            Node(20, ROOT, "compound", "西苑"),
            Node(21, 20, "building", "3栋"),
            Node(22, ROOT, "building", "18号楼"),
            Node(23, 22, "unit", "101"),
        ],
    )


@pytest.mark.parametrize(
    ("written", "state", "node"),
    [
        (Written("东苑", "3", "1", "502"), "whole", 13),
        (Written("东苑小区", "3号楼", "2单元", "0502室"), "whole", 15),
        (Written("东苑", "03栋"), "whole", 11),
        (Written("", "18", "", "101"), "whole", 23),
        (Written("东苑", "3", "", "502"), "ambiguous", 11),
        (Written("", "3", "1", "502"), "ambiguous", None),
        (Written("东苑", "3", "1", "601"), "partly", 12),
        (Written("东苑", "9"), "partly", 10),
        (Written("南苑", "3"), "nowhere", None),
    ],
)
def test_finding(written: Written, state: str, node: int | None) -> None:
    found = book().find(written.steps)
    assert (found.state, found.node) == (state, node)


def test_what_is_missing_is_made_once_however_it_is_written() -> None:
    there = book()
    first = there.find(Written("东苑", "7", "1", "101").steps, make=True)
    again = there.find(Written("东苑小区", "7号楼", "1单元", "0101").steps, make=True)
    assert first == again
    assert first.node is not None
    assert there.steps_to(first.node) == (
        Step("compound", "东苑"),
        Step("building", "7栋"),
        Step("entrance", "1单元"),
        Step("unit", "101"),
    )
    assert len(there.still_to_make([first.node])) == 3


def test_only_what_is_wanted_is_made() -> None:
    there = book()
    wanted = there.find(Written("东苑", "7").steps, make=True)
    there.find(Written("东苑", "8").steps, make=True)
    assert there.still_to_make([wanted.node or 0]) == [(Step("compound", "东苑"), Step("building", "7栋"))]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("东苑3栋2单元502", Written("东苑", "3", "2", "502")),
        ("东苑 3栋 2单元 502室", Written("东苑", "3", "2", "502")),
        ("和园社区东苑3号楼502号", Written("东苑", "3", "", "502")),
        ("18号楼101", Written("", "18", "", "101")),
        ("南明区某路口", None),
        ("东苑附近", None),
    ],
)
def test_an_address_in_one_cell(text: str, written: Written | None) -> None:
    assert book().read_in_one(text) == written


@given(st.integers(1, 99999), st.sampled_from(["", "栋", "号楼", "幢", "座"]), st.integers(0, 3))
def test_spellings_of_a_building_are_one(number: int, suffix: str, zeros: int) -> None:
    assert level_key("building", "0" * zeros + str(number) + suffix) == str(number)


@given(st.text(alphabet="东苑西甲乙AB0123456789栋单元号楼 -", min_size=1, max_size=12))
def test_a_new_place_is_found_again_by_what_was_written(text: str) -> None:
    for kind in ("compound", "building", "entrance", "unit"):
        if text.strip():
            there = AddressBook(ROOT, [])
            made = there.find((Step(kind, text),), make=True)
            assert there.find((Step(kind, text),)).node == made.node
            assert level_key(kind, level_name(kind, text)) == level_key(kind, text)
