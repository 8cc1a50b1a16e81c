"""Invented people: what the demo gives out must be what the demo takes in."""

from __future__ import annotations

import random

from lianyi.demo.names import phone
from lianyi.sheets.phones import parse_phone


def test_an_invented_number_is_one_that_a_roster_takes() -> None:
    draw = random.Random(7)
    for number in (phone(draw) for _ in range(200)):
        assert parse_phone(number) == (number, [])
        assert number.startswith("0600-")  # an area code of nowhere
