"""Which streets a person may walk, and what they are like, read from the tags of OpenStreetMap.

A way is walked when its class allows it by custom and no tag forbids it; what is said about walkers (``foot``) beats
what is said about everybody (``access``). Streets with ``access=private`` are left out unless asked for: in a gated
compound the residents may walk them, a passer-by may not.

Classes: https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions (pedestrians, worldwide), but for
trunk roads, which in cities have pavements, and cycleways, which need a word that walkers may use them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianyi.engines.reach.network import Feature

Tags = Mapping[str, str]

WALKED = frozenset(
    (
        "trunk",
        "trunk_link",
        "primary",
        "primary_link",
        "secondary",
        "secondary_link",
        "tertiary",
        "tertiary_link",
        "unclassified",
        "residential",
        "living_street",
        "service",
        "road",
        "pedestrian",
        "track",
        "path",
        "footway",
        "steps",
        "corridor",
        "elevator",
        "platform",
        "crossing",
    )
)
IF_TOLD = frozenset(("cycleway", "bridleway", "motorway", "motorway_link", "busway"))  # when foot=yes or designated
# Other names of the same: Overture's classes, Geofabrik's Shapefiles.
ALIASES = {"sidewalk": "footway", "crosswalk": "crossing", "unknown": "road", "stairs": "steps", "alley": "service"}
_MAY = frozenset(("yes", "designated", "permissive", "official", "customers", "destination", "public", "limited"))
_MAY_NOT = frozenset(("no", "private", "use_sidepath", "restricted", "military", "emergency", "0", "false"))
_PRIVATE = frozenset(("private", "residents", "permit"))
_LOOSE = frozenset(
    ("unpaved", "gravel", "dirt", "earth", "ground", "grass", "sand", "mud", "pebblestone", "rock", "woodchips", "snow")
)
_ROUGH_TRACK = re.compile(r"grade[2-5]")


@dataclass(frozen=True)
class Walking:
    """What is asked of a way: may private streets be walked, and which tags hold its name, the best first."""

    private: bool = False
    names: Sequence[str] = ("name:zh", "name")

    def may(self, tags: Tags) -> bool:
        """Whether a person may walk a way with these tags."""
        kind = class_of(tags)
        if kind not in WALKED and kind not in IF_TOLD:
            return False
        foot = tags.get("foot", "")
        if foot in _PRIVATE or (not foot and tags.get("access", "") in _PRIVATE):
            return self.private and kind in WALKED
        if foot in _MAY_NOT:
            return False
        if foot in _MAY:
            return True
        if tags.get("access", "") in _MAY_NOT or tags.get("motorroad") == "yes":
            return False
        return kind in WALKED or (kind == "cycleway" and tags.get("segregated") in ("yes", "no"))

    def name(self, tags: Tags) -> str:
        """The street's name, "" when it has none."""
        return next((tags[key] for key in self.names if tags.get(key)), "")


def class_of(tags: Tags) -> str:
    """``residential``, ``footway``, ..., "" when it is no street; ``crossing`` for a footway across a road."""
    kind = tags.get("highway", "")
    if not kind and tags.get("railway") == "platform":
        kind = "platform"
    if kind in ("footway", "path", "cycleway") and tags.get(kind) == "crossing":
        return "crossing"
    return ALIASES.get(kind, kind)


def features(tags: Tags) -> Feature:
    """What walking the way is like. CROSSING is set for the way; it counts once however many pieces the way has."""
    found = Feature(0)
    kind = class_of(tags)
    if kind == "steps":
        found |= Feature.STEPS
    if kind == "crossing":
        found |= Feature.CROSSING
    if tags.get("surface", "") in _LOOSE or (kind == "track" and _ROUGH_TRACK.fullmatch(tags.get("tracktype", ""))):
        found |= Feature.UNPAVED
    if tags.get("covered") in ("yes", "arcade") or tags.get("tunnel", "no") != "no" or kind == "corridor":
        found |= Feature.COVERED
    return found
