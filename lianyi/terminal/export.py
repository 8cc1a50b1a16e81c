"""``lianyi export``: what is public of a site, as one file.

This needs the site and with it Django, which the other commands do without. So both are loaded by name, once the call
makes sense; to whoever only forms groups or counts, nothing of them is there.
"""

import json
import os
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from lianyi.terminal.faults import Fault, FaultsError

DATABASE = "lianyi.sqlite3"


def export(form: str, output: Path, data: Path | None, on: str | None) -> dict[str, Any]:
    """Writes the file. Returns the summary. Raises FaultsError."""
    day = _day(on)
    _choose_site(data)
    import_module("django").setup()
    document = import_module("lianyi.openapi.exporting").document(form, day)
    try:
        output.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise FaultsError([Fault("unwritable", {"file": output, "detail": error.strerror})]) from None
    return {"format": form, **_counts(document), "result": output.name}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FaultsError([Fault("bad_day", {"day": text})]) from None


def _choose_site(data: Path | None) -> None:
    """Where the site finds its data. A folder without any would be made into a new, empty site: that is refused."""
    folder = str(data or os.environ.get("LIANYI_DATA", ""))
    if not folder:
        raise FaultsError([Fault("which_site")])
    if not os.environ.get("LIANYI_DATABASE") and not Path(folder, DATABASE).is_file():
        raise FaultsError([Fault("no_site", {"folder": folder})])
    os.environ["LIANYI_DATA"] = str(Path(folder).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianyi.shell.settings")


def _counts(document: dict[str, Any] | Sequence[dict[str, Any]]) -> dict[str, int]:
    if isinstance(document, dict):
        return {name: len(entries) for name, entries in document.items()}
    return {"organizations": len(document), "services": sum(len(body.get("services", [])) for body in document)}
