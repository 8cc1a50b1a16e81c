"""Nothing that was acknowledged is lost: the server is killed twenty times while matters come in from all sides."""

from __future__ import annotations

import http.client
import json
import random
import secrets
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.killable import Server
from tests.site import ROOT

pytestmark = pytest.mark.alone
KILLS, SENDERS = 20, 4
SEED = """
from lianyi.places.actions import add_place
from lianyi.scope import Actor
region = add_place(parent=None, kind="region", name="雾城", by=Actor.system("test"))
add_place(parent=region, kind="community", name="柳岸社区", by=Actor.system("test"))
"""
CHECK = """
import json, sys
from lianyi.journal.models import Entry
from lianyi.journal.verification import verify
from lianyi.matters.models import Hop, Matter, Tally
from lianyi.matters.queries import by_code
acknowledged = json.load(sys.stdin)
lost = [topic for code, topic in acknowledged if (found := by_code(code)) is None or found[0].topic != topic]
matters = Matter.objects.count()
received = sum(Tally.objects.filter(event="received").values_list("count", flat=True))
opened = Entry.objects.filter(action="matter.opened").count()
hops = Hop.objects.filter(ended_at=None).count()
print(json.dumps({"lost": lost, "counts": [matters, received, opened, hops], "broken": not verify().holds}))
"""


@dataclass
class Neighbours:
    """People who raise matters one after another, from addresses of their own, until the line is dead."""

    port: int
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def send_until_dead(self, number: int, round_: int) -> None:
        token = secrets.token_hex(16)
        address = f"127.{1 + round_}.{number}.1"
        for turn in range(50):
            topic = f"第{round_}轮{number}号第{turn}件事"
            form = {"csrfmiddlewaretoken": token, "send_key": secrets.token_hex(16), "topic": topic, "community": "2"}
            form |= {"kind": "report", "whole": "1", "send": "1"}
            headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10, source_address=(address, 0))
            try:
                line.request("POST", "/raise/", urlencode(form), headers)
                answer = line.getresponse()
            except (OSError, http.client.HTTPException):
                return
            if answer.status == 302:
                self.acknowledged.append((answer.headers["Location"].split("/")[2], topic))
            else:
                self.refused.append(answer.status)
            line.close()


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    draw, server = random.Random(5), Server(tmp_path, SEED)
    neighbours = Neighbours(server.port)
    for round_ in range(KILLS):
        before = len(neighbours.acknowledged)
        senders = [
            threading.Thread(target=neighbours.send_until_dead, args=(number, round_)) for number in range(SENDERS)
        ]
        for sender in senders:
            sender.start()
        while len(neighbours.acknowledged) < before + 3:
            assert any(sender.is_alive() for sender in senders), neighbours.refused
            time.sleep(0.01)
        time.sleep(draw.uniform(0, 0.2))
        server.kill()
        for sender in senders:
            sender.join()
        if round_ < KILLS - 1:
            server.start()
    found = _checked(server, neighbours.acknowledged)
    assert found["lost"] == []
    assert found["broken"] is False
    matters, *others = found["counts"]
    assert others == [matters] * 3
    assert matters >= len(neighbours.acknowledged) >= 3 * KILLS
    assert neighbours.refused == []


def _checked(server: Server, acknowledged: list[tuple[str, str]]) -> dict[str, Any]:
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", CHECK]
    given = json.dumps(acknowledged).encode()
    run = subprocess.run(command, env=server.environment, input=given, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found
