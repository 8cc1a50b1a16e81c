"""What goes into the log, and what only fills it."""

from __future__ import annotations

import logging

FORBIDDEN = 403


class WithoutTracesOfRefusals(logging.Filter):
    """A page that is not for somebody is told in one line: it is no fault of the program."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == FORBIDDEN:
            record.exc_info = record.exc_text = None
        return True
