from django.urls import path

from lianyi.organisations.views import bodies, bonds, changing, groups, own

app_name = "organisations"

urlpatterns = [
    path("desk/bonds/", bonds.index, name="bonds"),
    path("desk/groups/", groups.index, name="groups"),
    path("desk/groups/open/", changing.open_, name="open_group"),
    path("desk/groups/<int:pk>/", groups.show, name="group"),
    path("desk/groups/<int:pk>/sheet/", groups.sheet, name="group_sheet"),
    path("desk/groups/<int:pk>/correct/", changing.correct, name="correct_group"),
    path("desk/groups/<int:pk>/close/", changing.close, name="close_group"),
    path("desk/groups/<int:pk>/join/", changing.join, name="join_group"),
    path("desk/groups/<int:pk>/appoint/", changing.appoint, name="appoint"),
    path("desk/groups/<int:pk>/leave/<int:person_id>/", changing.leave, name="leave_group"),
    path("desk/groups/<int:pk>/posts/<int:post_id>/end/", changing.end, name="end_post"),
    path("desk/organisations/", bodies.index, name="list"),
    path("desk/organisations/add/", bodies.add, name="add"),
    path("desk/organisations/<int:pk>/", bodies.correct, name="organisation"),
    path("desk/organisations/<int:pk>/close/", bodies.close, name="close"),
    path("group/", own.index, name="own_groups"),
    path("group/<int:pk>/", own.show, name="own_group"),
]
