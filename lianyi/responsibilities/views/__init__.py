"""The desk's pages of responsibilities."""
