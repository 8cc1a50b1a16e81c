"""A real worker process for tests: `python -m lianyi.jobs.tests.slow_worker COMMAND`, with LIANYI_DATA set.

Its kind `test.write` appends a line to `params["log"]` for every step, so that a test can see from outside what
was done.
"""

from __future__ import annotations

import os
import sys
import time

import django


def main(command: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianyi.shell.settings")
    django.setup()
    from django.core.management import call_command

    _register()
    if command == "work":
        call_command("work", idle_seconds=0.05)
    elif command == "migrate":
        call_command("migrate", "jobs", verbosity=0)


def _register() -> None:
    from lianyi.jobs.actions import Report, handles
    from lianyi.jobs.models import Job

    @handles("test.write")
    def write(job: Job, report: Report) -> int:
        steps: int = job.params["steps"]
        for step in range(steps):
            report(step, steps)
            with open(job.params["log"], "a", encoding="utf-8") as log:
                log.write(f"{job.pk} {step} {os.getpid()}\n")
            time.sleep(job.params["pause"])
        report(steps, steps)
        return steps


if __name__ == "__main__":
    main(sys.argv[1])
