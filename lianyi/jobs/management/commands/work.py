"""The worker: takes waiting jobs one by one until it is told to stop."""

import signal
import threading
from types import FrameType

from django.core.management.base import BaseCommand, CommandParser

from lianyi.jobs import actions
from lianyi.jobs.beating import beating


class Command(BaseCommand):
    help = "Does background work until it gets SIGTERM or SIGINT."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--idle-seconds", type=float, default=0.5, help="how long to rest when nothing waits")

    def handle(self, *args: object, **options: float) -> None:
        stop = threading.Event()

        def end(signum: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        while not stop.is_set():
            job = actions.claim()
            if job:
                with beating(job):
                    actions.run(job)
            else:
                stop.wait(options["idle_seconds"])
