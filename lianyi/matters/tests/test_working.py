"""What is done on the page of a matter: every act, by whom, and two people at once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lianyi.dated import today
from lianyi.matters.actions import claiming, closing, handing, pausing, steps
from lianyi.matters.actions.intake import Told, Whose, open_matter
from lianyi.matters.models import Feedback, Hop, Matter, Pause, Step, Trip
from lianyi.matters.tests.desks import act, again, browser_of, page
from lianyi.matters.tests.street import Street, account, raised, street
from lianyi.matters.views.doing import ACTS, seen_of
from lianyi.organisations.actions import Facts, add_organisation
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.scope import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Street:
    return street()


def form_of(client: object, matter: Matter, name: str, **headers: str) -> object:
    return client.get(reverse("matters:do", args=[matter.pk, name]), headers=headers)  # type: ignore[attr-defined]


def test_every_act_that_is_offered_has_a_form_in_a_dialog_and_as_a_page(here: Street) -> None:
    matter = raised(here, subject=here.lamps).matter
    handing.hand_over_matter(matter, to=None, reason="先由社区看", by=here.officer)
    client = browser_of(here.worker)
    shown = page(client, "matter", matter.pk)
    offered = [name for name in ACTS if f"/do/{name}/" in shown]
    assert {"claim", "step", "hand", "help", "pause", "answer", "join", "cross", "behind", "withdraw"} <= set(offered)
    for name in offered:
        whole = form_of(client, matter, name)
        part = form_of(client, matter, name, HX_Request="true")
        assert (whole.status_code, part.status_code) == (200, 200), name  # type: ignore[attr-defined]
        assert "<html" in whole.text  # type: ignore[attr-defined]
        assert "<html" not in part.text  # type: ignore[attr-defined]
    assert form_of(client, matter, "nonsense").status_code == 404  # type: ignore[attr-defined]


def test_what_cannot_be_done_now_is_said_not_offered(here: Street) -> None:
    matter = raised(here).matter
    answer = form_of(browser_of(here.worker), matter, "resume")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert "do/resume" not in page(browser_of(here.worker), "matter", matter.pk)


def test_taking_on_is_one_click_and_the_second_one_is_told_who(here: Street) -> None:
    matter = raised(here).matter
    first, second = browser_of(here.worker), browser_of(here.colleague)
    sent = {"seen": seen_of(matter)}
    address = reverse("matters:do", args=[matter.pk, "claim"])
    assert "You answer for this now" in first.post(address, sent, follow=True).text
    assert "worker has taken this on already" in second.post(address, sent, follow=True).text
    assert again(matter).owner_id == here.worker.user_id


def test_acting_on_an_older_state_is_told_and_loses_nothing(here: Street) -> None:
    matter = raised(here).matter
    seen = seen_of(matter)
    steps.add_step(matter, steps.Done(Step.Kind.CALL, "已经约好周五上门"), by=here.colleague)
    client = browser_of(here.worker)
    address = reverse("matters:do", args=[matter.pk, "answer"])
    sent = {"seen": seen, "outcome": "solved", "text": "我写了很久的答复"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Somebody did something with this matter meanwhile" in answer.text
    assert "已经约好周五上门" in answer.text
    assert "我写了很久的答复" in answer.text
    assert again(matter).state == Matter.State.OPEN
    fresh = answer.text.split('name="seen" value="')[1].split('"')[0]
    client.post(address, {**sent, "seen": fresh})
    assert again(matter).state == Matter.State.ANSWERED


def test_a_form_without_any_state_is_an_older_one(here: Street) -> None:
    matter = raised(here).matter
    answer = browser_of(here.worker).post(reverse("matters:do", args=[matter.pk, "release"]), {"reason": "x"})
    assert answer.status_code == 422


def test_a_visit_with_its_way_and_its_cause(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    sent = {"kind": "visit", "on": today(), "office": "房管局窗口", "text": "材料不齐", "next_step": "补介绍信"}
    act(client, matter, "step", **sent, trip="missing_paper", traveller="worker", is_shown="on", reached="on")
    step = Step.objects.get(kind=Step.Kind.VISIT)
    assert (step.office, step.next_step, step.is_shown, step.by_name) == ("房管局窗口", "补介绍信", True, "worker")
    trip = Trip.objects.get()
    assert (trip.step, trip.cause, trip.where, trip.is_wasted) == (step, "missing_paper", "房管局窗口", True)
    assert again(matter).responded_at is not None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": ""}, "This field is required"),
        ({"on": "2999-01-01"}, "lies in the future"),
        ({"trip": "closed"}, "where the way led"),
        ({"trip": "nonsense"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_a_step_is_said_beside_what_was_typed(
    here: Street, changed: dict[str, str], said: str
) -> None:
    matter = raised(here).matter
    sent = {"kind": "call", "on": today(), "text": "打过电话", "next_step": "明天再打"} | changed
    answer = act(browser_of(here.worker), matter, "step", **sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert "明天再打" in answer.text
    assert not Step.objects.exists()


def test_giving_it_to_a_colleague_and_letting_it_go(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    act(client, matter, "entrust", user=here.colleague.user_id)
    assert again(matter).owner_id == here.colleague.user_id
    assert act(client, matter, "entrust", user=here.elsewhere.user_id).status_code == 422
    act(client, matter, "release", reason="休假")
    assert again(matter).owner is None
    assert "休假" in page(client, "matter", matter.pk)


def test_help_of_a_body_and_of_a_colleague(here: Street) -> None:
    matter = raised(here).matter
    client, helper = browser_of(here.worker), browser_of(here.officer)
    assert helper.get(reverse("matters:matter", args=[matter.pk])).status_code == 404
    act(client, matter, "help", organisation=here.bureau.pk, task="借一把梯子")
    assert act(client, matter, "help").status_code == 422
    act(client, matter, "help", user=here.colleague.user_id)
    assert "借一把梯子" in page(helper, "matter", matter.pk)
    act(helper, matter, "step", kind="note", on=today(), text="梯子送到")
    assert Step.objects.get(text="梯子送到").by_name == "officer"
    assert act(helper, matter, "answer", outcome="solved", text="修好了").status_code == 404
    helping = matter.helpings.get(organisation=here.bureau)
    act(client, matter, "end-help", helping=helping.pk)
    assert helper.get(reverse("matters:matter", args=[matter.pk])).status_code == 404


def test_one_click_hands_it_to_whoever_leads_it(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    act(client, matter, "subject", subject="路灯")
    shown = page(client, "matter", matter.pk)
    assert "Hand it over to 城管局" in shown
    form = shown.split('/do/hand/">')[1].split("</form>")[0]
    sent = dict(part.split('" value="') for part in (field.split('">')[0] for field in form.split('name="')[1:]))
    sent = {name: value.split('"')[0] for name, value in sent.items()}
    act(client, matter, "hand", to=sent["to"], reason=sent["reason"])
    hop = Hop.objects.get(ended_at=None)
    assert (hop.organisation, hop.cause) == (here.bureau, Hop.Cause.HANDED)
    assert "职责清单第 3 条" in hop.reason
    assert again(matter).contact_id is None


def test_a_subject_is_found_by_name_pinyin_or_not_at_all(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    for typed in ("路灯", "ludeng", "ld"):
        Matter.objects.filter(pk=matter.pk).update(subject=None)
        act(client, matter, "subject", subject=typed)
        assert again(matter).subject == here.lamps, typed
    assert "no such subject" in act(client, matter, "subject", subject="月亮").text


def test_what_is_not_theirs_is_refused_with_the_reason(here: Street) -> None:
    matter = raised(here).matter
    handing.choose_subject(matter, here.lamps, by=here.worker)
    answer = act(browser_of(here.worker), matter, "hand", to=here.office.pk, reason="请服务中心办")
    assert answer.status_code == 422
    assert "This is not a task of 服务中心" in answer.text
    assert "请服务中心办" in answer.text


def test_a_dispute_goes_to_the_next_level_which_opens_and_decides_it(here: Street) -> None:
    matter = raised(here, subject=here.welfare).matter
    clerk, officer = browser_of(here.clerk), browser_of(here.officer)
    assert "You can ask the next level" in act(clerk, matter, "return", reason="不归我们").text
    assert officer.get(reverse("matters:matter", args=[matter.pk])).status_code == 404
    act(clerk, matter, "return", reason="不归我们", dispute="on")
    assert again(matter).body == here.office
    assert "stays where it is" in page(clerk, "matter", matter.pk)
    assert act(clerk, matter, "hand", to=here.bureau.pk, reason="走开").status_code == 422
    assert matter.topic in page(officer, "list", list="disputed")
    assert "please decide who has it" in page(officer, "matter", matter.pk)
    assert act(clerk, matter, "arbitrate", to=here.bureau.pk, ground="第 3 条").status_code == 404
    act(officer, matter, "arbitrate", to=here.bureau.pk, ground="职责清单第 3 条")
    assert again(matter).body == here.bureau
    assert Hop.objects.get(ended_at=None).cause == Hop.Cause.ARBITRATED


def test_for_a_body_nobody_signs_in_for_the_staff_write_down_what_it_says(here: Street) -> None:
    quiet = add_organisation(Facts("供水公司", "institution"), areas=[here.town.region], by=SYSTEM)
    matter = raised(here).matter
    client = browser_of(here.worker)
    act(client, matter, "hand", to=quiet.pk, reason="水管归他们")
    act(client, matter, "return", reason="电话里说不归他们")
    assert again(matter).body is None
    assert act(browser_of(here.officer), matter, "claim").status_code == 404


def test_it_waits_and_goes_on(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    act(client, matter, "pause", cause="papers", note="缺身份证复印件")
    assert "缺身份证复印件" in page(client, "matter", matter.pk)
    assert "do/pause" not in page(client, "matter", matter.pk)
    act(client, matter, "resume", note="送来了")
    assert Pause.objects.get().ended_at is not None


def test_their_word_is_written_down_once_and_stays(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    assert act(client, matter, "answer", outcome="explained", text="按规定办不了，原因如下").status_code == 200
    sent = {"channel": "telephone", "solved": "no", "satisfied": "fair", "words": "没解决，但说清楚了"}
    act(client, matter, "word", **sent)
    assert again(matter).state == Matter.State.OPEN
    word = Feedback.objects.get()
    assert (word.channel, word.by_name, word.may_publish) == ("telephone", "worker", False)
    act(client, matter, "answer", outcome="explained", text="再说明一次")
    act(client, matter, "word", channel="paper", solved="yes", satisfied="yes")
    assert Feedback.objects.count() == 2
    assert Feedback.objects.first() == word
    shown = page(client, "matter", matter.pk)
    assert "没解决，但说清楚了" in shown
    assert "/feedback" not in shown


def test_withdrawn_joined_and_opened_again(here: Street) -> None:
    first, second = raised(here, "三栋门口路灯坏了").matter, raised(here, "三栋门口的路灯不亮").matter
    client = browser_of(here.worker)
    offered = form_of(client, second, "join").text  # type: ignore[attr-defined]
    assert first.topic in offered
    act(client, second, "join", number=first.number)
    assert again(second).joined_to == first
    assert f"It goes on as {first.number}" in page(client, "matter", second.pk)
    assert second.topic in page(client, "matter", first.pk)
    assert act(client, first, "join", number=raised(here).matter.number[:-1] + "x").status_code == 422
    act(client, first, "withdraw")
    assert again(first).outcome == Matter.Outcome.WITHDRAWN
    assert "do/word" not in page(client, "matter", first.pk)
    act(client, first, "reopen", reason="又坏了")
    assert again(first).state == Matter.State.OPEN


def test_crossing_takes_along_what_was_ticked_and_is_shown_on_both_sides(here: Street) -> None:
    matter = raised(here, text="电话里说的详情").matter
    client = browser_of(here.worker)
    sent = {"purpose": "mediation", "reason": "请居委会调解"}
    assert act(client, matter, "cross", **{**sent, "purpose": "public_service"}).status_code == 422
    refused = act(client, matter, "cross", **sent, with_contact="on")
    assert "only when whoever raised it agreed" in refused.text
    act(client, matter, "cross", **sent, with_text="on", with_contact="on", has_consent="on")
    made = Matter.objects.get(workspace=Matter.Workspace.SELF)
    assert (made.text, made.asker.phone) == ("电话里说的详情", "13900001234")
    assert client.get(reverse("matters:matter", args=[made.pk])).status_code == 404
    assert "请居委会调解" in page(client, "matter", matter.pk)
    assert "Came from the other workspace" in page(browser_of(here.committee), "matter", made.pk)
    act(browser_of(here.committee), made, "cross", purpose="danger", reason="有人受伤")
    assert Matter.objects.filter(workspace=Matter.Workspace.SERVICE).count() == 2


def test_whoever_stands_behind_it_gets_a_slip_with_a_code_that_only_this_session_sees(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    assert act(client, matter, "behind", channel="telephone").status_code == 422
    answer = act(client, matter, "behind", name="李静", phone="13900005678", channel="counter")
    backer = matter.backers.get()
    assert "big-code" in answer.text
    slip = reverse("matters:paper", args=[matter.pk, "slip"])
    other = browser_of(here.colleague).get(slip, {"backer": backer.pk}).text
    assert "big-code" not in other
    again_sent = act(client, matter, "behind", name="李静", phone="13900005678", channel="counter")
    assert "stands behind it already" in again_sent.text


def test_a_secretary_carries_what_was_heard_in_the_group_and_nothing_else(here: Street) -> None:
    secretary = account("secretary", Role.SECRETARY, group=here.town.group)
    told = Told("想要一块场地", Matter.Channel.NOTE, workspace=Matter.Workspace.SELF, group=here.town.group)
    matter = open_matter(here.town.here, told, by=secretary).matter
    told = Told("别的事", Matter.Channel.NOTE, workspace=Matter.Workspace.SELF, whose=Whose("李静"))
    other = open_matter(here.town.here, told, by=here.committee).matter
    client = browser_of(secretary)
    act(client, matter, "claim")
    act(client, matter, "step", kind="visit", on=today(), office="文化站", text="答应借用")
    assert act(client, other, "step", kind="note", on=today(), text="x").status_code == 404
    assert "do/hand/" not in page(client, "matter", matter.pk)
    act(client, matter, "answer", outcome="solved", text="每周三可以用")
    assert again(matter).is_over


def test_each_side_keeps_to_its_own_matters_in_every_act(here: Street) -> None:
    service = raised(here).matter
    told = Told("邻里的事", Matter.Channel.NOTE, workspace=Matter.Workspace.SELF)
    own = open_matter(here.town.here, told, by=here.committee).matter
    before = Step.objects.count()
    for matter, stranger in ((service, here.committee), (service, here.elsewhere), (own, here.worker)):
        client = browser_of(stranger)
        for name in ACTS:
            address = reverse("matters:do", args=[matter.pk, name])
            assert client.get(address).status_code == 404, name
            assert client.post(address, {"seen": seen_of(matter)}).status_code == 404, name
    assert Step.objects.count() == before


def test_scripts_in_every_text_are_text(here: Street) -> None:
    nasty = "<script>alert(1)</script>"
    matter = raised(here, nasty, text=nasty, whose=Whose(nasty, "13900001234")).matter
    steps.add_step(matter, steps.Done("visit", nasty, office=nasty, next_step=nasty), by=here.worker)
    pausing.pause_matter(matter, Pause.Cause.OTHERS, note=nasty, by=here.worker)
    claiming.ask_help(matter, by=here.worker, organisation=here.bureau, task=nasty)
    closing.answer_matter(matter, nasty, outcome=Matter.Outcome.SOLVED, by=here.worker)
    closing.say(matter, closing.Word("telephone", "partly", "fair", nasty), by=here.worker)
    client = browser_of(here.worker)
    pages = [page(client, "matter", matter.pk), page(client, "list", list="all", q="alert")]
    pages += [page(client, "paper", matter.pk, kind) for kind in ("sheet", "slip", "visit", "word")]
    assert all("alert(1)" in one and nasty not in one for one in pages)
