"""Who walks: speed, what they cannot use, what takes them longer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lianyi.engines.reach.network import Feature, ReachError

NOTHING = Feature(0)


@dataclass(frozen=True)
class Profile:
    """A penalty is added once per edge that carries the feature; climbing counts up or down alike, since whoever
    walks there also walks back."""

    code: str
    metres_per_minute: float
    forbids: Feature = NOTHING
    penalties: Mapping[Feature, float] = field(default_factory=dict)  # seconds
    seconds_per_metre_climbed: float = 0.0

    def __post_init__(self) -> None:
        if not self.metres_per_minute > 0:
            raise ReachError("speed_not_positive", profile=self.code, speed=self.metres_per_minute)
        if any(not seconds >= 0 for seconds in (*self.penalties.values(), self.seconds_per_metre_climbed)):
            raise ReachError("negative_penalty", profile=self.code)


# Speeds as the specification M23 gives them; a site overrides them from its dated rule pack.
PROFILES: Mapping[str, Profile] = {
    profile.code: profile
    for profile in (
        Profile("adult", 80),
        Profile("elder", 48),
        Profile("wheelchair", 42, forbids=Feature.STEPS),
        Profile("pram", 60),
    )
}
