"""From forms to a published second version, with the real engine."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from lianyi.dated import today
from lianyi.groups.actions import drafts, publishing
from lianyi.groups.actions.publishing import Consent
from lianyi.groups.figures import Figures
from lianyi.groups.models import Draft, Formation
from lianyi.groups.queries import drafts as queries
from lianyi.groups.tests.drafting import Round, finished
from lianyi.organisations.queries.groups import groups_on, membership_of, sizes
from lianyi.scope import Refused

pytestmark = pytest.mark.django_db


def a_round() -> Round:
    """Group 1 takes four, six wish it first; only one wishes group 2; group 9 is that of the home."""
    made = Round({1: ("interest", 3, 4), 2: ("interest", 3, 10), 9: ("residence", 3, 30)})
    for _ in range(6):
        made.member(1, 9, accept_any=False)
    made.member(2)
    return made


def sizes_today(made: Round) -> dict[str, int]:
    groups = list(groups_on(made.community.pk, today()))
    counted = sizes((group.pk for group in groups), today())
    return {group.name: counted.get(group.pk, 0) for group in groups}


def test_everybody_is_placed_once_and_the_result_is_proven() -> None:
    made = a_round()
    draft = made.run()
    assert draft.state == Draft.State.READY
    assert draft.status == "optimal"
    figures = Figures.from_json(draft.summary["figures"])
    assert figures.levels == {1: 4, 2: 2, 100: 1}
    assert figures.sizes == {1: 4, 2: 0, 9: 3}
    assert draft.placements.count() == 7


def test_the_same_forms_and_draw_number_give_the_same_run() -> None:
    made = a_round()
    first, second = made.run(name="one"), made.run(name="two")
    assert queries.placed(first) == queries.placed(second)
    assert first.certificate == second.certificate
    assert first.input_hash == second.input_hash


def test_who_sent_no_form_goes_to_the_group_of_the_home_or_is_left_out_as_chosen() -> None:
    made = a_round()
    silent = made.member(answers=False)
    assert queries.placed(made.run())[silent.serial] == 9
    assert silent.serial not in queries.placed(made.run(places_unanswered=False))


def test_who_declined_is_never_placed() -> None:
    made = a_round()
    declined = made.member(takes_part=False)
    draft = made.run()
    assert declined.serial not in queries.placed(draft)
    assert Figures.from_json(draft.summary["figures"]).declined == 1


def test_a_run_that_makes_no_sense_says_why_and_loses_nothing() -> None:
    made = a_round()
    draft = made.run(open_per_bond={"interest": 5})
    assert draft.state == Draft.State.FAILED
    assert [problem["code"] for problem in draft.problems] == ["too_few_proposed"]
    assert made.formation.forms.count() == 7


def test_publishing_opens_groups_with_their_members_and_a_late_form_makes_version_two() -> None:
    made = a_round()
    first = publishing.publish_formation(made.run(), Consent(), by=made.staff)
    made.formation.refresh_from_db()
    assert made.formation.state == Formation.State.PUBLISHED
    assert sizes_today(made) == {"1组": 4, "9组": 3}
    late = made.member(2)
    second_draft = finished(drafts.solve_again(first.draft, by=made.staff))
    assert [moved.serial for moved in queries.differences(first.draft, second_draft, for_=made.staff)] == [late.serial]
    second = publishing.publish_formation(second_draft, Consent(), by=made.staff)
    assert second.version == 2
    assert first.figures["sizes"] == {"1": 4, "2": 0, "9": 3}
    assert second.figures["sizes"] == {"1": 4, "2": 0, "9": 4}
    member = membership_of(late.person_id, today())
    assert member is not None
    assert member.group.name == "9组"
    assert first.draft.placements.count() == 7


def test_a_group_that_a_later_version_does_not_open_ends() -> None:
    made = a_round()
    first = publishing.publish_formation(made.run(), Consent(), by=made.staff)
    drafts.lock_group(first.draft, 1, "closed", by=made.staff)
    again = finished(drafts.solve_again(first.draft, by=made.staff))
    publishing.publish_formation(again, Consent(), by=made.staff)
    assert sizes_today(made) == {"9组": 7}


def test_nothing_is_published_while_forms_come_in() -> None:
    made = a_round()
    draft = made.run()
    Formation.objects.update(state=Formation.State.OPEN)
    draft.formation.refresh_from_db()
    with pytest.raises(Refused):
        publishing.publish_formation(draft, Consent(), by=made.staff)
    assert not made.formation.publications.exists()


def test_a_form_that_came_in_since_needs_a_confirmation() -> None:
    made = a_round()
    draft = made.run()
    late = made.member(1)
    assert queries.came_in_since(draft) == [late.serial]
    with pytest.raises(Refused):
        publishing.publish_formation(draft, Consent(), by=made.staff)
    publishing.publish_formation(draft, Consent(outdated_confirmed=True), by=made.staff)


def test_somebody_without_a_group_must_be_named_with_a_reason() -> None:
    made = Round({1: ("interest", 3, 3)}, residence_is_fallback=False)
    for _ in range(4):
        made.member(1, accept_any=False)
    draft = made.run()
    [(seat, _placement)] = queries.unplaced(draft, for_=made.staff)
    with pytest.raises(Refused):
        publishing.publish_formation(draft, Consent(), by=made.staff)
    consent = Consent(unplaced={seat.serial: "搬走了"})
    publication = publishing.publish_formation(draft, consent, by=made.staff)
    assert publication.unplaced == [{"serial": seat.serial, "reason": "搬走了"}]


def test_locked_people_stay_when_it_is_solved_again() -> None:
    made = a_round()
    draft = made.run()
    inside = next(serial for serial, number in queries.placed(draft).items() if number == 9 and serial <= 6)
    drafts.lock_member(draft, inside, True, by=made.staff)
    outside = next(serial for serial, number in queries.placed(draft).items() if number == 1)
    edited = drafts.move(draft, outside, 9, by=made.staff)
    again = finished(drafts.solve_again(edited, by=made.staff))
    assert queries.placed(again)[inside] == 9
    assert again.placements.get(form__serial=inside).is_locked


def test_a_run_from_a_run_keeps_the_name_and_tells_only_where_it_comes_from() -> None:
    made = a_round()
    first = made.run(name="兴趣组多开")
    third = finished(drafts.solve_again(finished(drafts.solve_again(first, by=made.staff)), by=made.staff))
    assert third.name == "兴趣组多开"
    with override("en"):
        name = render_to_string("groups/drafts/name.html", {"draft": third}).strip()
    assert name == "Run 3: 兴趣组多开 (from run 2)"
