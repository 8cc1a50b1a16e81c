from django.urls import path

from lianyi.reforms import views

app_name = "reforms"

urlpatterns = [
    path("desk/reforms/", views.index, name="list"),
    path("desk/reforms/add/", views.add, name="add"),
    path("desk/reforms/<int:pk>/", views.show, name="reform"),
    path("desk/reforms/<int:pk>/steps/", views.add_step, name="add_step"),
    path("desk/reforms/<int:pk>/steps/<int:number>/remove/", views.remove_step, name="remove_step"),
    path("desk/reforms/<int:pk>/answers/", views.answer, name="answer"),
    path("desk/reforms/<int:pk>/apply/", views.apply, name="apply"),
    path("desk/reforms/<int:pk>/undo/", views.undo, name="undo"),
    path("desk/reforms/<int:pk>/back/", views.back, name="back"),
    path("desk/reforms/<int:pk>/replay/", views.replay, name="replay"),
    path("desk/reforms/past-matters.xlsx", views.replay_template, name="replay_template"),
    path("desk/reforms/<int:pk>/discard/", views.discard, name="discard"),
]
