"""Addresses of matters: for residents, for the desk, and the three rates."""

from lianyi.matters.urls_desk import urlpatterns as of_desk
from lianyi.matters.urls_public import urlpatterns as of_public
from lianyi.matters.urls_rates import urlpatterns as of_rates

app_name = "matters"
urlpatterns = [*of_public, *of_desk, *of_rates]
