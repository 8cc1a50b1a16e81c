"""A matter's whole way through the actions: in, from hand to hand, and closed by the word of whoever raised it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from lianyi.journal.models import Entry
from lianyi.matters import queries
from lianyi.matters.actions import backing, claiming, closing, crossing, handing, pausing, steps
from lianyi.matters.actions.intake import Told, Whose, open_matter
from lianyi.matters.models import Feedback, Hop, Matter, Pause, Step, Tally
from lianyi.matters.models.ending import FeedbackIsTheirsError
from lianyi.matters.rates.events import What
from lianyi.matters.tests.street import Street, raised, street
from lianyi.scope import Actor, OutOfScope, Refused

pytestmark = pytest.mark.django_db
YES = closing.Word(Matter.Channel.WEB, Feedback.Solved.YES, Feedback.Satisfied.YES, "谢谢")
NO = closing.Word(Matter.Channel.WEB, Feedback.Solved.NO)


@pytest.fixture
def here() -> Iterator[Street]:
    """The street, its refusals told in English."""
    with override("en"):
        yield street()


def again(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)


def counted(what: What) -> int:
    return sum(Tally.objects.filter(event=str(what)).values_list("count", flat=True))


def test_it_goes_to_whoever_leads_its_subject_and_says_why(here: Street) -> None:
    matter = raised(here, subject=here.lamps).matter
    assert matter.body == here.bureau
    hop = matter.hops.get()
    assert (hop.organisation, hop.cause) == (here.bureau, Hop.Cause.INTAKE)
    assert "职责清单第 3 条" in hop.reason
    assert raised(here).matter.body is None


def test_sending_twice_makes_one_matter(here: Street) -> None:
    first, second = raised(here, send_key="k" * 32), raised(here, send_key="k" * 32)
    assert (first.matter.pk, first.code) == (second.matter.pk, second.code)
    assert Matter.objects.count() == counted(What.RECEIVED) == 1


def test_the_code_opens_it_and_the_number_does_not(here: Street) -> None:
    opened = raised(here)
    found = queries.by_code(opened.code.lower())
    assert found is not None
    assert found[0] == opened.matter
    assert queries.by_code(opened.matter.number) is None
    assert queries.matter_by_number(opened.matter.number, for_=here.worker) == opened.matter
    assert queries.matter_by_number(opened.matter.number, for_=here.elsewhere) is None


def test_whoever_opens_it_is_written_down_once(here: Street) -> None:
    matter = raised(here).matter
    for _time in range(3):
        queries.matter(matter.pk, for_=here.worker)
    assert [seen.who for seen in queries.seen_by(matter)] == ["worker"]
    for stranger in (here.elsewhere, here.committee, here.officer, Actor()):
        with pytest.raises(OutOfScope):
            queries.matter(matter.pk, for_=stranger)


def test_one_of_two_gets_it(here: Street) -> None:
    matter = raised(here).matter
    seen_by_both = again(matter)
    claiming.claim_matter(matter, by=here.worker)
    with pytest.raises(Refused, match="worker"):
        claiming.claim_matter(seen_by_both, by=here.colleague)
    assert again(matter).owner_id == here.worker.user_id


def test_from_hand_to_hand_with_reasons(here: Street) -> None:
    matter = raised(here).matter
    handing.choose_subject(matter, here.lamps, by=here.worker)
    with pytest.raises(Refused, match="not a task"):
        handing.hand_over_matter(matter, to=here.office, reason="请办", by=here.worker)
    with pytest.raises(Refused):
        handing.hand_over_matter(matter, to=here.bureau, reason=" ", by=here.worker)
    handing.hand_over_matter(matter, to=here.bureau, reason="路灯归城管局", by=here.worker)
    assert [hop.organisation for hop in matter.hops.all()] == [None, here.bureau]
    with pytest.raises(OutOfScope):
        handing.hand_over_matter(matter, to=None, reason="拿回来", by=here.worker)
    assert queries.matter(matter.pk, for_=here.officer) == matter


def test_what_is_ones_own_by_the_list_is_disputed_not_returned(here: Street) -> None:
    matter = raised(here, subject=here.welfare).matter
    with pytest.raises(Refused, match="职责清单"):
        handing.return_matter(matter, reason="不归我们", by=here.clerk)
    dispute = handing.return_matter(matter, reason="不归我们", by=here.clerk, dispute=True)
    assert dispute is not None
    assert dispute.arbiter == here.bureau
    with pytest.raises(OutOfScope):
        handing.arbitrate(dispute, to=here.office, ground="清单第 3 条", by=here.clerk)
    handing.arbitrate(dispute, to=here.office, ground="清单第 3 条", by=here.officer)
    assert again(matter).body == here.office
    assert matter.hops.count() == 1


def test_what_is_not_ones_own_goes_where_it_belongs(here: Street) -> None:
    matter = raised(here, subject=here.welfare).matter
    handing.choose_subject(matter, here.lamps, by=here.clerk)
    handing.return_matter(matter, reason="路灯不归我们", by=here.clerk)
    assert again(matter).body == here.bureau
    assert matter.hops.get(ended_at=None).cause == Hop.Cause.RETURNED


def test_two_clocks(here: Street) -> None:
    matter = raised(here).matter
    pausing.pause_matter(matter, Pause.Cause.PAPERS, note="缺身份证", by=here.worker)
    with pytest.raises(Refused):
        pausing.pause_matter(matter, Pause.Cause.PAPERS, note="再等", by=here.worker)
    pausing.resume_matter(matter, by=here.worker)
    clock = queries.clock(matter)
    assert clock.papers == clock.waiting
    assert clock.in_our_hands + clock.waiting == clock.total


def test_their_word_closes_it_and_opens_it_again(here: Street) -> None:
    matter = raised(here).matter
    closing.answer_matter(matter, "路灯已经修好", outcome=Matter.Outcome.SOLVED, by=here.worker)
    assert again(matter).state == Matter.State.ANSWERED
    closing.say(matter, NO, by=Actor())
    assert (again(matter).state, again(matter).outcome) == (Matter.State.OPEN, "")
    closing.answer_matter(matter, "又修了一次", outcome=Matter.Outcome.EXPLAINED, by=here.worker)
    feedback = closing.say(matter, YES, by=Actor())
    assert again(matter).is_over
    assert (counted(What.IN_TIME), counted(What.SAID), counted(What.SOLVED), counted(What.CLOSED)) == (1, 1, 1, 1)
    closing.reopen_matter(matter, reason="", by=Actor(), by_asker=True)
    assert again(matter).state == Matter.State.OPEN
    assert counted(What.CLOSED) == 0
    with pytest.raises(FeedbackIsTheirsError):
        feedback.save()
    with pytest.raises(FeedbackIsTheirsError):
        Feedback.objects.update(words="很好")


def test_a_remark_without_anybody_behind_it_ends_with_the_answer(here: Street) -> None:
    told = Told("小区没有物管", Matter.Channel.NOTE, workspace=Matter.Workspace.SELF, occasion="棋艺活动")
    matter = open_matter(here.town.here, told, by=here.committee).matter
    closing.answer_matter(matter, "成立了业主委员会", outcome=Matter.Outcome.SOLVED, by=here.committee)
    assert again(matter).is_over


def test_what_was_withdrawn_does_not_count(here: Street) -> None:
    matter = raised(here).matter
    steps.add_step(matter, steps.Done(Step.Kind.CALL, "已联系", reached=True), by=here.worker)
    closing.withdraw_matter(matter, by=Actor(), by_asker=True)
    assert (counted(What.LEFT_OUT), counted(What.IN_TIME)) == (1, 0)


def test_joining_and_standing_behind(here: Street) -> None:
    first, second = raised(here, is_public=True).matter, raised(here, "门口路灯不亮").matter
    _backer, code = backing.stand_behind(first, Whose("李静"), channel=Matter.Channel.WEB, by=Actor())
    followed = queries.by_code(code)
    assert followed is not None
    assert followed[0] == first
    with pytest.raises(OutOfScope):
        backing.stand_behind(second, Whose("李静"), channel=Matter.Channel.WEB, by=Actor())
    closing.join_matter(second, first, by=here.worker)
    assert again(second).joined_to == first


def test_only_what_is_public_is_shown_as_similar(here: Street) -> None:
    raised(here, "三栋门口路灯坏了")
    shown = raised(here, "三栋门口的路灯不亮", is_public=True).matter
    raised(here, "想学太极拳", is_public=True)
    assert queries.similar("三栋路灯坏了", community=here.town.here) == [shown]
    assert len(queries.similar("三栋路灯坏了", community=here.town.here, for_=here.worker)) == 2


def test_search_finds_two_characters(here: Street) -> None:
    matter = raised(here, "棋桌旁说到物管").matter
    assert queries.search("物管", for_=here.worker).rows == [matter]
    assert queries.search("物管 路灯", for_=here.worker).rows == []
    assert queries.search("物管", for_=here.committee).rows == []


def test_crossing_takes_along_only_what_may(here: Street) -> None:
    matter = raised(here, text="电话里说的详情").matter
    with pytest.raises(Refused):
        crossing.cross_over(matter, crossing.Passage("public_service", "请居委会调解"), by=here.worker)
    with pytest.raises(Refused, match="agreed"):
        crossing.cross_over(matter, crossing.Passage("mediation", "请调解", with_contact=True), by=here.worker)
    made = crossing.cross_over(matter, crossing.Passage("mediation", "请居委会调解"), by=here.worker)
    assert (made.workspace, made.text, hasattr(made, "asker")) == (Matter.Workspace.SELF, "", False)
    assert again(matter).outcome == Matter.Outcome.CROSSED
    assert queries.matter(made.pk, for_=here.committee) == made
    with pytest.raises(OutOfScope):
        queries.matter(made.pk, for_=here.worker)
    assert Entry.objects.get(action="matter.crossed").purpose == "mediation"
    assert queries.course(matter, shown_only=True).filter(kind=Step.Kind.CROSSING).exists()


def test_the_journal_keeps_no_words(here: Street) -> None:
    raised(here, "我家三栋路灯坏了", text="详细")
    told = [str(part.content) for entry in Entry.objects.filter(subject_type="matter") for part in entry.parts.all()]
    assert told
    assert not any(word in text for text in told for word in ("路灯", "详细", "简安", "13900001234"))
