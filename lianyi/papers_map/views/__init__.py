"""Pages of the map of papers."""
