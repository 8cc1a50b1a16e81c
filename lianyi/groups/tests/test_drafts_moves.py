"""Moving people by hand: told beforehand, kept apart from what was computed, locked when wanted."""

from __future__ import annotations

import pytest

from lianyi.groups import hand
from lianyi.groups.actions import drafts, publishing
from lianyi.groups.actions.publishing import Consent
from lianyi.groups.checking import obstacles
from lianyi.groups.figures import Figures
from lianyi.groups.queries import drafts as queries
from lianyi.groups.tests.drafting import Round
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db


def two_groups() -> Round:
    """Three in group 1, four in group 2; whoever wished 1 had 2 as second wish."""
    made = Round({1: ("interest", 3, 5), 2: ("interest", 3, 4)})
    for _ in range(3):
        made.member(1, 2)
    for _ in range(4):
        made.member(2)
    return made


def test_the_cost_stands_before_the_move() -> None:
    made = two_groups()
    cost = hand.cost(made.run(), 1, 2)
    assert (cost.level_before, cost.level_after, cost.size_after) == (1, 2, 5)
    assert [problem["code"] for problem in cost.problems] == ["below_minimum", "over_maximum"]
    assert not cost.breaks_nothing


def test_every_other_place_has_its_cost_and_no_group_too() -> None:
    made = two_groups()
    assert [cost.to for cost in hand.costs(made.run(), 4)] == [1, None]


def test_the_first_move_copies_the_next_one_edits() -> None:
    made = two_groups()
    draft = made.run()
    edited = drafts.move(draft, 4, 1, by=made.staff)
    assert edited.pk != draft.pk
    assert edited.parent == draft
    assert (edited.status, edited.certificate) == ("", {})
    assert queries.placed(draft)[4] == 2
    again = drafts.move(edited, 5, 1, by=made.staff)
    assert again.pk == edited.pk
    assert Figures.from_json(again.summary["figures"]).sizes == {1: 5, 2: 2}
    assert [problem["code"] for problem in again.problems] == ["below_minimum"]
    assert again.placements.filter(is_moved=True).count() == 2


@pytest.mark.usefixtures("neutral_pack")
def test_an_edited_draft_with_broken_limits_is_published_only_with_a_reason() -> None:
    made = two_groups()
    edited = drafts.move(made.run(), 1, None, by=made.staff)
    assert obstacles(edited).unplaced == [1]
    consent = Consent(unplaced={1: "本人要求"})
    with pytest.raises(Refused):
        publishing.publish_formation(edited, consent, by=made.staff)
    publishing.publish_formation(edited, Consent("报上级同意", {1: "本人要求"}), by=made.staff)


def test_a_published_draft_is_never_edited() -> None:
    made = two_groups()
    edited = drafts.move(made.run(), 4, 1, by=made.staff)
    publishing.publish_formation(edited, Consent(), by=made.staff)
    later = drafts.move(edited, 4, 2, by=made.staff)
    assert later.pk != edited.pk
    assert queries.placed(edited)[4] == 1
    with pytest.raises(Refused):
        drafts.discard(edited, by=made.staff)


def test_a_locked_person_does_not_move() -> None:
    made = two_groups()
    draft = made.run()
    drafts.lock_member(draft, 4, True, by=made.staff)
    with pytest.raises(Refused):
        drafts.move(draft, 4, 1, by=made.staff)


def test_wrong_targets_are_refused() -> None:
    made = two_groups()
    draft = made.run()
    with pytest.raises(Refused):
        drafts.move(draft, 4, 77, by=made.staff)
    with pytest.raises(OutOfScope):
        drafts.move(draft, 99, 1, by=made.staff)
    with pytest.raises(Refused):
        drafts.lock_group(draft, 1, "sideways", by=made.staff)


def test_other_communities_staff_see_nothing() -> None:
    made = two_groups()
    draft = made.run()
    other = Actor(user_id=2, roles=frozenset({Role.STAFF}), community_ids=frozenset({-1}))
    for attempt in (
        lambda: drafts.move(draft, 4, 1, by=other),
        lambda: drafts.solve_again(draft, by=other),
        lambda: drafts.lock_member(draft, 4, True, by=other),
        lambda: drafts.lock_group(draft, 1, "open", by=other),
        lambda: drafts.discard(draft, by=other),
        lambda: publishing.publish_formation(draft, by=other),
        lambda: queries.draft_of(draft.formation_id, draft.number, for_=other),
    ):
        with pytest.raises(OutOfScope):
            attempt()
