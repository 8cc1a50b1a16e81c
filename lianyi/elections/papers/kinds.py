"""The papers of an election, in the order in which an evening needs them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from lianyi.elections.papers import examples
from lianyi.elections.papers.attendance import attendance
from lianyi.elections.papers.ballot import ballot
from lianyi.elections.papers.ballots import ballots
from lianyi.elections.papers.notice import notice
from lianyi.elections.papers.paper import Paper
from lianyi.elections.papers.result import result
from lianyi.elections.papers.sign_in import sign_in
from lianyi.elections.papers.tally import tally
from lianyi.papers.kinds import Kind, register

TEMPLATES = Path(__file__).with_name("templates")
_ALL = (
    Paper("notice", _("Notice of the meeting"), notice, examples.notice),
    Paper("sign_in", _("Sign-in sheet"), sign_in, examples.sign_in),
    Paper("attendance", _("Report on attendance"), attendance, examples.attendance),
    Paper("ballot", _("Ballots"), ballot, examples.ballot),
    Paper("ballots", _("Report on ballots issued and returned"), ballots, examples.ballots),
    Paper("tally", _("Tally sheet"), tally, examples.tally),
    Paper("result", _("Result of the election"), result, examples.result),
)
PAPERS: Mapping[str, Paper] = {paper.kind: paper for paper in _ALL}


def slug_of(kind: str) -> str:
    """By what name the templates of a paper are kept, among those of all apps."""
    return f"election-{kind.replace('_', '-')}"


for _paper in _ALL:
    register(Kind(slug_of(_paper.kind), _paper.title, TEMPLATES, _paper.example))
