"""What is filled in about certificates, plans and mandates."""
