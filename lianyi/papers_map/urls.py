"""Addresses of the map of papers: for everybody, for the desk, for a matter, and for whoever holds its code."""

from django.urls import path

from lianyi.papers_map.views import guides, mandates, matters, owns, public, registry

app_name = "papers_map"

urlpatterns = [
    path("papers/", public.start, name="start"),
    path("papers/plan/", public.plan, name="plan"),
    path("papers/<int:pk>/", public.certificate, name="public_certificate"),
    path("m/<str:code>/papers/", owns.sheet, name="own_sheet"),
    path("m/<str:code>/mandates/<int:pk>/take-back/", owns.revoke, name="own_revoke"),
    path("desk/papers-map/", registry.index, name="list"),
    path("desk/papers-map/to-check/", registry.to_check, name="to_check"),
    path("desk/papers-map/guides/", guides.guides, name="guides"),
    path("desk/papers-map/add/", registry.add, name="add"),
    path("desk/papers-map/<int:pk>/", registry.show, name="certificate"),
    path("desk/papers-map/<int:pk>/change/", registry.change, name="change"),
    path("desk/papers-map/<int:pk>/checked/", registry.checked, name="checked"),
    path("desk/papers-map/<int:pk>/end/", registry.end, name="end"),
    path("desk/papers-map/<int:pk>/counters/add/", registry.add_counter, name="add_counter"),
    path("desk/papers-map/<int:pk>/needs/add/", registry.add_requirement, name="add_requirement"),
    path("desk/papers-map/counters/<int:pk>/", registry.change_counter, name="counter"),
    path("desk/papers-map/counters/<int:pk>/remove/", registry.remove_counter, name="remove_counter"),
    path("desk/papers-map/needs/<int:pk>/remove/", registry.remove_requirement, name="remove_requirement"),
    path("desk/papers-map/matters/<int:pk>/", matters.show, name="of_matter"),
    path("desk/papers-map/matters/<int:pk>/plan/", matters.make, name="make"),
    path("desk/papers-map/matters/<int:pk>/paper/", matters.sheet, name="matter_sheet"),
    path("desk/papers-map/matters/<int:pk>/there/", matters.tick, name="tick"),
    path("desk/papers-map/matters/<int:pk>/all-there/", matters.complete, name="complete"),
    path("desk/papers-map/matters/<int:pk>/trip/", matters.trip, name="trip"),
    path("desk/papers-map/matters/<int:pk>/mandates/add/", mandates.write, name="write_mandate"),
    path("desk/papers-map/mandates/<int:pk>/paper/", mandates.paper, name="mandate_paper"),
    path("desk/papers-map/mandates/<int:pk>/signed/", mandates.sign, name="sign_mandate"),
    path("desk/papers-map/mandates/<int:pk>/take-back/", mandates.revoke, name="revoke_mandate"),
]
