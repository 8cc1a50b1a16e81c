"""What is kept of matters that other systems sent in: nothing once the matter itself was forgotten."""

from __future__ import annotations

from lianyi.jobs.chores import chore
from lianyi.openapi.models import Sent


@chore
def forget_what_they_called_it() -> None:
    """What another system calls a matter would still lead to whoever raised it there."""
    Sent.objects.filter(matter__forgotten_at__isnull=False).delete()
