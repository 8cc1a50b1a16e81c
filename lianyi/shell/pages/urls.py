from django.urls import path

from lianyi.shell.pages import display, front, rules

app_name = "shell"

urlpatterns = [
    path("", front.home, name="home"),
    path("privacy/", front.privacy, name="privacy"),
    path("after-sign-in/", front.after_login, name="after_login"),
    path("desk/", front.desk_home, name="desk"),
    path("display/elder/", display.elder, name="elder"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:rule_id>/", rules.rule, name="rule"),
]
