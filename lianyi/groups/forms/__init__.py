"""What people fill in: settings of a round, proposed groups, wish forms, and the line that is keyed from paper."""
