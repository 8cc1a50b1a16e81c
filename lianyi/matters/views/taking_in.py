"""Taking in what somebody tells: one screen for the telephone, the counter and paper cards."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from lianyi.dated import today
from lianyi.matters import queries
from lianyi.matters.actions.backing import stand_behind
from lianyi.matters.actions.intake import open_matter
from lianyi.matters.forms.taking_in import CHANNELS, TakeInForm
from lianyi.matters.models import Backer, Matter
from lianyi.matters.queries.hands import Desk, desk
from lianyi.matters.queries.subjects import likely_subjects
from lianyi.matters.views import codes_given
from lianyi.matters.views.desk import rows
from lianyi.places.models import Place
from lianyi.places.queries import at_address
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.scope import OutOfScope, Role
from lianyi.scope.marks import open_to

MOST_LAST = 6
TAKERS = (Role.STAFF, Role.COMMITTEE)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*TAKERS)
def take_in(request: Request) -> HttpResponse:
    """`?channel=` says how it came, `?desk=` for whom; `?topic=` and `?place=` are what another page knows already."""
    given = request.POST or request.GET
    channel = request.GET.get("channel", "")
    channel = channel if channel in CHANNELS else Matter.Channel.TELEPHONE
    at = desk(given.get("desk", ""), for_=request.actor)
    known = {name: request.GET[name][:120] for name in ("topic", "place") if name in request.GET}
    form = TakeInForm(request.POST or None, actor=request.actor, desk=at, channel=channel, initial=known)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if form.cleaned_data["behind"]:
        return _stood_behind(request, form)
    alike = (
        []
        if form.cleaned_data["alike"]
        else _alike(request, at, form.cleaned_data["topic"], form.cleaned_data["place"])
    )
    return _page(request, form, alike) if alike else _opened(request, form)


@require_POST
@open_to(*TAKERS)
def alike(request: Request) -> HttpResponse:
    """What is like the topic that is being typed, and which subjects it may be about. Sent, to stay out of logs."""
    at = desk(request.POST.get("desk", ""), for_=request.actor)
    topic, typed = request.POST.get("topic", "")[:120], request.POST.get("place", "")[:120].strip()
    places = at_address(at.community, typed, on=today()) if typed else []
    context = {
        "alike": rows(_alike(request, at, topic, places[0] if len(places) == 1 else None)),
        "subjects": [one for one, _is_clear in likely_subjects(topic)],
        "is_live": True,
    }
    return render(request, "matters/desk/alike.html", context)


def _alike(request: Request, at: Desk, topic: str, place: Place | None) -> list[Matter]:
    found = queries.similar(topic, community=at.community, place=place, for_=request.actor)
    return [one for one in found if one.workspace == at.workspace]


def _opened(request: Request, form: TakeInForm) -> HttpResponse:
    found: list[Matter] = []

    def act() -> None:
        opened = open_matter(form.at.community, form.told(), by=request.actor)
        found.append(opened.matter)

    if not done(form, act):
        return _page(request, form)
    codes_given.remember_matter(request, found[0])
    return _ready(form, done=found[0].pk)


def _stood_behind(request: Request, form: TakeInForm) -> HttpResponse:
    key = form.cleaned_data["behind"]
    matter = queries.matter(int(key) if key.isdecimal() else 0, for_=request.actor, noted=False)
    found: list[Backer] = []

    def act() -> None:
        send_key = form.cleaned_data["send_key"]
        backer, _code = stand_behind(matter, form.whose(), channel=form.channel, by=request.actor, send_key=send_key)
        found.append(backer)

    if not done(form, act):
        return _page(request, form)
    codes_given.remember_backer(request, found[0])
    return _ready(form, backer=found[0].pk)


def _ready(form: TakeInForm, **taken: int) -> HttpResponse:
    """Back to the empty form, for the next one."""
    query = urlencode({"channel": form.channel, "desk": form.at.key} | {name: str(key) for name, key in taken.items()})
    return redirect(f"{reverse('matters:take_in')}?{query}")


def _page(request: Request, form: TakeInForm, unseen: Sequence[Matter] = ()) -> HttpResponse:
    context = {
        "section": "matters",
        "form": form,
        "channels": [(one.value, one.label) for one in CHANNELS],
        "alike": rows(unseen),
        "last": _last(request),
        **({} if form.is_bound else _taken(request)),
    }
    return render(request, "matters/desk/take_in.html", context, status=422 if form.errors else 200)


def _taken(request: Request) -> dict[str, object]:
    """What was taken in just now, with the code to be read out or printed."""
    if (backer_key := request.GET.get("backer", "")).isdecimal():
        backer = Backer.objects.filter(pk=int(backer_key)).select_related("matter").first()
        code = codes_given.code_of_backer(request, backer) if backer else ""
        return {"taken": backer.matter, "code": code, "backer": backer} if backer and code else {}
    if (key := request.GET.get("done", "")).isdecimal():
        try:
            matter = queries.matter(int(key), for_=request.actor, noted=False)
        except OutOfScope:
            return {}
        code = codes_given.code_of_matter(request, matter)
        hop = matter.hops.first()
        return {"taken": matter, "code": code, "reason": hop.reason if hop else ""} if code else {}
    return {}


def _last(request: Request) -> list[Matter]:
    """What was taken in last in this session."""
    keys = codes_given.matters_given(request)[-MOST_LAST:]
    found = Matter.objects.in_bulk(keys)
    return [found[key] for key in reversed(keys) if key in found]
