"""Files: hand one in, ask to take it, throw it away."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.circle import store
from lianyi.circle.models import Network, Upload
from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.journal.actions import Change, record
from lianyi.places.models import Place
from lianyi.scope import Actor, Refused

READ, TAKE, COMPUTE, PLAN = "circle.read", "circle.take", "circle.compute", "circle.plan"
KEPT = timedelta(days=7)
MOST_BYTES = 500_000_000  # of any file: the extract of a large city has a fifth of that
MOST_ROWS_BYTES = 20_000_000  # of a table of places, which lies in the database until it is taken


@dataclass(frozen=True)
class Wish:
    """How a file is to be read. `system` is the one its degrees are in; it is never guessed."""

    kind: str
    system: str
    is_complete: bool = False


@transaction.atomic
def hand_in(chunks: Iterable[bytes], *, name: str, wish: Wish, community: Place, by: Actor) -> tuple[Upload, Job]:
    """Keeps a file for a week at most and has it read. Raises Refused for a table that is too large."""
    upload = keep(chunks, name=name, wish=wish, community=community, by=by)
    return upload, jobs.enqueue(READ, {"upload": upload.pk}, by=by, community_id=community.pk)


@transaction.atomic
def keep(chunks: Iterable[bytes], *, name: str, wish: Wish, community: Place, by: Actor) -> Upload:
    """Keeps a file for a week at most. Raises Refused for a table that is too large."""
    by.require_community(community.pk)
    upload = Upload.objects.create(
        community=community,
        kind=wish.kind,
        system=wish.system,
        is_complete=wish.is_complete and wish.kind != Upload.Kind.STREETS,
        name=os.path.basename(name)[-120:],
        size=0,
        uploaded_by=by.name,
    )
    upload.size = _keep(upload, chunks)
    upload.save(update_fields=["size", "content"])
    _tell("circle.handed_in", upload, by)
    return upload


def ask_to_take(upload: Upload, *, by: Actor) -> Job:
    """Has a file taken that was read."""
    by.require_community(upload.community_id)
    if upload.state != Upload.State.CHECKED or not (upload.report.get("rows") or upload.report.get("digest")):
        raise Refused(_("There is nothing to take from this file."))
    return jobs.enqueue(TAKE, {"upload": upload.pk}, by=by, community_id=upload.community_id)


@transaction.atomic
def throw_away(upload: Upload, *, by: Actor) -> None:
    """Deletes a file and what was found in it. What was taken from it stays."""
    by.require_community(upload.community_id)
    for job in Job.objects.filter(kind__in=(READ, TAKE), params__upload=upload.pk, state__in=["waiting", "running"]):
        jobs.cancel(job)
    _tell("circle.thrown_away", upload, by)
    path = store.upload_path(upload.pk)
    upload.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def forget_old_files() -> None:
    """Deletes what was brought in more than a week ago, and networks that nobody uses."""
    for upload in Upload.objects.filter(uploaded_at__lt=timezone.now() - KEPT).defer("content"):
        store.upload_path(upload.pk).unlink(missing_ok=True)
        upload.delete()
    waiting = Upload.objects.filter(kind=Upload.Kind.STREETS, state=Upload.State.CHECKED)
    read = {report["digest"] for report in waiting.values_list("report", flat=True) if report and "digest" in report}
    reading = Upload.objects.filter(kind=Upload.Kind.STREETS, state=Upload.State.RECEIVED).exists()
    if not reading:  # its network may be written at this moment
        store.forget_networks({*Network.objects.values_list("digest", flat=True), *read})


def _keep(upload: Upload, chunks: Iterable[bytes]) -> int:
    """Streets go to the data folder piece by piece, tables into the database. Returns the size."""
    if upload.kind == Upload.Kind.STREETS:
        path = store.upload_path(upload.pk)
        with path.open("wb") as file:
            return sum(file.write(chunk) for chunk in chunks)
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > MOST_ROWS_BYTES:
            told = {"megabytes": MOST_ROWS_BYTES // 1_000_000}
            raise Refused(_("This list is larger than %(megabytes)s MB. Delete pictures, or split it.") % told)
    upload.content = bytes(content)
    return len(content)


def _tell(code: str, upload: Upload, by: Actor) -> None:
    after = {"file": upload.name, "kind": upload.kind, "system": upload.system}
    record(
        code,
        by=by,
        changes=[Change(None, after)],
        subject=("circle", upload.pk),
        community_id=upload.community_id,
    )
