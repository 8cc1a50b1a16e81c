from django.urls import path

from lianyi.responsibilities.views import duties, points, subjects

app_name = "responsibilities"

urlpatterns = [
    path("desk/responsibilities/", subjects.index, name="list"),
    path("desk/responsibilities/add/", subjects.add, name="add"),
    path("desk/responsibilities/<int:pk>/", subjects.show, name="subject"),
    path("desk/responsibilities/<int:pk>/change/", subjects.change, name="change"),
    path("desk/responsibilities/<int:pk>/end/", subjects.end, name="end"),
    path("desk/responsibilities/<int:pk>/assign/", duties.assign, name="assign"),
    path("desk/responsibilities/duties/<int:pk>/end/", duties.end, name="end_duty"),
    path("desk/organisations/<int:pk>/points/", points.of_organisation, name="points"),
    path("desk/organisations/<int:pk>/points/add/", points.add, name="add_point"),
    path("desk/points/<int:pk>/", points.change, name="point"),
    path("desk/points/<int:pk>/close/", points.close, name="close_point"),
]
