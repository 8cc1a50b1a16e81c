"""What can be done with the service circle."""
