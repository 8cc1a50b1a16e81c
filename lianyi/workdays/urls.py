from django.urls import path

from lianyi.workdays import views

app_name = "workdays"

urlpatterns = [
    path("desk/calendar/", views.index, name="calendar"),
    path("desk/calendar/change/", views.change, name="change"),
]
