"""The pages about organisations and groups."""
