"""Addresses of the service circle: at the desk, and the one public page."""

from django.urls import path

from lianyi.circle.views import desk, files, maps, plans, points, public

app_name = "circle"

urlpatterns = [
    path("nearest/", public.show, name="nearest"),
    path("nearest/map.json", public.map_data, name="nearest_map"),
    path("desk/circle/", desk.index, name="index"),
    path("desk/circle/compute/", desk.compute, name="compute"),
    path("desk/circle/kinds/<str:code>/", desk.kind, name="kind"),
    path("desk/circle/buildings/<int:pk>/", desk.home, name="home"),
    path("desk/circle/map/", maps.show, name="map"),
    path("desk/circle/map.json", maps.map_data, name="map_data"),
    path("desk/circle/paper/", maps.paper, name="paper"),
    path("desk/circle/download/<str:form>/", maps.download, name="download"),
    path("desk/circle/points/", points.index, name="points"),
    path("desk/circle/points/add/", points.add, name="add_point"),
    path("desk/circle/points/<int:pk>/", points.change, name="point"),
    path("desk/circle/points/<int:pk>/remove/", points.remove, name="remove_point"),
    path("desk/circle/plans/", plans.index, name="plans"),
    path("desk/circle/plans/<int:pk>/", plans.show, name="plan"),
    path("desk/circle/plans/<int:pk>/again/", plans.again, name="plan_again"),
    path("desk/circle/plans/<int:pk>/discard/", plans.discard, name="discard_plan"),
    path("desk/circle/files/add/", files.hand_in, name="hand_in"),
    path("desk/circle/files/empty/<str:kind>/", files.empty, name="empty"),
    path("desk/circle/files/<int:pk>/", files.show, name="file"),
    path("desk/circle/files/<int:pk>/take/", files.take, name="take"),
    path("desk/circle/files/<int:pk>/throw-away/", files.throw_away, name="throw_away"),
]
