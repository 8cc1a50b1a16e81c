"""What is typed about matters."""
