"""How often something may come from one network address in a while."""
