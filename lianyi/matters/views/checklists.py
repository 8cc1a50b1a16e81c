"""The checklist of a long matter, and what it teaches the next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from lianyi.matters import queries, rules
from lianyi.matters.actions import checklists
from lianyi.matters.following_playbooks import playbooks
from lianyi.matters.forms.acts import ActForm
from lianyi.matters.forms.checklists import LessonsForm, LineForm, StartForm, TickForm, UntickForm
from lianyi.matters.models import Matter
from lianyi.matters.queries.checklists import checklist, lessons_of
from lianyi.matters.views.acts import Act
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.scope.marks import open_to


def start(request: Request, matter: Matter, form: ActForm) -> str:
    checklists.start_checklist(matter, playbooks()[form.cleaned_data["playbook"]], by=request.actor)
    return _place(matter)


def tick(request: Request, matter: Matter, form: ActForm) -> str:
    task = form.cleaned_data["task"]
    task.matter = matter
    checklists.tick_task(task, on=form.cleaned_data.get("done_on"), by=request.actor)
    return _place(matter)


def add_line(request: Request, matter: Matter, form: ActForm) -> str:
    given = form.cleaned_data
    checklists.add_task(matter, given["title"], note=given["note"], due=given["due_on"], by=request.actor)
    return _place(matter)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*rules.CARRIERS)
def lessons(request: Request, pk: int) -> HttpResponse:
    """What should the next one know? Asked at each line when a matter with a checklist ends."""
    matter = queries.matter(pk, for_=request.actor)
    rules.require_writer(matter, request.actor)
    found = checklist(matter)
    if found is None:
        return redirect("matters:matter", pk)
    form = LessonsForm(request.POST or None, checklist=found, lessons=lessons_of(matter))

    def keep() -> None:
        for key, text, is_kept in form.lessons():
            if key:
                checklists.write_lesson(matter, key, text, by=request.actor)
            else:
                checklists.keep_line(matter, text, is_kept, by=request.actor)

    if done(form, keep):
        messages.success(request, _("Thank you. The next checklist shows it."))
        return redirect("matters:matter", pk)
    trips = list(matter.trips.all())
    context = {
        "section": "matters",
        "matter": matter,
        "form": form,
        "checklist": found,
        "trips": len(trips),
        "wasted": [trip for trip in trips if trip.is_wasted],
    }
    return render(request, "matters/desk/lessons.html", context, status=422 if form.errors else 200)


def where_lessons_are_asked(matter: Matter) -> str | None:
    """Where the page goes on after the answer to a matter with a checklist."""
    return reverse("matters:lessons", args=[matter.pk]) if matter.playbook else None


def _place(matter: Matter) -> str:
    return f"{reverse('matters:matter', args=[matter.pk])}#checklist"


ACTS = (
    Act(
        "checklist",
        gettext_lazy("Begin a checklist"),
        start,
        lambda at: at.holds and at.is_going and not at.matter.playbook and bool(playbooks()),
        StartForm,
        lead=gettext_lazy("For a long matter: the steps in their order, with papers, rules and what others learned."),
        icon="form",
    ),
    Act(
        "line",
        gettext_lazy("Add a line to the checklist"),
        add_line,
        lambda at: at.writes and at.is_going and bool(at.matter.playbook),
        LineForm,
        icon="plus",
    ),
    Act(
        "tick",
        pgettext_lazy("task", "Done"),
        tick,
        lambda at: at.writes and at.is_going and bool(at.matter.playbook),
        TickForm,
        icon="check",
        is_listed=False,
    ),
    Act(
        "untick",
        gettext_lazy("Not done after all"),
        tick,
        lambda at: at.writes and at.is_going and bool(at.matter.playbook),
        UntickForm,
        icon="close",
        is_listed=False,
    ),
)
