"""Pages of the service circle."""
