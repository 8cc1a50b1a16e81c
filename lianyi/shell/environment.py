"""What an installation may set from outside, read once at start."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

CHECKOUT = Path(__file__).resolve().parents[2]


def data_dir() -> Path:
    """The folder of everything that is this installation's own (LIANYI_DATA)."""
    folder = Path(os.environ.get("LIANYI_DATA") or CHECKOUT / "data").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key() -> str:
    """The installation's secret, made at the first start and kept beside the data."""
    given = os.environ.get("LIANYI_SECRET_KEY")
    if given:
        return given
    keeper = data_dir() / "secret-key"
    if not keeper.exists():
        keeper.touch(mode=0o600)
        keeper.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return keeper.read_text(encoding="ascii").strip()


def database() -> dict[str, Any]:
    """SQLite beside the data, or the PostgreSQL that LIANYI_DATABASE names (postgresql://…)."""
    address = os.environ.get("LIANYI_DATABASE", "")
    if address:
        return _postgresql(address)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir() / "lianyi.sqlite3",
        "OPTIONS": {
            # A deferred transaction that turns into a write fails at once under concurrency; IMMEDIATE queues instead.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            " PRAGMA cache_size=-32768;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
    }


def switch(name: str) -> bool:
    """True when the variable is set to 1."""
    return os.environ.get(name) == "1"
