from django.urls import path

from lianyi.places import views

app_name = "places"

urlpatterns = [
    path("desk/places/", views.index, name="list"),
    path("desk/places/add/", views.add_first, name="add_first"),
    path("desk/places/<int:pk>/", views.show, name="place"),
    path("desk/places/<int:pk>/add/", views.add, name="add"),
    path("desk/places/<int:pk>/rename/", views.rename, name="rename"),
    path("desk/places/<int:pk>/close/", views.close, name="close"),
]
