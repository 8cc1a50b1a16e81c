"""The papers of a matter: planned, ticked, paid for in trips, and open only to those who carry it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.template import loader
from django.test import Client, RequestFactory
from django.utils import timezone

from lianyi import codes
from lianyi.accounts.tests.signing_in import client_of
from lianyi.dated import today
from lianyi.journal.models import Entry
from lianyi.matters.actions import backing, closing
from lianyi.matters.actions.intake import Whose, code_of
from lianyi.matters.holding import Holding
from lianyi.matters.models import Matter, Pause, Step, Trip
from lianyi.matters.queries import clock, course
from lianyi.matters.tests.street import raised
from lianyi.papers_map.actions import mandates, plans
from lianyi.papers_map.models import Certificate, Errand, Mandate, Plan
from lianyi.papers_map.queries import plans as queries
from lianyi.papers_map.tests.world import AWAY, HOME, World, world
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def matter(here: World) -> Matter:
    return raised(here.street, "证件全烧了").matter


@pytest.fixture
def staff(here: World) -> Client:
    return client_of(Role.STAFF, place=here.street.town.here)


def planned(here: World, matter: Matter, **given: object) -> Plan:
    return plans.make_plan(matter, here.made(**given), by=here.street.worker, waits=True)


def tick(here: World, plan: Plan, *certificates: Certificate) -> list[bool]:
    return [plans.tick_paper(plan, one, by=here.street.worker) for one in certificates]


def mandate(here: World, matter: Matter, *certificates: Certificate, days: int = 30) -> Mandate:
    facts = mandates.MandateFacts(
        "程远",
        "代办",
        today(),
        today() + timedelta(days=days),
        "13800000000",
        certificates or (here.marriage, here.stub),
    )
    made = mandates.write_mandate(matter, facts, by=here.street.worker)
    mandates.sign_mandate(made, on=today(), by=here.street.worker)
    return made


def test_a_plan_is_stored_and_the_matter_waits_for_the_papers(here: World, matter: Matter) -> None:
    plan = planned(here, matter)
    assert (plan.before, plan.own_trips, plan.helper_trips, plan.letters, plan.is_proven) == (11, 3, 2, 2, True)
    assert [one.certificate for one in queries.errands_of(plan)] == [
        here.book,
        here.card,
        here.marriage,
        here.stub,
        here.child,
    ]
    pause = matter.pauses.get(ended_at=None)
    assert pause.cause == Pause.Cause.PAPERS
    assert here.marriage.name in pause.note
    assert course(matter, shown_only=True).filter(kind=Step.Kind.NOTE, text__contains="11").exists()
    assert Entry.objects.filter(action="papers.plan_made").exists()


def test_when_the_last_one_leading_there_is_ticked_everything_is_there(here: World, matter: Matter) -> None:
    plan = planned(here, matter)
    assert tick(here, plan, here.book, here.card, here.marriage) == [False, False, False]
    with pytest.raises(Refused):
        plans.complete(plan, by=here.street.worker)
    assert tick(here, plan, here.stub) == [True]  # what is wanted comes from those in whose hands it lies now
    plans.complete(plan, by=here.street.worker)
    assert not matter.pauses.filter(ended_at=None).exists()
    assert tick(here, plan, here.child) == [True]
    with pytest.raises(Refused, match="already"):
        tick(here, plan, here.child)
    with pytest.raises(Refused, match="future"):
        plans.tick_paper(plan, here.child, by=here.street.worker, on=today() + timedelta(days=1))


def test_years_of_waiting_and_one_day_in_our_hands(here: World) -> None:
    start = timezone.make_aware(datetime(2026, 3, 2, 9))
    with time_machine.travel(start, tick=False) as moment:
        matter = raised(here.street, "证件全烧了").matter
        plan = planned(here, matter)
        moment.shift(timedelta(days=38))
        tick(here, plan, here.book, here.card, here.marriage, here.stub)
        plans.complete(plan, by=here.street.worker)
        moment.shift(timedelta(days=1))
        tick(here, plan, here.child)
        found = clock(matter)
    assert (found.papers, found.in_our_hands) == (timedelta(days=38), timedelta(days=1))


def test_a_new_plan_keeps_what_is_there(here: World, matter: Matter) -> None:
    plan = planned(here, matter)
    tick(here, plan, here.book, here.card)
    known = queries.answers_of(plan)
    assert set(known.held) == {here.book.pk, here.card.pk}
    again = planned(here, matter, held=known.held)
    errands = queries.errands_of(again)
    assert [(one.certificate, one.done_on is not None) for one in errands] == [
        (here.book, True),
        (here.card, True),
        (here.marriage, False),
        (here.stub, False),
        (here.child, False),
    ]
    assert [one.position for one in errands] == [0, 1, 2, 3, 4]
    assert again.pk == plan.pk
    lost = planned(here, matter, held=(here.book.pk,))  # the card is gone again
    assert next(one.certificate for one in queries.errands_of(lost) if not one.done_on) == here.card
    assert lost.errands.filter(certificate=here.card).count() == 1


def test_what_cannot_be_had_or_need_not_makes_no_plan(here: World, matter: Matter) -> None:
    with pytest.raises(Refused, match="cannot be had"):
        planned(here, matter, goes=Plan.Goes.NOWHERE, helpers_in=())
    with pytest.raises(Refused, match="Nothing"):
        planned(here, matter, wanted=(here.barred.pk,))
    assert not Plan.objects.exists()
    with pytest.raises(OutOfScope):
        plans.make_plan(matter, here.made(), by=here.street.elsewhere)
    closing.withdraw_matter(matter, by=Actor(), by_asker=True)
    with pytest.raises(Refused, match="closed"):
        planned(here, matter)


def test_mandates_hold_once_signed_until_they_end_or_are_taken_back(here: World, matter: Matter) -> None:
    plan = planned(here, matter)
    errands = queries.errands_of(plan)
    assert queries.without_mandate(matter, errands) == [here.marriage, here.stub]
    given = mandate(here, matter, here.marriage)
    assert queries.without_mandate(matter, errands) == [here.stub]
    other = mandate(here, matter, here.stub)
    assert queries.without_mandate(matter, errands) == []
    mandates.revoke_mandate(given, by=Actor(), by_asker=True)
    assert queries.without_mandate(matter, errands) == [here.marriage]
    with pytest.raises(Refused):
        mandates.revoke_mandate(given, by=here.street.worker)
    with pytest.raises(Refused):
        mandates.sign_mandate(given, on=today(), by=here.street.worker)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert not other.is_in_force(today())
        assert queries.without_mandate(matter, errands) == [here.marriage, here.stub]
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert other.is_in_force(today())  # the last day counts


def test_an_ended_mandate_is_not_used_by_the_next_plan(here: World, matter: Matter) -> None:
    plan = planned(here, matter)
    assert queries.answers_of(plan).helpers_in == (AWAY,)
    given = mandate(here, matter)
    assert queries.answers_of(plan).helpers_in == (AWAY,)
    mandates.revoke_mandate(given, by=here.street.worker)
    known = queries.answers_of(plan)
    assert known.helpers_in == ()
    again = plans.make_plan(matter, here.made(helpers_in=known.helpers_in), by=here.street.worker)
    assert (again.own_trips, again.helper_trips) == (5, 0)


def test_a_mandate_names_papers_and_days(here: World, matter: Matter) -> None:
    for facts in (
        mandates.MandateFacts("", "代办", today(), today(), certificates=(here.stub,)),
        mandates.MandateFacts("程远", "代办", today(), today()),
        mandates.MandateFacts("程远", "代办", today(), today() - timedelta(days=1), certificates=(here.stub,)),
    ):
        with pytest.raises(Refused):
            mandates.write_mandate(matter, facts, by=here.street.worker)


def test_the_helpers_name_stands_in_no_journal(here: World, matter: Matter) -> None:
    planned(here, matter)
    mandates.revoke_mandate(mandate(here, matter), by=here.street.worker)
    told = [str(part.content) for entry in Entry.objects.all() for part in entry.parts.all()]
    assert not [text for text in told if "程远" in text or "13800000000" in text]
    assert not [step for step in matter.steps.all() if "程远" in step.text]


def test_the_whole_way_at_the_desk(here: World, matter: Matter, staff: Client) -> None:
    page = f"/desk/papers-map/matters/{matter.pk}/"
    assert "Make a plan" in staff.get(page).text
    assert "Which papers are wanted?" in staff.get(f"{page}plan/").text
    asked = f"{page}plan/?want={here.child.pk}"
    assert staff.get(asked).text.count("<fieldset") == 6
    answers = {"home": HOME, "goes": "anywhere", "helpers_in": AWAY, "post": "yes", "online": "no", "waits": "1"}
    assert staff.post(asked, answers)["Location"] == page
    shown = staff.get(page).text
    assert "who has no mandate in force" in shown
    assert "none in vain" in shown
    for one in (here.book, here.card, here.marriage, here.stub):
        staff.post(f"{page}there/", {"paper": one.pk, "there": "1"})
    assert "Everything is there" in staff.get(page).text
    staff.post(f"{page}all-there/")
    assert not matter.pauses.filter(ended_at=None).exists()
    staff.post(f"{page}there/", {"paper": here.stub.pk, "there": "0"})
    assert Errand.objects.get(certificate=here.stub).done_on is None
    staff.post(
        f"{page}trip/",
        {"certificate": here.card.pk, "on": today().isoformat(), "traveller": "asker", "outcome": "missing_paper"},
    )
    trip = Trip.objects.get()
    assert (trip.subject, trip.cause, trip.where) == (here.street.welfare, "missing_paper", "派出所 · 窗口")
    assert 'class="sheet plan-sheet"' in staff.get(f"{page}paper/").text


def test_mandates_at_the_desk(here: World, matter: Matter, staff: Client) -> None:
    planned(here, matter)
    page = f"/desk/papers-map/matters/{matter.pk}/"
    form = staff.get(f"{page}mandates/add/").text
    assert form.count(" checked") == 2
    wrong = staff.post(f"{page}mandates/add/", {"helper": "程远", "scope": "x", "first": "x", "last": ""})
    assert wrong.status_code == 422
    given = {"helper": SCRIPT, "scope": SCRIPT, "first": today().isoformat(), "last": today().isoformat()}
    paper = staff.post(f"{page}mandates/add/", {**given, "certificates": [here.stub.pk]}, follow=True).text
    assert "代办委托书" in paper
    assert "Mandate for a helper" in paper
    assert SCRIPT not in paper
    made = Mandate.objects.get()
    staff.post(f"/desk/papers-map/mandates/{made.pk}/signed/", {"on": today().isoformat()})
    assert "in force" in staff.get(page).text
    assert SCRIPT not in staff.get(page).text
    staff.post(f"/desk/papers-map/mandates/{made.pk}/take-back/")
    assert f"taken back on {today():%Y-%m-%d}" in staff.get(page).text


def test_whoever_raised_it_reads_the_plan_and_takes_a_mandate_back(here: World, matter: Matter) -> None:
    planned(here, matter)
    made = mandate(here, matter)
    client, code = Client(), codes.shown(code_of(matter))
    client.cookies["lianyi_language"] = "en"
    sheet = client.get(f"/m/{code}/papers/")
    assert "Your way to the papers" in sheet.text
    assert "no-store" in sheet["Cache-Control"]
    assert client.post(f"/m/{code}/mandates/{made.pk}/take-back/")["Location"] == f"/m/{code}/"
    made.refresh_from_db()
    assert made.revoked_on == today()
    assert client.post(f"/m/{code}/mandates/{made.pk + 99}/take-back/").status_code == 404
    assert client.get("/m/AAAAA-AAAAA/papers/").status_code == 404


def test_who_stands_behind_a_matter_sees_nothing_of_its_papers(here: World) -> None:
    matter = raised(here.street, "证件全烧了", is_public=True).matter
    planned(here, matter)
    made = mandate(here, matter)
    _backer, code = backing.stand_behind(matter, Whose("李静"), channel=Matter.Channel.WEB, by=Actor())
    client = Client()
    assert client.get(f"/m/{codes.shown(code)}/papers/").status_code == 404
    assert client.post(f"/m/{codes.shown(code)}/mandates/{made.pk}/take-back/").status_code == 404
    made.refresh_from_db()
    assert made.revoked_on is None


def test_another_matters_mandate_is_not_theirs(here: World, matter: Matter) -> None:
    planned(here, matter)
    made = mandate(here, matter)
    other = raised(here.street, "另一件").matter
    assert Client().post(f"/m/{codes.shown(code_of(other))}/mandates/{made.pk}/take-back/").status_code == 404


def test_staff_elsewhere_see_and_change_nothing(here: World, matter: Matter) -> None:
    planned(here, matter)
    made = mandate(here, matter)
    stranger = client_of(Role.STAFF, place=here.street.town.elsewhere)
    page = f"/desk/papers-map/matters/{matter.pk}/"
    for address in (page, f"{page}plan/", f"{page}paper/", f"{page}trip/", f"{page}mandates/add/"):
        assert stranger.get(address).status_code == 404, address
    for address in (f"{page}there/", f"{page}all-there/", f"{page}trip/", f"{page}mandates/add/"):
        assert stranger.post(address, {"paper": here.book.pk}).status_code == 404, address
    for what in ("paper", "signed"):
        assert stranger.get(f"/desk/papers-map/mandates/{made.pk}/{what}/").status_code == 404
    assert stranger.post(f"/desk/papers-map/mandates/{made.pk}/take-back/").status_code == 404
    assert not Errand.objects.filter(done_on__isnull=False).exists()


def test_wrong_inputs_at_the_desk(here: World, matter: Matter, staff: Client) -> None:
    page = f"/desk/papers-map/matters/{matter.pk}/"
    assert staff.post(f"{page}there/", {"paper": here.book.pk}).status_code == 404  # there is no plan
    assert staff.get(f"{page}paper/").status_code == 404
    assert staff.get(f"{page}plan/?want=999999").status_code == 422
    assert staff.get(f"{page}plan/?want=x").status_code == 422
    planned(here, matter)
    for typed in ("", "x", "9" * 30, "999999"):
        assert staff.post(f"{page}there/", {"paper": typed}).status_code == 404
    assert "ticked this already" in staff.post(f"{page}there/", {"paper": here.barred.pk}, follow=True).text
    assert staff.post(f"{page}plan/?want={here.child.pk}", {"home": "火星"}).status_code == 422
    assert staff.post(f"{page}trip/", {"certificate": "x", "outcome": "y"}).status_code == 422
    assert not Trip.objects.exists()


def test_looking_is_written_down_for_whoever_raised_it(here: World, matter: Matter, staff: Client) -> None:
    planned(here, matter)
    staff.get(f"/desk/papers-map/matters/{matter.pk}/paper/")
    looked = Entry.objects.filter(kind=Entry.Kind.LOOK, subject_type="matter", subject_id=matter.pk)
    assert [str(entry.user_id) for entry in looked] == [staff.session["_auth_user_id"]]


def part(matter: Matter, actor: Actor, holding: Holding | None = None) -> str:
    """What the pages of matters include."""
    request = RequestFactory().get("/")
    request.actor = actor  # type: ignore[attr-defined]
    context = {"matter": matter, "request": request, **({"holding": holding} if holding else {})}
    return loader.render_to_string("papers_map/_of_matter.html", context)


def test_the_part_on_the_pages_of_a_matter(here: World, matter: Matter) -> None:
    asker = Holding(matter, None)
    assert "Make a plan of the papers" in part(matter, here.street.worker)
    assert part(matter, Actor(), asker).strip() == ""
    plan = planned(here, matter)
    given = mandate(here, matter)
    tick(here, plan, here.book)
    desk = part(matter, here.street.worker)
    assert f"/desk/papers-map/matters/{matter.pk}/" in desk
    assert "1 / 5" in desk
    assert "take-back" not in desk
    own = part(matter, Actor(), asker)
    assert f"/m/{asker.code}/papers/" in own
    assert f"/m/{asker.code}/mandates/{given.pk}/take-back/" in own
    assert "程远" in own
    shown = raised(here.street, "证件全烧了", is_public=True).matter
    planned(here, shown)
    backer, _code = backing.stand_behind(shown, Whose("李静"), channel=Matter.Channel.WEB, by=Actor())
    assert part(shown, Actor(), Holding(shown, backer)).strip() == ""
