"""Why a job failed, as a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianyi.jobs.models import Job


def failure(job: Job) -> str:
    """The sentence for `job.error`, which is a code or already a sentence for whoever asked; "" when nothing failed."""
    match job.error:
        case "internal":
            return _(
                "Something went wrong on our side. Nothing was changed. Please try once more, and tell whoever runs "
                "this site if it happens again."
            )
        case "worker-died":
            return _(
                "The work was broken off several times before it could end. Nothing was changed. Please tell whoever "
                "runs this site."
            )
        case sentence:
            return sentence
