"""What can be done with places."""

from lianyi.places.actions.bulk import Step, add_places
from lianyi.places.actions.single import add_place, close_place, move_place, rename_place

__all__ = ["Step", "add_place", "add_places", "close_place", "move_place", "rename_place"]
