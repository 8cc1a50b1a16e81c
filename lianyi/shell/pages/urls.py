from django.urls import path

from lianyi.shell.pages import views

app_name = "shell"

urlpatterns = [
    path("", views.home, name="home"),
    path("after-sign-in/", views.after_login, name="after_login"),
]
