from django.urls import URLPattern, path

from lianyi.groups.urls_drafts import urlpatterns as of_drafts_and_results
from lianyi.groups.views import answer_sheets, desk_forms, forms, imports, keying, paper, proposals, rounds

app_name = "groups"

# Forming a round and taking in what people wish.
urlpatterns: list[URLPattern] = [
    path("desk/formations/", rounds.formations, name="formations"),
    path("desk/formations/new/", rounds.new_formation, name="new_formation"),
    path("desk/formations/<int:pk>/", rounds.formation, name="formation"),
    path("desk/formations/<int:pk>/answers/import/", answer_sheets.import_answers, name="import_answers"),
    path("desk/formations/<int:pk>/answers/import/template/", answer_sheets.answers_template, name="answers_template"),
    path("desk/formations/<int:pk>/close/", rounds.close_formation, name="close_formation"),
    path("desk/formations/<int:pk>/deadline/", rounds.extend_deadline, name="extend_deadline"),
    path("desk/formations/<int:pk>/forms/", desk_forms.forms, name="forms"),
    path("desk/formations/<int:pk>/forms/<int:serial>/", desk_forms.form, name="form"),
    path("desk/formations/<int:pk>/forms/<int:serial>/code/", desk_forms.new_code, name="new_code"),
    path("desk/formations/<int:pk>/forms/<int:serial>/undo/", desk_forms.undo, name="undo_answer"),
    path("desk/formations/<int:pk>/forms/missing/", rounds.add_missing_forms, name="add_missing_forms"),
    path("desk/formations/<int:pk>/forms/visiting-list/", desk_forms.visiting_list, name="visiting_list"),
    path("desk/formations/<int:pk>/groups/", proposals.proposed, name="proposed"),
    path("desk/formations/<int:pk>/groups/<int:number>/", proposals.change_proposed, name="change_proposed"),
    path(
        "desk/formations/<int:pk>/groups/<int:number>/withdraw/", proposals.withdraw_proposed, name="withdraw_proposed"
    ),
    path("desk/formations/<int:pk>/groups/import/", imports.import_proposed, name="import_proposed"),
    path("desk/formations/<int:pk>/groups/import/template/", imports.proposed_template, name="proposed_template"),
    path("desk/formations/<int:pk>/groups/new/", proposals.new_proposed, name="new_proposed"),
    path("desk/formations/<int:pk>/groups/numbers/", proposals.number_anew, name="number_anew"),
    path("desk/formations/<int:pk>/groups/suggestions/", proposals.suggest, name="suggest"),
    path("desk/formations/<int:pk>/keying/", keying.keying, name="keying"),
    path("desk/formations/<int:pk>/keying/who/", keying.keying_who, name="keying_who"),
    path("desk/formations/<int:pk>/open/", rounds.open_formation, name="open_formation"),
    path("desk/formations/<int:pk>/paper/", paper.paper, name="paper"),
    path("desk/formations/<int:pk>/paper/sheets/", paper.sheets, name="sheets"),
    path("desk/formations/<int:pk>/settings/", rounds.formation_settings, name="formation_settings"),
    path("w/", forms.enter_code, name="enter_code"),
    path("w/<str:code>/", forms.web_form, name="web_form"),
    path("w/<str:code>/received/", forms.receipt, name="receipt"),
    *of_drafts_and_results,
]
