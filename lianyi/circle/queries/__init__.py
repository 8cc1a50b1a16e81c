"""The one door to the circle's data: staff see that of their communities, everybody what the public page needs."""
