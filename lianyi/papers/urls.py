from django.urls import path

from lianyi.papers import views

app_name = "papers"
_ONE = "desk/papers/<int:community>/<slug:kind>/<slug:language>/"

urlpatterns = [
    path("desk/papers/", views.index, name="list"),
    path(_ONE, views.template, name="template"),
    path(f"{_ONE}template.docx", views.in_use, name="in_use"),
    path(f"{_ONE}example.docx", views.example, name="example"),
    path(f"{_ONE}restore/", views.restore, name="restore"),
]
