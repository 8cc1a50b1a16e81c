from django.urls import URLPattern

app_name = "papers_map"

urlpatterns: list[URLPattern] = []
