"""Elections before the meeting, at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.dated import today
from lianyi.elections import limits, wording
from lianyi.elections.actions import preparing as actions
from lianyi.elections.evening import Evening
from lianyi.elections.forms.meeting import OfficialsForm
from lianyi.elections.forms.planning import ElectionForm, PostponeForm
from lianyi.elections.limits import months_later
from lianyi.elections.models import Election
from lianyi.elections.queries import elections as queries
from lianyi.elections.results import results_of
from lianyi.elections.views.meeting import SECTION, console
from lianyi.journal.actions import look
from lianyi.organisations.queries import group as find_group
from lianyi.organisations.queries import groups_on
from lianyi.places.queries import communities
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.rules.check import Verdict
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.wording import rule

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
PURPOSE = "electing"


@require_safe
@open_to(Role.STAFF)
def elections(request: Request) -> HttpResponse:
    page = Paginator(queries.elections_of(for_=request.actor), 30).get_page(request.GET.get("page"))
    return render(request, "elections/list.html", {"section": SECTION, "page": page})


@require_safe
@open_to(Role.STAFF)
def terms(request: Request) -> HttpResponse:
    """Every group with the end of its term, those that end first at the top; from here an election is prepared."""
    day = today()
    soon = months_later(day, rule("elections.term_reminder_months").number)
    groups = [group for community in communities(request.actor, day) for group in groups_on(community.pk, day)]
    done = queries.succeeded(groups, soon, day)
    rows = [
        (group, end, bool(end and end <= soon) and group.pk not in done, group.pk in done)
        for group in groups
        for end in [queries.end_of_term(group, day)]
    ]
    rows.sort(key=lambda row: (row[3], row[1] is not None, row[1] or day, row[0].sort_key))
    return render(request, "elections/terms.html", {"section": SECTION, "rows": rows})


@get_or_post
@open_to(Role.STAFF)
def new(request: Request, group_id: int) -> HttpResponse:
    group = find_group(group_id, for_=request.actor)
    request.actor.require_community(group.community_id)
    form = ElectionForm(request.POST or None, group=group, actor=request.actor)
    if form.is_valid():
        with told(request):
            election = actions.prepare_election(group, form.settings, form.offices, by=request.actor)
            return redirect("elections:election", election.pk)
    context = {"section": SECTION, "form": form, "group": group}
    return render(request, "elections/settings.html", context)


@get_or_post
@open_to(Role.STAFF)
def settings(request: Request, pk: int) -> HttpResponse:
    election = queries.election_of(pk, for_=request.actor)
    planned = queries.election_of(pk, for_=request.actor)  # validating changes it
    form = ElectionForm(request.POST or None, instance=planned, group=election.group, actor=request.actor)
    if form.is_valid():
        with told(request):
            actions.change_election(election, form.settings, form.offices, by=request.actor)
            messages.success(request, _("Saved."))
            return redirect("elections:election", pk)
    context = {"section": SECTION, "form": form, "group": election.group, "election": election}
    return render(request, "elections/settings.html", context)


@require_safe
@open_to(Role.STAFF)
def election(request: Request, pk: int) -> HttpResponse:
    """The page of an election: what is planned before the meeting, the console during it, the result after it."""
    found = queries.election_of(pk, for_=request.actor)
    evening = Evening(found)
    people = [elector.person_id for elector in evening.electors]
    look(people, by=request.actor, what="election", purpose=PURPOSE, community_id=found.group.community_id)
    if found.state == Election.State.MEETING:
        return console(request, pk)
    return render(request, "elections/election.html", _context(evening))


@require_safe
@open_to(Role.STAFF)
def electors(request: Request, pk: int) -> HttpResponse:
    """Who is on the list, and who is not counted among those expected."""
    found = queries.election_of(pk, for_=request.actor)
    evening = Evening(found)
    people = [elector.person_id for elector in evening.electors]
    look(people, by=request.actor, what="election", purpose=PURPOSE, community_id=found.group.community_id)
    reasons = actions.reasons_to_leave_out(found)
    context = {
        "section": SECTION,
        "election": found,
        "evening": evening,
        "reasons": reasons,
        "reasons_rule": actions.LEFT_OUT,
    }
    return render(request, "elections/electors.html", context)


@require_POST
@open_to(Role.STAFF)
def leave_out(request: Request, pk: int) -> HttpResponse:
    found = queries.election_of(pk, for_=request.actor)
    elector = found.electors.filter(pk=_number(request.POST.get("elector"))).first()
    with told(request):
        if elector is not None:
            actions.leave_out(found, elector.pk, request.POST.get("reason", ""), by=request.actor)
    return redirect("elections:electors", pk)


@get_or_post
@open_to(Role.STAFF)
def candidates(request: Request, pk: int, order: int) -> HttpResponse:
    found = queries.election_of(pk, for_=request.actor)
    contest = found.contests.filter(order=order).first()
    if contest is None:
        return redirect("elections:election", pk)
    if request.method == "POST":
        chosen = [number for value in request.POST.getlist("candidate") if (number := _number(value))]
        with told(request):
            actions.set_candidates(found, contest.pk, chosen, by=request.actor)
            messages.success(request, _("Saved."))
            return redirect("elections:election", pk)
    context = {"section": SECTION, "election": found, "contest": contest, "title": wording.contest_name(contest)}
    return render(request, "elections/candidates.html", {**context, "evening": Evening(found)})


@require_POST
@open_to(Role.STAFF)
def call(request: Request, pk: int) -> HttpResponse:
    found = queries.election_of(pk, for_=request.actor)
    reasons = {name.removeprefix("reason:"): text for name, text in request.POST.items() if name.startswith("reason:")}
    with told(request):
        actions.call_election(found, by=request.actor, reasons={name: str(text) for name, text in reasons.items()})
        messages.success(request, _("The election is called. Print the notice and put it up."))
    return redirect("elections:election", pk)


@require_POST
@open_to(Role.STAFF)
def postpone(request: Request, pk: int) -> HttpResponse:
    found = queries.election_of(pk, for_=request.actor)
    form = PostponeForm(request.POST)
    if form.is_valid():
        with told(request):
            data = form.cleaned_data
            actions.postpone(found, data["meets_at"], by=request.actor, venue=data["venue"])
            messages.success(request, _("The meeting is on another day now. Print the notice anew."))
    for error in form.errors.get("meets_at", []):
        messages.error(request, str(error))
    return redirect("elections:election", pk)


@require_POST
@open_to(Role.STAFF)
def cancel(request: Request, pk: int) -> HttpResponse:
    found = queries.election_of(pk, for_=request.actor)
    with told(request):
        actions.cancel_election(found, by=request.actor, reason=request.POST.get("reason", "")[:200])
        messages.success(request, _("The election is called off."))
    return redirect("elections:election", pk)


def _context(evening: Evening) -> dict[str, Any]:
    found = evening.election
    names = {elector.person_id: elector.person.name or "—" for elector in evening.electors}
    standing = {one.pk: [names[person] for person in evening.candidates(one)] for one in evening.contests}
    plans = [(one, wording.contest_name(one), standing[one.pk]) for one in evening.contests]
    return {
        "section": SECTION,
        "election": found,
        "evening": evening,
        "plans": plans,
        "verdicts": _verdicts(found),
        "pilots": [wording.contest_name(contest) for contest in limits.pilots(found, evening.contests)],
        "pilots_rule": limits.APPROVAL,
        "staying": [
            (wording.post_name(post.kind), post.person.name or "—", post.ends_on) for post in actions.staying(found)
        ],
        "called_off": wording.called_off(found),
        "results": results_of(evening.contests, names),
        "days_left": (limits.day_of(found) - today()).days,
        "postpone_form": PostponeForm(),
        "officials_form": OfficialsForm(electors=evening.electors, officials=evening.officials),
    }


def _verdicts(found: Election) -> list[Verdict]:
    """What speaks against an election as it is planned; once it is called, what no reason was given for."""
    if found.state not in (Election.State.PREPARING, Election.State.CALLED):
        return []
    if found.state == Election.State.PREPARING:
        found.called_on = today()  # for the question whether there is time enough, were it called today
    return [verdict for verdict in actions.judge(found) if not verdict.passed and verdict.rule.id not in found.reasons]


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
