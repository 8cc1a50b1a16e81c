"""The addresses of trial runs, of publishing and of results."""

from django.urls import path

from lianyi.groups.views import drafts, proofs, publishing, results

_ROUND = "desk/formations/<int:formation_id>/"
_DRAFT = f"{_ROUND}drafts/<int:number>/"

urlpatterns = [
    path(f"{_ROUND}drafts/", drafts.drafts, name="drafts"),
    path(_DRAFT, drafts.draft, name="draft"),
    path(f"{_DRAFT}groups/<int:group_number>/", drafts.draft_group, name="draft_group"),
    path(f"{_DRAFT}groups/<int:group_number>/lock/", drafts.draft_lock_group, name="draft_lock_group"),
    path(f"{_DRAFT}people/<int:serial>/", drafts.draft_person, name="draft_person"),
    path(f"{_DRAFT}people/<int:serial>/costs/", drafts.draft_costs, name="draft_costs"),
    path(f"{_DRAFT}people/<int:serial>/move/", drafts.draft_move, name="draft_move"),
    path(f"{_DRAFT}people/<int:serial>/lock/", drafts.draft_lock_person, name="draft_lock_person"),
    path(f"{_DRAFT}again/", drafts.draft_again, name="draft_again"),
    path(f"{_DRAFT}discard/", drafts.draft_discard, name="draft_discard"),
    path(f"{_DRAFT}differences/", drafts.draft_differences, name="draft_differences"),
    path(f"{_DRAFT}proof/", proofs.proof, name="draft_proof"),
    path(f"{_DRAFT}proof/check/", proofs.check, name="draft_proof_check"),
    path(f"{_DRAFT}proof/file/", proofs.file, name="draft_proof_file"),
    path(f"{_DRAFT}publish/", publishing.publish, name="publish"),
    path(f"{_ROUND}objections/", publishing.objections, name="objections"),
    path(f"{_ROUND}objections/new/", publishing.take_objection, name="take_objection"),
    path(f"{_ROUND}objections/<int:objection_id>/", publishing.answer_objection, name="answer_objection"),
    path(f"{_ROUND}results/<int:version>/", results.desk, name="results"),
    path(f"{_ROUND}results/<int:version>/sheets/", results.sheets, name="result_sheets"),
    path(f"{_ROUND}results/<int:version>/notices/", results.notices, name="result_notices"),
    path(f"{_ROUND}results/<int:version>/file/", results.file, name="result_file"),
    path("formations/<int:formation_id>/", results.public, name="public_result"),
    path("w/<str:code>/result/", results.own, name="own_result"),
    path("w/<str:code>/result/objection/", results.object_to_own, name="object_to_own"),
    path("mine/groups/<int:formation_id>/", results.my_result, name="my_result"),
    path("mine/groups/<int:formation_id>/objection/", results.object_to_mine, name="object_to_mine"),
]
