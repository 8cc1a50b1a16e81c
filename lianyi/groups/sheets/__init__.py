"""What the rows of a sheet mean in a round. Nothing is written here."""
