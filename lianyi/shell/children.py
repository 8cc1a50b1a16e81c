"""Processes that end with the one that started them, even when that is killed without a word."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1  # prctl(2)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Starts a process to which Linux sends SIGTERM when this one is gone. Elsewhere it has to look for itself."""
    return subprocess.Popen(command, preexec_fn=_tie() if sys.platform == "linux" else None)  # noqa: S603 (our own)


def _tie() -> Callable[[], None]:
    prctl = ctypes.CDLL(None).prctl  # looked up here: between fork and exec as little as possible is safe
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM.value)
