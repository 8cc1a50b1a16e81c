"""Addresses of the desk of matters."""

from django.urls import path

from lianyi.matters.views import checklists, desk, doing, finding, notes, owners_vote, papers, showing, taking_in

urlpatterns = [
    path("desk/matters/", desk.index, name="list"),
    path("desk/matters/calls/", desk.calls, name="calls"),
    path("desk/matters/take-in/", taking_in.take_in, name="take_in"),
    path("desk/matters/take-in/alike/", taking_in.alike, name="alike"),
    path("desk/matters/find/<slug:what>/", finding.find, name="find"),
    path("desk/matters/note/", notes.note, name="note"),
    path("desk/matters/visit-log/", papers.visit_log, name="visit_log"),
    path("desk/matters/<int:pk>/", showing.show, name="matter"),
    path("desk/matters/<int:pk>/looks/", showing.looks, name="looks"),
    path("desk/matters/<int:pk>/do/<slug:name>/", doing.do, name="do"),
    path("desk/matters/<int:pk>/paper/<slug:kind>/", papers.paper, name="paper"),
    path("desk/matters/<int:pk>/picture/<int:key>/", showing.picture, name="picture"),
    path("desk/matters/<int:pk>/lessons/", checklists.lessons, name="lessons"),
    path("desk/owners-vote/", owners_vote.owners_vote, name="owners_vote"),
]
