"""Pages that belong to no single app: the front page, what we do with data, display settings."""
