"""Addresses of the three rates."""

from django.urls import path

from lianyi.matters.views import rates

urlpatterns = [
    path("desk/rates/", rates.desk, name="rates"),
    path("rates/<int:community_id>/", rates.public, name="public_rates"),
]
