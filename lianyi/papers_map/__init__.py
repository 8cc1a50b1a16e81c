"""The map of papers (材料地图): which certificate is had where, what it needs, and the fewest ways to get them all."""
