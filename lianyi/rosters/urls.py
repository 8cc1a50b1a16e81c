from django.urls import path

from lianyi.rosters.views import exports, imports

app_name = "rosters"

urlpatterns = [
    path("desk/rosters/", imports.index, name="list"),
    path("desk/rosters/import/", imports.hand_in, name="import"),
    path("desk/rosters/<int:pk>/", imports.show, name="show"),
    path("desk/rosters/<int:pk>/problems.xlsx", imports.problem_list, name="problems"),
    path("desk/rosters/<int:pk>/left.xlsx", imports.left_rows, name="left"),
    path("desk/rosters/export/", exports.export, name="export"),
    path("desk/rosters/lists/<int:pk>/", exports.extract, name="extract"),
    path("desk/rosters/lists/<int:pk>/list.xlsx", exports.extract_file, name="extract_file"),
    path("desk/rosters/forms/<str:kind>.xlsx", exports.empty_form, name="form"),
]
