"""The console of the meeting: one page with the one thing that comes next, and a view for the projector."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianyi.elections import limits, wording
from lianyi.elections.actions import meeting, signing, voting
from lianyi.elections.evening import Evening, Step, elected_in
from lianyi.elections.forms.meeting import NumberForm, OfficialsForm
from lianyi.elections.models import Contest, Election, Sheet
from lianyi.elections.queries import elections as queries
from lianyi.elections.results import results_of
from lianyi.organisations.models import Post
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.rules.check import Verdict
from lianyi.scope import Role
from lianyi.scope.marks import open_to

Context = dict[str, Any]
Act = Callable[[Request, Election], Context | None]
BEFORE_VOTING = (Step.CHECK_IN, Step.OFFICIALS)
SECTION = "elections"  # of the desk, for its menu


def of_meeting(act: Act) -> Callable[..., HttpResponse]:
    """A view that does one thing at the meeting and goes back to the console; what is refused is said there.

    What the act returns, such as a form with its faults, takes the place of what the console would show.
    """

    @require_POST
    @open_to(Role.STAFF)
    @wraps(act)
    def view(request: Request, pk: int) -> HttpResponse:
        election = queries.election_of(pk, for_=request.actor)
        shown = None
        with told(request):
            shown = act(request, election)
        if request.headers.get("HX-Request"):
            return panel(request, pk, shown)
        return console(request, pk, shown) if shown else redirect("elections:election", pk)

    return view


def console(request: Request, pk: int, shown: Context | None = None) -> HttpResponse:
    """The whole page of a meeting that is on."""
    evening = Evening(queries.election_of(pk, for_=request.actor))
    return render(request, "elections/console.html", {**console_context(evening), **(shown or {})})


def panel(request: Request, pk: int, shown: Context | None = None) -> HttpResponse:
    """The console without the frame of the page, for the page that must not reload."""
    evening = Evening(queries.election_of(pk, for_=request.actor))
    if evening.election.state != Election.State.MEETING:
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
        return answer
    return render(request, "elections/console_body.html", {**console_context(evening), **(shown or {})})


@require_safe
@open_to(Role.STAFF)
def console_panel(request: Request, pk: int) -> HttpResponse:
    """The console anew, unless it still is as the page has seen it: then what somebody types there stays."""
    evening = Evening(queries.election_of(pk, for_=request.actor))
    if request.GET.get("seen") == _seen(evening):
        return HttpResponse(status=204)
    return panel(request, pk)


@require_safe
@open_to(Role.STAFF)
def projector(request: Request, pk: int) -> HttpResponse:
    """For the wall: where the meeting stands, and what is settled. Nothing of a count that is going on."""
    evening = Evening(queries.election_of(pk, for_=request.actor))
    is_part = bool(request.headers.get("HX-Request"))
    template = "elections/projector_body.html" if is_part else "elections/projector.html"
    return render(request, template, console_context(evening))


@of_meeting
def open_(request: Request, election: Election) -> None:
    meeting.open_meeting(election, by=request.actor)


@of_meeting
def check_in(request: Request, election: Election) -> None:
    present = request.POST.get("present") != "0"
    if request.POST.get("everybody"):
        meeting.check_in_everybody(election, by=request.actor)
        return
    chosen = [int(value) for value in request.POST.getlist("elector") if value.isdecimal() and len(value) < 19]
    meeting.check_in(election, chosen, present, by=request.actor)


@of_meeting
def officials(request: Request, election: Election) -> Context | None:
    """Who is refused stays in the form, to be put right there."""
    form = OfficialsForm(request.POST, electors=queries.electors_of(election), officials=queries.officials_of(election))
    if form.is_valid():
        with told(request):
            meeting.confirm_officials(election, form.named, by=request.actor)
            return None
    return {"officials_form": form}


@of_meeting
def teller_code(request: Request, election: Election) -> None:
    official = election.officials.filter(seat=_count(request, "seat")).first()
    if official is not None:
        meeting.renew_teller_code(election, official.pk, by=request.actor)


@of_meeting
def issue(request: Request, election: Election) -> None:
    voting.issue_ballots(election, _count(request), by=request.actor)


@of_meeting
def collect(request: Request, election: Election) -> None:
    voting.collect_ballots(election, _count(request), by=request.actor)


@of_meeting
def count_anew(request: Request, election: Election) -> None:
    voting.count_anew(election, by=request.actor)


@of_meeting
def call_void(request: Request, election: Election) -> None:
    voting.call_void(election, request.POST.get("reason", "")[:200], by=request.actor)


@of_meeting
def fewer(request: Request, election: Election) -> None:
    voting.agree_to_fewer(election, _count(request), by=request.actor)


@of_meeting
def leave_open(request: Request, election: Election) -> None:
    voting.leave_open(election, request.POST.get("reason", "")[:200], by=request.actor)


@of_meeting
def sign(request: Request, election: Election) -> None:
    signing.sign_election(election, by=request.actor)
    messages.success(request, _("Signed. The terms of the elected are in the register."))


def console_context(evening: Evening) -> dict[str, Any]:
    """Everything the console and the projector show."""
    election, step, contest, round_ = evening.election, evening.step, evening.contest, evening.round
    names = {elector.person_id: elector.person.name or "—" for elector in evening.electors}
    context: dict[str, Any] = {
        "section": SECTION,
        "election": election,
        "evening": evening,
        "step": step,
        "steps": _steps(step, evening),
        "contest": contest,
        "contest_title": _contest_title(evening),
        "round": round_,
        "round_title": wording.round_name(round_) if round_ else "",
        "results": results_of(evening.contests, names),
        "quorum_rule": limits.rules_of(election)["elections.attendance_quorum"],
        "officials_form": OfficialsForm(electors=evening.electors, officials=evening.officials),
        "tellers": [(teller, meeting.code_of(teller)) for teller in evening.tellers],
        "can_change_list": step in (Step.CHECK_IN, Step.OFFICIALS, Step.ISSUE, Step.DECIDE),
        "won": [(names.get(person, "—"), wording.post_name(post)) for person, post in signing.posts_won(evening)],
    }
    if contest and step in (Step.ISSUE, Step.DECIDE):
        context |= _of_next_round(evening, names)
    if step is Step.COUNT and round_:
        context["seats"] = _seats(evening)
        context["seen"] = _seen(evening)
        context["differs"] = all(handed for _teller, handed in context["seats"])
    return context


def _of_next_round(evening: Evening, names: dict[int, str]) -> dict[str, Any]:
    contest = evening.contest
    if contest is None:
        return {}
    plan = evening.plan(contest)
    expected, present = evening.voters(contest)
    last = evening.round
    return {
        "plan": plan,
        "plan_title": wording.stage_name(contest, plan.stage) or plan.stage.label,
        "plan_names": [names.get(person, "—") for person in plan.standing],
        "voters_expected": expected,
        "voters_present": present,
        "may_fill_fewer": bool(last and last.outcome.get("state") == "too_few" and elected_in(contest)),
        "fewer_verdict": _verdict_of_fewer(evening, contest),
        "is_quorate": limits.counting_rules(evening.election).quorum.met(present, expected),
    }


def _contest_title(evening: Evening) -> str:
    """What is voted on: the seats of the round that is out, or comes next."""
    contest, round_ = evening.contest, evening.round
    if contest is None:
        return ""
    if evening.step in (Step.ISSUE, Step.DECIDE):
        plan = evening.plan(contest)
        return wording.voted_on(contest, plan.stage, plan.seats)
    return wording.voted_on(contest, round_.stage, round_.seats) if round_ else wording.contest_name(contest)


def _verdict_of_fewer(evening: Evening, contest: Contest) -> Verdict | None:
    """What the rule on the size of a committee says, were no more of its seats filled; None where it is met."""
    if contest.post != Post.Kind.COMMITTEE:
        return None
    verdict = limits.verdict_of_size(evening.election, len(evening.committee()))
    return None if verdict.passed else verdict


def _seen(evening: Evening) -> str:
    """What tells one state of the count from another: the step, and who has handed in."""
    return "".join([evening.step, *(str(int(handed)) for _teller, handed in _seats(evening))])


def _seats(evening: Evening) -> list[tuple[Any, bool]]:
    """Each teller, and whether the count of this round is handed in. Nothing of what was counted."""
    handed = dict(Sheet.objects.filter(round=evening.round).values_list("seat", "is_handed_in"))
    return [(teller, handed.get(teller.seat or 0, False)) for teller in evening.tellers]


def _steps(step: Step, evening: Evening) -> list[tuple[str, str]]:
    """The stages of the evening: label and "done", "current" or ""."""
    stages: list[tuple[str, tuple[Step, ...]]] = [
        (_("Check-in"), BEFORE_VOTING if not evening.has_voted else ()),
        *[(wording.contest_name(contest), ()) for contest in evening.contests],
        (_("Sign"), (Step.SIGN,)),
    ]
    marks = []
    for place, (label, steps) in enumerate(stages):
        if 0 < place <= len(evening.contests):
            contest = evening.contests[place - 1]
            is_on = evening.contest is contest and step not in BEFORE_VOTING
            marks.append((label, "done" if contest.is_closed else "current" if is_on else ""))
        else:
            is_done = place == 0 and step not in BEFORE_VOTING
            marks.append((label, "current" if step in steps else "done" if is_done else ""))
    return marks


def _count(request: Request, name: str = "count") -> int:
    form = NumberForm({"count": request.POST.get(name)})
    return int(form.cleaned_data["count"]) if form.is_valid() else 0
