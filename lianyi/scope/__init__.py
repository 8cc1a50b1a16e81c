"""Who is asking, and how far they may see. Pure Python: every query and action takes an `Actor` as `by=` or `for_=`."""

from lianyi.scope.actor import Actor, Role
from lianyi.scope.refusal import OutOfScope, Refused

__all__ = ["Actor", "OutOfScope", "Refused", "Role"]
