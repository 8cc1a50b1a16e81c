"""Addresses of matters for residents: raising one, following it by code, what is public, paper."""

from django.urls import URLPattern, path

from lianyi.matters.views import backing, following, pictures, public, raising, saying

urlpatterns: list[URLPattern] = [
    path("raise/", raising.raise_matter, name="raise"),
    path("raise/paper/", raising.paper_card, name="raise_paper"),
    path("m/", following.enter_code, name="enter_code"),
    path("m/<str:code>/", following.follow, name="follow"),
    path("m/<str:code>/receipt/", raising.receipt, name="receipt"),
    path("m/<str:code>/slip/", raising.slip, name="receipt_slip"),
    path("m/<str:code>/say/", saying.own_say, name="own_say"),
    path("m/<str:code>/add/", saying.own_add, name="own_add"),
    path("m/<str:code>/withdraw/", saying.own_withdraw, name="own_withdraw"),
    path("m/<str:code>/reopen/", saying.own_reopen, name="own_reopen"),
    path("m/<str:code>/neighbours/", saying.own_visibility, name="own_visibility"),
    path("m/<str:code>/step-back/", backing.own_step_back, name="own_step_back"),
    path("m/<str:code>/picture/<int:pk>/", pictures.own_picture, name="own_picture"),
    path("m/<str:code>/picture/<int:pk>/small/", pictures.own_thumbnail, name="own_thumbnail"),
    path("matters/", public.public_list, name="public_list"),
    path("matters/<int:number>/", public.public_matter, name="public_matter"),
    path("matters/<int:number>/behind/", backing.stand_behind, name="stand_behind"),
]
