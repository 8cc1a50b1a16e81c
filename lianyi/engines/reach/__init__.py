"""Walking times on a street network, exact. See docs/engines/reach.md."""

from lianyi.engines.reach.network import Feature, Network, Plane, ReachError
from lianyi.engines.reach.places import Spots
from lianyi.engines.reach.profile import PROFILES, Profile

__all__ = ["PROFILES", "Feature", "Network", "Plane", "Profile", "ReachError", "Spots"]
