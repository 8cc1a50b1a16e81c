"""Walking times on a street network, exact. See docs/engines/reach.md.

Importing it loads NumPy only; numba, SciPy, Shapely and contourpy come with the first call that needs them.
"""

from lianyi.engines.reach.catchments import Catchments, catchments
from lianyi.engines.reach.cost import UNREACHED, limit_of, minutes_of
from lianyi.engines.reach.isochrone import Polygon, isochrones
from lianyi.engines.reach.layout import Layout, lay_out
from lianyi.engines.reach.nearest import Nearest, nearest_of_categories
from lianyi.engines.reach.network import Feature, Network, Plane, ReachError
from lianyi.engines.reach.places import Spots
from lianyi.engines.reach.profile import PROFILES, Profile
from lianyi.engines.reach.route import Leg, Route, Turn, route
from lianyi.engines.reach.snap import Snapped, at_nodes, on_edges, snap
from lianyi.engines.reach.standing import Standing
from lianyi.engines.reach.within import Within, count_within, nearest, within

__all__ = [
    "PROFILES",
    "UNREACHED",
    "Catchments",
    "Feature",
    "Layout",
    "Leg",
    "Nearest",
    "Network",
    "Plane",
    "Polygon",
    "Profile",
    "ReachError",
    "Route",
    "Snapped",
    "Spots",
    "Standing",
    "Turn",
    "Within",
    "at_nodes",
    "catchments",
    "count_within",
    "isochrones",
    "lay_out",
    "limit_of",
    "minutes_of",
    "nearest",
    "nearest_of_categories",
    "on_edges",
    "route",
    "snap",
    "within",
]
