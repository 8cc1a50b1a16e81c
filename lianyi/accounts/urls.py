from django.urls import path

from lianyi.accounts import district, views

app_name = "accounts"

urlpatterns = [
    path("desk/accounts/", views.index, name="list"),
    path("desk/accounts/add/", views.add, name="add"),
    path("desk/accounts/<int:pk>/", views.show, name="account"),
    path("desk/accounts/<int:pk>/grant/", views.grant, name="grant"),
    path("desk/accounts/<int:pk>/grants/<int:grant_id>/end/", views.end_grant, name="end_grant"),
    path("desk/accounts/<int:pk>/password/", views.renew_password, name="renew_password"),
    path("desk/accounts/<int:pk>/second-factor/", views.reset_second_factor, name="reset_second_factor"),
    path("desk/accounts/<int:pk>/lock/", views.lock, name="lock"),
    path("district/", district.index, name="district"),
]
