"""What runs by itself: what was counted is forgotten once its time is over."""

from __future__ import annotations

from lianyi.jobs.chores import chore
from lianyi.limiting.counting import forget_ended

chore(forget_ended)
