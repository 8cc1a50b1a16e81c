from django.urls import path

from lianyi.organisations.views import bodies, bonds, changing, changing_bodies, groups, own

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
    path("desk/organisations/tree/", bodies.tree, name="tree"),
    path("desk/organisations/matrix/", bodies.matrix, name="matrix"),
    path("desk/organisations/alike/", changing_bodies.alike, name="alike"),
    path("desk/organisations/alike/<int:pk>/<int:other_id>/", changing_bodies.settle_alike, name="settle_alike"),
    path("desk/organisations/add/", changing_bodies.add, name="add"),
    path("desk/organisations/<int:pk>/", bodies.show, name="organisation"),
    path("desk/organisations/<int:pk>/correct/", changing_bodies.correct, name="correct"),
    path("desk/organisations/<int:pk>/parents/", changing_bodies.parents, name="parents"),
    path("desk/organisations/<int:pk>/close/", changing_bodies.close, name="close"),
    path("desk/organisations/<int:pk>/contact-wish/", changing_bodies.no_contact, name="no_contact"),
    path("desk/organisations/<int:pk>/offices/fill/", changing_bodies.fill_office, name="fill_office"),
    path("desk/organisations/<int:pk>/offices/<int:office_id>/end/", changing_bodies.end_office, name="end_office"),
    path("desk/organisations/<int:pk>/contacts/name/", changing_bodies.name_contact, name="name_contact"),
    path("desk/organisations/<int:pk>/contacts/<int:contact_id>/end/", changing_bodies.end_contact, name="end_contact"),
    path("group/", own.index, name="own_groups"),
    path("group/<int:pk>/", own.show, name="own_group"),
]
