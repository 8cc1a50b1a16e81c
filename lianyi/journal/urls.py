from django.urls import path

from lianyi.journal import views

app_name = "journal"

urlpatterns = [
    path("desk/journal/", views.index, name="list"),
    path("desk/journal/<int:number>/", views.show, name="entry"),
]
