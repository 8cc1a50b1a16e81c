"""What is public, for programs and for the people who write them."""
