"""The worker: takes waiting jobs one by one until it is told to stop."""

import logging
import signal
import threading
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

    def handle(self, *args: object, **options: float) -> None:
        stop = threading.Event()

        def end(signum: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        clockwork = Clockwork()
        while not stop.is_set():
            try:
                busy = work_once(stop)
                busy or clockwork.tick()
            except DatabaseError:
                log.exception("the database did not answer; trying again")
                busy = False
            if not busy:
                close_old_connections()
                stop.wait(options["idle_seconds"])


def work_once(stop: threading.Event) -> bool:
    """Does one job if one waits."""
    job = actions.claim()
    if job is None:
        return False
    with beating(job):
        actions.run(job, stopping=stop.is_set)
    return True
