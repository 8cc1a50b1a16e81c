"""Brings the database up to date and runs the site and its worker until it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from lianyi.accounts.models import Grant
from lianyi.demo.actions import load_town, tell_accounts
from lianyi.scope import Role
from lianyi.shell.children import start


class Command(BaseCommand):
    help = "Serves the site on this machine, with its background worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _require_free(host, port)
        self._prepare()
        processes = [start(command) for command in _commands(host, port)]
        sys.exit(_watch(processes, lambda: self._welcome(host, port, processes)))

    def _welcome(self, host: str, port: int, processes: list[subprocess.Popen[bytes]]) -> None:
        _wait_for(host, port, processes)
        self.stdout.write(f"\nhttp://{'localhost' if host == '127.0.0.1' else host}:{port}/\n")
        self.stdout.write(tell_accounts() if settings.LIANYI_DEMO else how_to_begin())

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        if settings.LIANYI_DEMO:
            with override("zh-hans"):
                load_town(say=self.stderr.write)


def _commands(host: str, port: int) -> list[list[str]]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    return [
        [*web, "lianyi.shell.wsgi:application"],
        [sys.executable, os.path.join(settings.BASE_DIR, "manage.py"), "work", "--parent", str(os.getpid())],
    ]


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                f"Port {port} is taken by another program. Choose another one with --port N.\n"
                f"端口 {port} 已被其他程序占用，请用 --port N 另选一个。"
            ) from None


def how_to_begin() -> str:
    """What to type on a site that nobody can administer yet; "" on every other."""
    if Grant.objects.filter(role=Role.ADMIN, user__is_active=True).exists():
        return ""
    python, manage = Path(sys.executable), Path(settings.BASE_DIR) / "manage.py"
    return (
        "Nobody can sign in yet. In a second terminal, make the first administrator:\n"
        "还没有人能登录。请另开一个终端，建立第一位管理员：\n"
        f"    LIANYI_DATA={quote(str(settings.DATA_DIR))} {quote(str(python))} {quote(str(manage))} create_admin NAME\n"
    )


def _wait_for(host: str, port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    """Until the site answers, so that the address works as soon as it is read."""
    while all(process.poll() is None for process in processes):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.1)


def _watch(processes: list[subprocess.Popen[bytes]], welcome: Callable[[], None]) -> int:
    """Welcomes whoever started it, and ends all when one ends or when a signal comes."""

    def end(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    try:
        welcome()
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        return next((process.returncode for process in processes if process.returncode), 1)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
