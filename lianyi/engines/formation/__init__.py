"""Forming groups from what the members themselves wish. See docs/engines/formation.md."""

from lianyi.engines.formation.certify import verify
from lianyi.engines.formation.check import check
from lianyi.engines.formation.problem import (
    Group,
    Issue,
    Level,
    Member,
    Policy,
    Problem,
    ProblemArrays,
    ProblemError,
    Severity,
)
from lianyi.engines.formation.result import Certificate, Change, Gap, Placement, Result, Unplaced
from lianyi.engines.formation.solve import solve
