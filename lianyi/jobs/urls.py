from django.urls import path

from lianyi.jobs import views

app_name = "jobs"

urlpatterns = [
    path("desk/jobs/<int:job_id>/", views.show, name="show"),
]
