"""Carries a reform over a few hundred bodies out in a process of its own, and stands still in the middle of it.

`python -m lianyi.reforms.tests.slow_reform COMMAND`, with LIANYI_DATA set: "build" makes the bodies and the draft;
"stop POINT" prints "before" with a digest, then "writing", and waits to be killed; "finish" prints the same digest,
carries the reform out and takes it back, and prints "done".
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

BODIES, MATTERS = 300, 600
DONE_BY_THEN = 100  # calls of the patched function before the process stands still


def build() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from lianyi.engines.reform import Merge
    from lianyi.organisations.models import Organisation, Reporting, Serving
    from lianyi.organisations.tests.settlement import SYSTEM, settle
    from lianyi.reforms import actions
    from lianyi.reforms.tests.world import DAY

    town = settle()
    made = [Organisation(name=f"第{number}所", kind="public") for number in range(BODIES + 1)]
    for one in made:
        one.set_keys()
    top, *bodies = Organisation.objects.bulk_create(made)
    Reporting.objects.bulk_create(Reporting(organisation=one, line=top) for one in bodies)
    Serving.objects.bulk_create(Serving(organisation=one, area=town.here) for one in bodies)
    raise_matters(town.here, bodies)
    reform = actions.draft_reform(title="合并", day=DAY, source="决定", by=SYSTEM)
    actions.add_step(reform, Merge(tuple(one.pk for one in bodies), top.pk), by=SYSTEM)


def raise_matters(community: Any, bodies: list[Any]) -> None:
    from lianyi.dated import now
    from lianyi.matters.models import Hop, Matter

    at = now() - timedelta(days=3)
    days = {"opened_at": at, "moved_on": at.date(), "respond_by": at.date(), "due_on": at.date()}
    matters = [
        Matter(community=community, channel="web", topic="路灯", code_digest=str(n), body=bodies[n % BODIES], **days)
        for n in range(MATTERS)
    ]
    made = Matter.objects.bulk_create(matters)
    Hop.objects.bulk_create(Hop(matter=one, organisation_id=one.body_id, began_at=at) for one in made)


def digest() -> str:
    """Of all that a reform writes, the journal and the figures too."""
    from django.core import serializers

    from lianyi.journal.models import Entry, Part
    from lianyi.matters.models import Step, Tally
    from lianyi.reforms.models import Reform
    from lianyi.reforms.tests.world import everything

    told = [serializers.serialize("json", kind.objects.order_by("pk")) for kind in (Step, Tally, Entry, Part, Reform)]
    return hashlib.sha256("".join([everything(), *told]).encode()).hexdigest()


def stop(point: str) -> None:
    from lianyi.organisations.tests.settlement import SYSTEM
    from lianyi.reforms import actions, carrying, passing
    from lianyi.reforms.models import Reform

    where: dict[str, tuple[Any, str]] = {
        "rows": (carrying, "_end"),
        "bodies": (carrying, "_close_body"),
        "matters": (passing, "keep"),  # all have moved, and nothing says so yet
    }
    module, name = where[point]
    setattr(module, name, _standing_still(getattr(module, name), 0 if point == "matters" else DONE_BY_THEN))
    print("before", digest(), flush=True)
    actions.apply_reform(Reform.objects.get(), by=SYSTEM)


def finish() -> None:
    from lianyi.journal.verification import verify
    from lianyi.matters.models import Matter
    from lianyi.organisations.tests.settlement import SYSTEM
    from lianyi.reforms import actions
    from lianyi.reforms.models import Reform
    from lianyi.reforms.tests.world import everything

    print("before", digest(), flush=True)
    before, reform = everything(), Reform.objects.get()
    actions.apply_reform(reform, by=SYSTEM)
    assert Matter.objects.filter(body__name="第0所").count() == MATTERS
    actions.undo_reform(reform, by=SYSTEM)
    assert everything() == before
    assert verify().holds
    print("done", flush=True)


def _standing_still(real: Callable[..., Any], after: int) -> Callable[..., Any]:
    calls = 0

    def patched(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > after:
            print("writing", flush=True)
            time.sleep(600)
        return real(*args)

    return patched


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianyi.shell.settings")
    django.setup()
    {"build": build, "stop": stop, "finish": finish}[sys.argv[1]](*sys.argv[2:])  # type: ignore[operator]
