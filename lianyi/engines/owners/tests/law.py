"""The shares of the Civil Code, article 278, typed in once more: the engine does not know the rule packs."""

from fractions import Fraction

from lianyi.engines.owners import Share, VoteRules

TWO_THIRDS, HALF, THREE_QUARTERS = Share(Fraction(2, 3)), Share(Fraction(1, 2), strict=True), Share(Fraction(3, 4))
ORDINARY = VoteRules(TWO_THIRDS, TWO_THIRDS, HALF, HALF)
SPECIAL = VoteRules(TWO_THIRDS, TWO_THIRDS, THREE_QUARTERS, THREE_QUARTERS)
METRE = 10_000  # square centimetres
