"""The one door to files that were handed in, and to lists that were asked for."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from django.utils import timezone

from lianyi.jobs.models import Job
from lianyi.jobs.queries import unfinished
from lianyi.packs.pack import Pack
from lianyi.places.models import Place
from lianyi.rosters.actions import CHECK, EXPORT, EXTRACT_KEPT, TAKE
from lianyi.rosters.layouts import layout_for
from lianyi.rosters.models import Extract, RememberedForm, Upload, UploadProblem
from lianyi.scope import Actor, OutOfScope
from lianyi.sheets.memory import HeadingMemory


def uploads(*, for_: Actor) -> QuerySet[Upload]:
    """The files of this actor's communities, the latest first, without their content."""
    found = Upload.objects.filter(community__in=for_.community_ids).select_related("community")
    return found.defer("content", "left", "report")


def upload(pk: int, *, for_: Actor) -> Upload:
    found = Upload.objects.filter(pk=pk).select_related("community").defer("content", "left").first()
    if found is None or not for_.works_for(found.community_id):
        raise OutOfScope
    return found


def taken_before(upload: Upload) -> Upload | None:
    """The very same file, when it was taken earlier."""
    same = Upload.objects.filter(
        community=upload.community, kind=upload.kind, sha256=upload.sha256, state=Upload.State.TAKEN
    )
    return same.exclude(pk=upload.pk).defer("content", "left").first()


def work_on(upload: Upload) -> Job | None:
    """The job that is busy with this file, if any."""
    wishes = [(TAKE, {"upload": upload.pk, "only_good": only_good}) for only_good in (True, False)]
    found = (unfinished(kind, params) for kind, params in [(CHECK, {"upload": upload.pk}), *wishes])
    return next((job for job in found if job), None)


def extract(pk: int, *, for_: Actor) -> Extract:
    """A list, for who asked for it, as long as it is kept and they still work there."""
    mine = extracts(for_=for_).filter(pk=pk).first()
    if mine is None:
        raise OutOfScope
    return mine


def extracts(*, for_: Actor) -> QuerySet[Extract]:
    """The lists this actor asked for that are still kept, the latest first, without their content."""
    kept = Extract.objects.filter(user_id=for_.user_id or 0, asked_at__gt=timezone.now() - EXTRACT_KEPT)
    return kept.filter(community__in=for_.community_ids).select_related("community").defer("content")


def work_on_extract(one: Extract) -> Job | None:
    """The job that is busy with this list, if any."""
    return unfinished(EXPORT, {"extract": one.pk})


def problems(upload: Upload, code: str = "") -> QuerySet[UploadProblem]:
    """What there is to look at, in the order of the file; of one kind or all."""
    found = UploadProblem.objects.filter(upload=upload)
    return found.filter(code=code) if code else found


def problem_kinds(upload: Upload) -> list[tuple[str, bool, int]]:
    """Code, whether it is an error, and how often; errors first, the most frequent first."""
    found = UploadProblem.objects.filter(upload=upload).values_list("code", "is_error").annotate(count=Count("pk"))
    return sorted(found.order_by(), key=lambda kind: (not kind[1], -kind[2], kind[0]))


def form_of(community: Place, kind: str, *, pack: Pack, language: str) -> HeadingMemory:
    """The headings this community uses for a kind of list, or the standard ones."""
    remembered = RememberedForm.objects.filter(community=community, kind=kind).first()
    if remembered:
        return HeadingMemory.from_json(remembered.memory)
    return HeadingMemory.of_layout(layout_for(kind, pack), language)
