"""The worker: takes waiting jobs one by one until it is told to stop."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from lianyi.jobs import actions
from lianyi.jobs.beating import beating
from lianyi.jobs.chores import Clockwork

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Does background work until it gets SIGTERM or SIGINT. What it is doing then is given back unfinished."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--idle-seconds", type=float, default=0.5, help="how long to rest when nothing waits")
        parser.add_argument("--parent", type=int, default=0, help="the process without which it ends as well")

    def handle(self, *args: object, idle_seconds: float, parent: int, **options: object) -> None:
        stop = threading.Event()

        def is_over() -> bool:
            return stop.is_set() or bool(parent and os.getppid() != parent)

        def end(signum: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        clockwork = Clockwork()
        while not is_over():
            try:
                busy = work_once(is_over)
                busy or clockwork.tick()
            except DatabaseError:
                log.exception("the database did not answer; trying again")
                busy = False
            if not busy:
                close_old_connections()
                stop.wait(idle_seconds)


def work_once(is_over: Callable[[], bool]) -> bool:
    """Does one job if one waits."""
    job = actions.claim()
    if job is None:
        return False
    with beating(job):
        actions.run(job, stopping=is_over)
    return True
