"""Every sentence of an explanation is produced by a real case at least once, or by the engine's own code for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from django.utils.translation import override

from lianyi.engines.formation.explain import Explanation, Reason, Why
from lianyi.groups import reasons
from lianyi.groups.actions import drafts
from lianyi.groups.figures import NO_WISH
from lianyi.groups.models import Draft, Placement
from lianyi.groups.queries.drafts import columns
from lianyi.groups.reasons import Teller, group_notes
from lianyi.groups.tests.drafting import Round, finished
from lianyi.groups.wording import level_name
from lianyi.scope import Actor, Role

pytestmark = pytest.mark.django_db


def told(draft: Draft) -> str:
    """All sentences of a draft in one text."""
    teller = Teller(draft)
    rows = Placement.objects.filter(draft=draft).select_related("form__person", "proposed")
    parts = [teller.tell(row) for row in rows]
    return "\n".join("\n".join([one.got, *one.why_not, *one.changes]) for one in parts)


def crowded() -> Draft:
    """Four wish for three places, equally."""
    made = Round({1: ("interest", 3, 3), 2: ("interest", 1, 9)})
    for _ in range(4):
        made.member(1, 2)
    return made.run()


def few() -> Draft:
    """Group 2 is wished for by one, needs three."""
    made = Round({1: ("interest", 1, 9), 2: ("interest", 3, 9)})
    made.member(2, 1)
    made.member(1, accept_any=False)
    return made.run()


def limited() -> Draft:
    """Only one of the bond may open."""
    made = Round({1: ("interest", 1, 9), 2: ("interest", 1, 9)})
    made.member(2, 1)
    made.member(1, accept_any=False)
    made.member(1, accept_any=False)
    return made.run(open_per_bond={"interest": 1})


def better_first() -> Draft:
    """Whoever is in group 1 wished it first; somebody else only second."""
    made = Round({1: ("interest", 2, 2), 2: ("interest", 9, 9), 3: ("interest", 1, 9)})
    made.member(1, accept_any=False)
    made.member(1, accept_any=False)
    made.member(2, 1, 3)
    return made.run()


def by_hand() -> Draft:
    draft = better_first()
    made_by = _staff(draft)
    serial = draft.placements.order_by("form__serial").values_list("form__serial", flat=True)[0]
    return drafts.move(draft, serial, 3, by=made_by)


def closed() -> Draft:
    draft = limited()
    drafts.lock_group(draft, 2, "closed", by=_staff(draft))
    return finished(drafts.solve_again(draft, by=_staff(draft)))


def locked() -> Draft:
    draft = crowded()
    inside = draft.placements.get(proposed__number=2)
    drafts.lock_member(draft, inside.form.serial, True, by=_staff(draft))
    return finished(drafts.solve_again(draft, by=_staff(draft)))


def frozen() -> Draft:
    draft = crowded()
    drafts.lock_group(draft, 1, "frozen", by=_staff(draft))
    return finished(drafts.solve_again(draft, by=_staff(draft)))


def left_out() -> Draft:
    """Three places, four people who accept nothing else."""
    made = Round({1: ("interest", 3, 3)}, residence_is_fallback=False)
    for _ in range(4):
        made.member(1, accept_any=False)
    return made.run()


def silent() -> Draft:
    made = Round({9: ("residence", 1, 9)})
    made.member(answers=False)
    return made.run()


def silent_elsewhere() -> Draft:
    """The group of the home may not open, so who sent no form goes to the other one."""
    made = Round({1: ("interest", 1, 9), 9: ("residence", 5, 9)})
    made.member(1)
    made.member(answers=False)
    return made.run()


def any_at_home() -> Draft:
    """Somebody is content with any group, and the group of the home has room."""
    made = Round({1: ("interest", 1, 9), 9: ("residence", 1, 9)})
    made.member(1)
    made.member()
    return made.run()


def any_elsewhere() -> Draft:
    made = Round({1: ("interest", 1, 9)})
    made.member(1)
    made.member()
    return made.run()


def _staff(draft: Draft) -> Actor:
    here = frozenset({draft.formation.community_id})
    return Actor(user_id=1, roles=frozenset({Role.STAFF}), community_ids=here)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (crowded, "This is the first wish on the form."),
        (crowded, "First wish, “1组”: opened with 3 of 3. Several people had the same right"),
        (crowded, "the published draw (number 7) decided."),
        (few, "First wish, “2组”: did not open: 1 named it, 3 are needed."),
        (limited, "did not open: only 1 of the bond “interest” could open. 1 had named it, 1 of them first."),
        (better_first, "Second wish, “1组”: opened with 2 of 2, and all 2 had ranked it at least as high."),
        (by_hand, "The community office chose this place by hand."),
        (by_hand, "people were moved by hand after the calculation"),
        (closed, "the community office decided that it does not open this time."),
        (locked, "the community office had fixed this place by hand."),
        (frozen, "it kept exactly the people it had"),
        (left_out, "There is no group yet."),
        (left_out, "The groups on the form that opened are full, and it accepts no other."),
        (left_out, "It would be enough to have one more place in “1组”."),
        (silent, "No form came in, so it is the group of the home."),
        (any_at_home, "The form names no particular wish, so it is the group of the home."),
        (any_elsewhere, "The form names no particular wish and accepts any group; this one had room."),
        (silent_elsewhere, "The group of the home did not work out this time, so it is another group that had room."),
    ],
)
def test_a_case_is_told(case: Callable[[], Draft], sentence: str) -> None:
    with override("en"):
        assert sentence in told(case())


def test_every_reason_of_the_engine_has_its_words_in_every_state_of_a_draft() -> None:
    params = {"size": 3, "minimum": 2, "maximum": 3, "named": 4, "named_first": 1, "bond": "interest", "wanted": 1}
    params |= {"component": "level:1", "amount": 1, "effect": {"1": -1, "total": 2}}
    draft = crowded()
    states = itertools.product(["en", "zh-hans"], Why, ["1", ""], [False, True], ["optimal", "gap"])
    for language, why, group, draft.is_edited, draft.status in states:
        reason = Reason("1", 1, why, params)
        with override(language):
            sentence = Teller(draft)._reason(reason, Explanation("5", group, 2, 3, 3, (reason,)))
        assert "%(" not in sentence
        assert sentence[-1] in ".。"


def test_no_words_are_left_over() -> None:
    special = {"would_improve_by_hand", "would_improve_gap", "closed_unproven", "nobody_could_leave"}
    assert set(reasons.WHY) == ({str(why) for why in Why} - {"would_improve"}) | special


@pytest.mark.django_db
def test_the_board_counts_wishes_and_not_homes() -> None:
    made = Round({1: ("interest", 1, 9), 9: ("residence", 1, 9)})
    made.member(1, 9)
    made.member(1)
    made.member(answers=False)
    with override("en"):
        notes = group_notes(made.run())
    assert notes[1][0] == "Named by 2, first by 2."
    assert notes[9][0] == "Named by 1, first by 0."


@pytest.mark.parametrize("case", [any_at_home, any_elsewhere])
def test_whoever_named_no_wish_counts_as_no_unmet_wish(case: Callable[[], Draft]) -> None:
    draft = case()
    assert draft.summary["figures"]["levels"] == {"1": 1, str(NO_WISH): 1}
    shown = columns(draft, for_=_staff(draft))
    with override("en"):
        assert "could be met" not in told(draft)
        assert "no particular wish" in [level_name(seat.level) for one in shown for seat in one.seats]


def test_gains_are_told_of_an_optimum_only() -> None:
    """Of a draft edited by hand a part of the gain would come from moving back, not from the limit."""
    draft = crowded()
    with override("en"):
        assert "One more place would mean: first wish +1" in " ".join(group_notes(draft)[1])
        serial = draft.placements.filter(proposed__number=1).values_list("form__serial", flat=True)[0]
        edited = drafts.move(draft, serial, 2, by=_staff(draft))
        assert not [note for notes in group_notes(edited).values() for note in notes if "would mean" in note]
