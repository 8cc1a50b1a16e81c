"""Four levels become three and four again, in the register, without a single thing that somebody needs getting lost."""

from __future__ import annotations

import pytest

from lianyi.engines import reform as engine
from lianyi.engines.reform import Abolish, Answer, Create, Kind
from lianyi.journal.verification import verify
from lianyi.organisations.actions import (
    close_organisation,
    report_to,
)
from lianyi.organisations.models import Organisation
from lianyi.organisations.queries import lines_on, tree
from lianyi.organisations.tests.settlement import SYSTEM, settle
from lianyi.reforms import actions, carrying, queries, replaying
from lianyi.reforms.forms import answers_of
from lianyi.reforms.models import Reform
from lianyi.reforms.rows import snapshot
from lianyi.reforms.tests.world import AFTER, BACK, BEFORE, DAY, TEXT, World, everything
from lianyi.responsibilities.queries import answer as whom
from lianyi.scope import OutOfScope, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(settle())


def test_a_draft_names_everything_that_it_touches(world: World) -> None:
    preview = queries.preview(world.drafted())
    rows = snapshot().history.holdings
    kinds = {rows[line.touch.item.key].kind for line in preview.unanswered}
    assert kinds >= {Kind.LINE, Kind.AREA, Kind.DUTY, Kind.POINT}
    assert not preview.is_ready


def test_nothing_is_carried_out_while_somebody_would_not_know_whom_to_ask(world: World) -> None:
    before = everything()
    with pytest.raises(Refused):
        actions.apply_reform(world.drafted(), by=SYSTEM)
    assert everything() == before


def test_four_levels_become_three_from_that_day_on(world: World) -> None:
    world.applied()
    assert tree(for_=SYSTEM, on=BEFORE).levels == 4
    assert tree(for_=SYSTEM, on=AFTER).levels == 3
    assert {line.name for line in lines_on(AFTER, [one.pk for one in world.committees]).values()} == {"区政府"}
    for day, name in ((BEFORE, "街道办"), (AFTER, "政务中心")):
        found = whom(world.kept, on=day, at=world.town.here)
        assert found.leads is not None
        assert found.leads.organisation.name == name
        assert [point.name for point in found.points] == ["低保窗口"]
    world.gone.refresh_from_db()
    assert (world.gone.ends_on, world.gone.end_source) == (DAY, TEXT)
    assert verify().holds


def test_a_reform_taken_back_leaves_everything_as_it_was(world: World) -> None:
    before = everything()
    found = world.applied()
    assert everything() != before
    actions.undo_reform(found, by=SYSTEM)
    assert everything() == before


def test_what_was_built_on_it_keeps_it_from_being_undone(world: World) -> None:
    found = world.applied()
    report_to(world.committees[0], world.centre, since=AFTER, by=SYSTEM)
    with pytest.raises(Refused):
        actions.undo_reform(found, by=SYSTEM)


def test_the_way_back_founds_the_street_again(world: World) -> None:
    found = world.applied()
    back = actions.draft_reform(title="恢复街道办", day=BACK, source="市政府决定 9 号", by=SYSTEM, reverses=found)
    assert any(isinstance(step, Create) and step.name == "街道办" for step in actions.plan_of(back).steps)
    actions.accept_proposals(back, by=SYSTEM)
    assert queries.preview(back).faults == []
    actions.apply_reform(back, by=SYSTEM)
    assert [tree(for_=SYSTEM, on=day).levels for day in (BEFORE, AFTER, BACK)] == [4, 3, 4]
    now = whom(world.kept, on=BACK, at=world.town.here).leads
    assert now is not None
    assert now.organisation.name == "街道办"
    assert now.organisation_id != world.street.pk
    assert now.organisation.predecessor_id == world.street.pk
    actions.undo_reform(Reform.objects.get(pk=back.pk), by=SYSTEM)
    assert tree(for_=SYSTEM, on=BACK).levels == 3


def test_a_body_founded_in_a_draft_takes_over(world: World) -> None:
    found = world.drafted(
        Create(-1, "社区服务中心", world.district.pk, (world.town.here.pk, world.town.elsewhere.pk)),
        Abolish(world.street.pk),
    )
    history = snapshot().history
    answers = []
    for touch in engine.touched(history, actions.plan_of(found)).unanswered:
        row = history.holdings[touch.item.key]
        to = world.district.pk if row.kind is Kind.LINE else -1
        is_dropped = row.kind is Kind.AREA
        answers.append(Answer(touch.item, None if is_dropped else to, "决定" if is_dropped else ""))
    actions.answer(found, answers, by=SYSTEM)
    assert queries.preview(found).is_ready
    actions.apply_reform(found, by=SYSTEM)
    made = Organisation.objects.get(name="社区服务中心", starts_on=DAY)
    now = whom(world.kept, on=AFTER, at=world.town.here).leads
    assert now is not None
    assert now.organisation == made


def test_a_step_is_taken_away_with_what_speaks_of_it(world: World) -> None:
    found = world.drafted(Create(-1, "新", None, ()), engine.Move(world.committees[0].pk, -1))
    actions.remove_step(found, 0, by=SYSTEM)
    assert actions.plan_of(found).steps == ()


def test_a_failure_in_the_middle_leaves_nothing_half_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.answered(world.drafted())
    before = everything()

    def power_cut(_change: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(carrying, "_close_body", power_cut)
    with pytest.raises(KeyboardInterrupt):
        actions.apply_reform(found, by=SYSTEM)
    assert everything() == before


def test_only_administrators_decide(world: World) -> None:
    with pytest.raises(OutOfScope):
        actions.draft_reform(title="x", day=DAY, source="x", by=world.town.alice)
    found = world.drafted()
    assert queries.reform(found.pk, for_=world.town.alice) == found
    with pytest.raises(OutOfScope):
        actions.apply_reform(found, by=world.town.alice)


def test_a_body_with_duties_is_not_simply_closed(world: World) -> None:
    with pytest.raises(Refused):
        close_organisation(world.centre if world.applied() else world.street, on=AFTER, by=SYSTEM)


def test_past_matters_take_fewer_hand_offs_through_the_draft(world: World) -> None:
    found = world.answered(world.drafted())
    rows = (
        ["日期,社区,事项,流转次数"]
        + ["2009-05-01,柳岸,低保,2"] * 4
        + ["2009-05-02,河湾社区,低保,", ",火星,低保,", ",柳岸,飞碟,"]
    )
    log = replaying.read_log("\n".join(rows).encode("gb18030"), "事项.csv")
    assert len(log.matters) == 5
    assert [text for _row, text in log.unknown] == ["火星", "飞碟"]
    replayed = replaying.replay(found, log)
    assert replayed.comparison.compared == 5
    assert [(before, after) for _what, before, after, _each, _other in replayed.figures][1] == (5, 10)
    assert len(replayed.assumptions) == len(engine.ASSUMPTIONS)


def test_a_file_that_is_no_list_is_refused(world: World) -> None:
    for content in (b"", b"PK\x03\x04cut", "姓名,电话\n甲,1".encode()):
        with pytest.raises(Refused):
            replaying.read_log(content, "x.xlsx")


def test_a_draft_with_open_questions_is_not_replayed(world: World) -> None:
    log = replaying.read_log("社区,事项\n柳岸,低保".encode(), "a.csv")
    with pytest.raises(Refused):
        replaying.replay(world.drafted(), log)


def test_what_a_merger_settles_can_go_somewhere_else(world: World) -> None:
    found = world.drafted(engine.Merge((world.street.pk,), world.centre.pk))
    preview = queries.preview(found)
    line = next(line for line in preview.settled if "服务" in line.what or "低保窗口" in line.what)
    assert line.can_be_answered
    asked = queries.preview(found, asking=line.token).asked_again
    assert [one.items for one in asked] == [line.items]
    given = answers_of({f"to-{line.token}": str(world.district.pk)}, queries.items_of_lines(found))
    actions.answer(found, given, by=SYSTEM)
    again = next(one for one in queries.preview(found).settled if one.items == line.items)
    assert (again.to, again.is_answered, again.can_be_answered) == ("区政府", True, False)
    actions.forget_answers(found, again.items, by=SYSTEM)
    assert next(one for one in queries.preview(found).settled if one.items == line.items).to == "政务中心"


def test_what_the_form_does_not_know_answers_nothing(world: World) -> None:
    found = world.drafted()
    lines = queries.items_of_lines(found)
    token = next(iter(lines))
    for data in ({"to-": "1"}, {"to-matter-1": "1"}, {f"to-{token}": "x"}, {f"to-{token}": "--1"}, {f"to-{token}": ""}):
        assert answers_of(data, lines) == []
    typed = {f"to-{token}": "none", f"why-{token}": " 民发\x00〔2020〕20号\n"}
    assert answers_of(typed, lines) == [Answer(item, None, "民发〔2020〕20号") for item in lines[token]]
    assert answers_of({f"to-{token}": "-1"}, lines) == [Answer(item, -1) for item in lines[token]]
