"""What can be done with files: hand one in, ask to take it, throw it away, ask for a list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.journal.actions import Change, record
from lianyi.places.models import Place
from lianyi.rosters.models import Extract, Upload
from lianyi.scope import Actor, Refused
from lianyi.sheets.reading import fingerprint

CHECK, TAKE, EXPORT = "roster.check", "roster.take", "roster.export"
KEPT = timedelta(days=7)
EXTRACT_KEPT = timedelta(days=1)


@transaction.atomic
def hand_in(
    content: bytes, *, name: str, kind: str, community: Place, list_date: date, make_places: bool, by: Actor
) -> tuple[Upload, Job]:
    """Keeps a file for a week at most and has it checked. The same file with the same wishes is handed in once."""
    by.require_community(community.pk)
    wishes = {
        "community": community,
        "kind": kind,
        "sha256": fingerprint(content),
        "list_date": list_date,
        "make_places": make_places,
    }
    waiting = [Upload.State.RECEIVED, Upload.State.CHECKED]
    upload = Upload.objects.filter(**wishes, state__in=waiting).first()
    if upload is None:
        upload = Upload.objects.create(
            **wishes, name=name[-120:], size=len(content), content=content, user_id=by.user_id, uploaded_by=by.name
        )
        after = {"file": upload.name, "sha256": upload.sha256, "kind": kind}
        _record("roster.handed_in", upload, after, by)
    return upload, check_again(upload, by=by)


def check_again(upload: Upload, *, by: Actor) -> Job:
    """Compares the file with the register as it is now."""
    by.require_community(upload.community_id)
    if upload.state == Upload.State.TAKEN:
        raise Refused(_("This file has been taken already."))
    return jobs.enqueue(CHECK, {"upload": upload.pk}, by=by, community_id=upload.community_id)


def ask_to_take(upload: Upload, *, only_good: bool, by: Actor) -> Job:
    """Has a checked file taken: all of it when it has no errors, or its good rows only."""
    by.require_community(upload.community_id)
    if upload.state != Upload.State.CHECKED or not upload.report["usable"]:
        raise Refused(_("There is nothing to take from this file."))
    if upload.report["counts"]["bad"] and not only_good:
        raise Refused(_("Some rows have errors. Correct them, or take the good rows only."))
    params = {"upload": upload.pk, "only_good": only_good}
    return jobs.enqueue(TAKE, params, by=by, community_id=upload.community_id)


@transaction.atomic
def throw_away(upload: Upload, *, by: Actor) -> None:
    """Deletes a file and what was found in it. What was taken from it stays in the register."""
    by.require_community(upload.community_id)
    for kind in (CHECK, TAKE):
        for job in Job.objects.filter(kind=kind, params__upload=upload.pk, state__in=["waiting", "running"]):
            jobs.cancel(job)
    _record("roster.thrown_away", upload, {"file": upload.name}, by)
    upload.delete()


@transaction.atomic
def ask_for_list(
    community: Place, *, kind: str, on: date, columns: Collection[str], purpose: str, by: Actor
) -> tuple[Extract, Job]:
    """Has a list made. Asked twice, it is made once. The journal notes it when it is there to be fetched."""
    by.require_community(community.pk)
    if not purpose.strip():
        raise Refused(_("Please say what the list is for."))
    wish = {
        "community": community,
        "kind": kind,
        "on": on,
        "columns": sorted(columns),
        "purpose": purpose,
        "user_id": by.user_id,
    }
    unmade = Extract.objects.filter(**wish, content=None, asked_at__gt=timezone.now() - EXTRACT_KEPT).first()
    extract = unmade or Extract.objects.create(**wish)
    return extract, jobs.enqueue(EXPORT, {"extract": extract.pk}, by=by, community_id=community.pk)


def forget_old_extracts() -> None:
    """Deletes every list that was made or asked for more than a day ago."""
    Extract.objects.filter(asked_at__lt=timezone.now() - EXTRACT_KEPT).delete()


def forget_old_uploads() -> None:
    """Deletes every file after a week, taken or not."""
    Upload.objects.filter(uploaded_at__lt=timezone.now() - KEPT).delete()


def _record(code: str, upload: Upload, after: dict[str, str], by: Actor) -> None:
    record(
        code,
        by=by,
        changes=[Change(None, after)],
        subject=("upload", upload.pk),
        community_id=upload.community_id,
    )
