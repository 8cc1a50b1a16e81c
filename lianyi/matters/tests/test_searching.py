"""Matters are found by all the words typed, whichever of them the search begins with, and within one's reach alone."""

from __future__ import annotations

import random

import pytest

from lianyi.matters import words
from lianyi.matters.actions.intake import Told, open_matter
from lianyi.matters.models import Matter
from lianyi.matters.queries import searching
from lianyi.matters.tests.street import Street, street
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db
WORDS = ("路灯不亮", "楼道堆物", "噪音扰民", "电梯", "漏水", "3号楼", "12号楼", "A座")


@pytest.fixture
def here() -> Street:
    return street()


@pytest.fixture
def raised(here: Street) -> list[Matter]:
    draw = random.Random(7)
    return [
        open_matter(
            draw.choice([here.town.here, here.town.elsewhere]),
            Told("".join(draw.sample(WORDS, draw.randint(1, 4))), Matter.Channel.COUNTER),
            by=SYSTEM,
        ).matter
        for _number in range(60)
    ]


@pytest.mark.parametrize("latest", [(), (1, 3), (8, 20), (200, 4_000)])
@pytest.mark.parametrize("many", [0, 2, 5_000])
def test_all_that_holds_every_word_is_found(
    here: Street, raised: list[Matter], many: int, latest: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PER_PAGE", 5)
    monkeypatch.setattr(searching, "LATEST", latest)
    monkeypatch.setattr(searching, "MANY", many)
    monkeypatch.setattr(searching, "FEW", many // 2)
    town = here.town
    for typed in (*WORDS, "楼道 漏水", "3号楼 电梯 噪音", "月亮", "灯", "a座"):
        wanted = words.grams(typed)
        for who, places in ((SYSTEM, {town.here, town.elsewhere}), (here.worker, {town.here})):
            right = [one.pk for one in raised if one.community in places and wanted <= words.grams(one.topic)]
            assert _turned_over(typed, who) == sorted(right, reverse=True), (typed, who)


def _turned_over(typed: str, who: Actor) -> list[int]:
    """What stands on all pages, one after the other."""
    found: list[int] = []
    before = None
    while True:
        page = searching.search(typed, for_=who, before=before)
        found += [one.pk for one in page.rows]
        if (before := page.older) is None:
            return found
