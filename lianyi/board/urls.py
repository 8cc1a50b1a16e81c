from django.urls import URLPattern, path

from lianyi.board import views

app_name = "board"

urlpatterns: list[URLPattern] = [
    path("desk/coverage/", views.coverage, name="coverage"),
    path("desk/coverage/<int:community_id>/", views.gaps, name="gaps"),
    path("coverage/<int:community_id>/", views.public_coverage, name="public_coverage"),
]
