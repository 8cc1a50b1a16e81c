"""What can be done with a matter."""
