"""What can be done with certificates, plans and mandates."""
