"""Pages of the finder."""
