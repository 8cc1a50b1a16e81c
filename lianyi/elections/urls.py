from django.urls import URLPattern, path

from lianyi.elections.views import meeting, papers, planning, tellers

app_name = "elections"

_ONE = "desk/elections/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("desk/elections/", planning.elections, name="elections"),
    path("desk/elections/terms/", planning.terms, name="terms"),
    path("desk/elections/new/<int:group_id>/", planning.new, name="new"),
    path(_ONE, planning.election, name="election"),
    path(f"{_ONE}settings/", planning.settings, name="settings"),
    path(f"{_ONE}electors/", planning.electors, name="electors"),
    path(f"{_ONE}electors/leave-out/", planning.leave_out, name="leave_out"),
    path(f"{_ONE}candidates/<int:order>/", planning.candidates, name="candidates"),
    path(f"{_ONE}call/", planning.call, name="call"),
    path(f"{_ONE}postpone/", planning.postpone, name="postpone"),
    path(f"{_ONE}cancel/", planning.cancel, name="cancel"),
    path(f"{_ONE}open/", meeting.open_, name="open"),
    path(f"{_ONE}console/", meeting.console_panel, name="console_panel"),
    path(f"{_ONE}projector/", meeting.projector, name="projector"),
    path(f"{_ONE}check-in/", meeting.check_in, name="check_in"),
    path(f"{_ONE}officials/", meeting.officials, name="officials"),
    path(f"{_ONE}officials/code/", meeting.teller_code, name="teller_code"),
    path(f"{_ONE}issue/", meeting.issue, name="issue"),
    path(f"{_ONE}collect/", meeting.collect, name="collect"),
    path(f"{_ONE}count-anew/", meeting.count_anew, name="count_anew"),
    path(f"{_ONE}void/", meeting.call_void, name="call_void"),
    path(f"{_ONE}fewer/", meeting.fewer, name="fewer"),
    path(f"{_ONE}leave-open/", meeting.leave_open, name="leave_open"),
    path(f"{_ONE}sign/", meeting.sign, name="sign"),
    path(f"{_ONE}papers/<slug:kind>/", papers.paper, name="paper"),
    path(f"{_ONE}papers/<slug:kind>/file/", papers.document, name="document"),
    path("count/", tellers.enter_code, name="enter_code"),
    path("count/seats/<int:pk>/", tellers.take_own_seat, name="take_own_seat"),
    path("count/sheet/", tellers.sheet, name="sheet"),
    path("count/sheet/enter/", tellers.enter, name="enter"),
    path("count/sheet/hand-in/", tellers.hand_in, name="hand_in"),
    path("count/sheet/take-back/", tellers.take_back, name="take_back"),
]
