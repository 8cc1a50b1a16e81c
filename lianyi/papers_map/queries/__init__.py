"""The one door to the map of papers."""
