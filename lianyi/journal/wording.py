"""The human texts of the journal's codes. Every code that any app records stands here; a test sees to it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.scope import Role
from lianyi.wording import term

Texts = dict[str, str | Promise]


def _with_words(text: str | Promise) -> str:
    words = {key: term(key) for key in ("group", "member", "lead", "formation", "committee_election")}
    return str(text) % {**words, "groups": term("group", 2), "members": term("member", 2)}


in_our_words = lazy(_with_words, str)  # a text with %(group)s and the like, filled in when somebody reads it

ACTIONS: Texts = {
    "looked": gettext_lazy("looked at a record"),
    # places
    "place.added": gettext_lazy("added a place"),
    "places.added": gettext_lazy("added places"),
    "place.renamed": gettext_lazy("renamed a place"),
    "place.moved": gettext_lazy("moved a place"),
    "place.closed": gettext_lazy("closed a place"),
    # people
    "person.added": gettext_lazy("added a person"),
    "people.added": gettext_lazy("added people"),
    "person.corrected": gettext_lazy("corrected a record"),
    "people.corrected": gettext_lazy("corrected records"),
    "person.standing_set": gettext_lazy("changed a membership"),
    "person.moved_home": gettext_lazy("changed where somebody lives"),
    "correction.asked": gettext_lazy("asked for a correction"),
    "correction.answered": gettext_lazy("answered a request for correction"),
    "person.erased": gettext_lazy("erased a person"),
    # organisations and groups
    "organisation.added": gettext_lazy("added an organisation"),
    "organisation.corrected": gettext_lazy("corrected an organisation"),
    "organisation.many_added": gettext_lazy("added several organisations"),
    "organisation.many_corrected": gettext_lazy("corrected several organisations"),
    "organisation.lines_given": gettext_lazy("gave organisations their line"),
    "organisation.contacts_named": gettext_lazy("named several contact persons"),
    "organisation.closed": gettext_lazy("closed an organisation"),
    "organisation.line_changed": gettext_lazy("changed the line of an organisation"),
    "organisation.areas_changed": gettext_lazy("changed the areas of an organisation"),
    "organisation.office_filled": gettext_lazy("filled a post of an organisation"),
    "organisation.office_ended": gettext_lazy("ended a post of an organisation"),
    "organisation.contact_named": gettext_lazy("named a contact person"),
    "organisation.contact_ended": gettext_lazy("ended a contact person"),
    "organisation.contact_wish": gettext_lazy("noted whether an organisation wishes contact"),
    "organisation.merged": gettext_lazy("merged two records of an organisation"),
    "reform.drafted": gettext_lazy("drafted a reform"),
    "reform.changed": gettext_lazy("changed a draft of a reform"),
    "reform.applied": gettext_lazy("carried out a reform"),
    "reform.undone": gettext_lazy("took a reform back"),
    "reform.discarded": gettext_lazy("threw the draft of a reform away"),
    "subject.added": gettext_lazy("added a subject that people ask for"),
    "subject.changed": gettext_lazy("changed a subject that people ask for"),
    "subject.ended": gettext_lazy("noted that a subject is no longer needed"),
    "responsibility.assigned": gettext_lazy("named a body for a subject"),
    "responsibility.ended": gettext_lazy("ended the role of a body in a subject"),
    "service_point.added": gettext_lazy("added a service point"),
    "service_point.changed": gettext_lazy("changed a service point"),
    "service_point.closed": gettext_lazy("closed a service point"),
    "question.settled": gettext_lazy("settled a question asked in vain"),
    "organisation.told_apart": gettext_lazy("noted that two organisations are not the same"),
    "bond.added": gettext_lazy("added a bond"),
    "group.opened": in_our_words(gettext_lazy("opened a %(group)s")),
    "group.corrected": in_our_words(gettext_lazy("corrected a %(group)s")),
    "group.closed": in_our_words(gettext_lazy("closed a %(group)s")),
    "group.joined": in_our_words(gettext_lazy("entered a %(member)s of a %(group)s")),
    "group.left": in_our_words(gettext_lazy("ended a membership of a %(group)s")),
    "group.many_joined": in_our_words(gettext_lazy("put %(members)s into their %(groups)s")),
    "post.given": gettext_lazy("gave somebody a post"),
    "post.ended": gettext_lazy("ended a term"),
    # accounts
    "account.created": gettext_lazy("created an account"),
    "account.password_renewed": gettext_lazy("gave an account a new password"),
    "account.second_factor_reset": gettext_lazy("reset a second factor"),
    "account.locked": gettext_lazy("locked an account"),
    "account.opened": gettext_lazy("unlocked an account"),
    "role.granted": gettext_lazy("granted a role"),
    "role.ended": gettext_lazy("took back a role"),
    # rosters
    "roster.handed_in": gettext_lazy("handed in a file"),
    "roster.taken": gettext_lazy("took over a file"),
    "roster.thrown_away": gettext_lazy("threw away a file"),
    "roster.exported": gettext_lazy("exported a list"),
    # papers
    "paper.template_replaced": gettext_lazy("put a document template in place"),
    "paper.template_restored": gettext_lazy("went back to a shipped document template"),
    # forming groups
    "formation.prepared": gettext_lazy("prepared a round"),
    "formation.changed": gettext_lazy("changed a round"),
    "formation.groups_proposed": in_our_words(gettext_lazy("proposed %(groups)s")),
    "formation.groups_numbered": in_our_words(gettext_lazy("numbered the proposed %(groups)s")),
    "formation.group_changed": in_our_words(gettext_lazy("changed a proposed %(group)s")),
    "formation.group_withdrawn": in_our_words(gettext_lazy("withdrew a proposed %(group)s")),
    "formation.opened": gettext_lazy("opened a round"),
    "formation.forms_added": gettext_lazy("added forms to a round"),
    "formation.deadline_moved": gettext_lazy("moved a deadline"),
    "formation.closed": gettext_lazy("closed a round"),
    "formation.tried": gettext_lazy("made a trial run"),
    "formation.published": in_our_words(gettext_lazy("published %(groups)s")),
    "form.answered": gettext_lazy("entered a form"),
    "form.answer_taken_back": gettext_lazy("took back a form"),
    "form.code_renewed": gettext_lazy("gave out a new personal code"),
    "formation.answers_forgotten": gettext_lazy("deleted the forms of a finished round"),
    "draft.discarded": gettext_lazy("threw away a trial run"),
    "draft.group_locked": in_our_words(gettext_lazy("fixed or freed a %(group)s of a trial run")),
    "draft.member_locked": in_our_words(gettext_lazy("fixed or freed a %(member)s in a trial run")),
    "draft.member_moved": in_our_words(gettext_lazy("moved a %(member)s in a trial run")),
    "draft.proof_given_out": gettext_lazy("gave out the proof of a trial run"),
    "objection.raised": gettext_lazy("objected to a placement"),
    "objection.answered": gettext_lazy("answered an objection"),
    "election.prepared": gettext_lazy("prepared an election"),
    "election.changed": gettext_lazy("changed an election"),
    "election.candidates_set": gettext_lazy("chose the candidates of an election"),
    "election.list_changed": gettext_lazy("changed the list of an election"),
    "election.called": gettext_lazy("called an election"),
    "election.postponed": gettext_lazy("put an election on another day"),
    "election.cancelled": gettext_lazy("called an election off"),
    "election.opened": gettext_lazy("opened the meeting of an election"),
    "election.checked_in": gettext_lazy("noted who is at a meeting"),
    "election.officials_confirmed": gettext_lazy("confirmed scrutineer and tellers"),
    "election.teller_code_renewed": gettext_lazy("gave a teller a new code"),
    "election.seat_taken": gettext_lazy("took a teller's seat"),
    "election.ballots_issued": gettext_lazy("issued ballots"),
    "election.ballots_collected": gettext_lazy("collected ballots"),
    "election.count_restarted": gettext_lazy("began a count anew"),
    "election.count_handed_in": gettext_lazy("handed in a count"),
    "election.round_settled": gettext_lazy("settled a round of an election"),
    "election.fewer_seats": gettext_lazy("filled fewer seats by consent"),
    "election.seats_left_open": gettext_lazy("left seats open"),
    "election.attendance_forgotten": gettext_lazy("forgot who came to the meeting of an election"),
    "election.signed": gettext_lazy("signed the result of an election"),
}

LOOKS: Texts = {
    "people.list": gettext_lazy("the list of people"),
    "person.record": gettext_lazy("the whole record"),
    "person.sheet": gettext_lazy("the printed record"),
    "corrections": gettext_lazy("what was asked to be corrected"),
    "group.members": in_our_words(gettext_lazy("the %(members)s of a %(group)s")),
    "group.sheet": in_our_words(gettext_lazy("the printed sheet of a %(group)s")),
    "journal.entry": gettext_lazy("an entry of the journal"),
    "coverage.gaps": in_our_words(gettext_lazy("the list of who is in no %(group)s")),
    "roster.checked": gettext_lazy("a file being checked"),
    "roster.exported": gettext_lazy("an exported list"),
    "wish_form": gettext_lazy("the answer on a form"),
    "wish_forms": gettext_lazy("the forms of a round"),
    "visiting_list": gettext_lazy("the list of who has not answered"),
    "draft.board": gettext_lazy("a trial run"),
    "draft.group": in_our_words(gettext_lazy("a %(group)s of a trial run")),
    "draft.person": gettext_lazy("a placement in a trial run"),
    "draft.unplaced": gettext_lazy("who is not placed in a trial run"),
    "draft.differences": gettext_lazy("the differences of two trial runs"),
    "paper_forms": gettext_lazy("the printed forms"),
    "objections": gettext_lazy("the objections"),
    "result": gettext_lazy("a placement"),
    "result.file": gettext_lazy("a file of the result"),
    "result.notices": gettext_lazy("printed notices of the result"),
    "result.sheets": gettext_lazy("printed sheets of the result"),
    "election": gettext_lazy("the list of an election"),
    "election.paper": gettext_lazy("a document of an election"),
}

PURPOSES: Texts = {
    "": gettext_lazy("not stated"),
    "upkeep": gettext_lazy("keeping the register up to date"),
    "contact": gettext_lazy("getting in touch"),
    "asked": gettext_lazy("the person asked for it"),
    "forming": in_our_words("%(formation)s"),
    "group": in_our_words(gettext_lazy("running the %(group)s")),
    "electing": in_our_words("%(committee_election)s"),
    "oversight": gettext_lazy("checking what was done"),
    "visit": gettext_lazy("Visits: remind people, bring and collect forms"),
    "telephone": gettext_lazy("Calls: remind people, write down wishes"),
    "post": gettext_lazy("Putting forms into letter boxes"),
}

# What a page is for, where nobody is asked for a purpose: by the beginning of the code of the look.
_PAGES_FOR = {
    "people.list": "upkeep",
    "person.": "upkeep",
    "corrections": "upkeep",
    "roster.": "upkeep",
    "coverage.": "forming",
    "wish_form": "forming",
    "paper_forms": "forming",
    "visiting_list": "forming",
    "draft.": "forming",
    "objections": "forming",
    "result": "forming",
    "group.": "group",
    "election": "electing",
    "journal.": "oversight",
}

ROLES: Texts = {
    Role.STAFF: gettext_lazy("community staff"),
    Role.SECRETARY: in_our_words("%(lead)s"),
    Role.TELLER: gettext_lazy("teller"),
    Role.DISTRICT: gettext_lazy("district viewer"),
    Role.RESIDENT: gettext_lazy("resident"),
    Role.ADMIN: gettext_lazy("system administrator"),
    Role.BEARER: gettext_lazy("holder of a personal link"),
    Role.SYSTEM: gettext_lazy("the system"),
    Role.NOBODY: gettext_lazy("visitor"),
}

SUBJECTS: Texts = {
    "person": gettext_lazy("Person"),
    "place": gettext_lazy("Place"),
    "group": in_our_words("%(group)s"),
    "organisation": gettext_lazy("Organisation"),
    "subject": gettext_lazy("Subject"),
    "reform": gettext_lazy("Reform"),
    "service_point": gettext_lazy("Service point"),
    "question": gettext_lazy("Question"),
    "bond": gettext_lazy("Bond"),
    "election": gettext_lazy("Election"),
    "account": gettext_lazy("Account"),
}

FIELDS: Texts = {
    "name": gettext_lazy("name"),
    "number": gettext_lazy("number"),
    "phone": gettext_lazy("telephone"),
    "joined": gettext_lazy("joined"),
    "confirmed": gettext_lazy("confirmed"),
    "remark": gettext_lazy("remark"),
    "kind": gettext_lazy("kind"),
    "since": gettext_lazy("from"),
    "member_since": gettext_lazy("member since"),
    "lives_since": gettext_lazy("lives there since"),
    "place_id": gettext_lazy("home"),
    "starts_on": gettext_lazy("from"),
    "ends_on": gettext_lazy("until"),
    "until": gettext_lazy("until"),
    "place": gettext_lazy("place"),
    "parent": gettext_lazy("lies in"),
    "code": gettext_lazy("code"),
    "group": in_our_words("%(group)s"),
    "groups": in_our_words(gettext_lazy("%(groups)s until then")),
    "role": gettext_lazy("role"),
    "minimum": gettext_lazy("smallest size"),
    "maximum": gettext_lazy("largest size"),
    "bond": gettext_lazy("bond"),
    "meets_at": gettext_lazy("meets at"),
    "meets_when": gettext_lazy("meets when"),
    "description": gettext_lazy("description"),
    "line": gettext_lazy("belongs to"),
    "area": gettext_lazy("serves"),
    "areas": gettext_lazy("serves"),
    "also_called": gettext_lazy("also called"),
    "address": gettext_lazy("address"),
    "no_contact_since": gettext_lazy("no contact wished since"),
    "side": gettext_lazy("whose"),
    "names": gettext_lazy("names"),
    "display_name": gettext_lazy("name in the journal"),
    "is_active": gettext_lazy("may sign in"),
    "members": in_our_words("%(members)s"),
    "places": gettext_lazy("places"),
    "parts": gettext_lazy("parts forgotten"),
    "text": gettext_lazy("what was said"),
    "answer": gettext_lazy("answer"),
    "state": gettext_lazy("state"),
    "what": gettext_lazy("what was seen"),
    "title": gettext_lazy("title"),
    "venue": gettext_lazy("venue"),
    "task": gettext_lazy("task"),
    "seat": gettext_lazy("seat"),
    "present": gettext_lazy("is present"),
    "issued": gettext_lazy("ballots issued"),
    "returned": gettext_lazy("ballots returned"),
    "valid": gettext_lazy("valid ballots"),
    "invalid": gettext_lazy("invalid ballots"),
    "elected_as": gettext_lazy("elected as"),
    "candidate_for": gettext_lazy("candidate for"),
    "left_out": gettext_lazy("not expected because"),
    "file": gettext_lazy("file"),
    "language": gettext_lazy("language"),
}

FAULTS: Texts = {
    "entry-missing": gettext_lazy("the entry is missing"),
    "previous-changed": gettext_lazy("it does not join on to the entry before"),
    "parts-changed": gettext_lazy("a part was added, taken away or replaced"),
    "entry-changed": gettext_lazy("the entry was changed"),
    "content-changed": gettext_lazy("the content of a part was changed"),
    "erasure-unknown": gettext_lazy("a part was emptied without an erasure"),
    "erasure-changed": gettext_lazy("other parts are empty than the erasure says"),
    "end-missing": gettext_lazy("the end of the journal is missing"),
    "rewritten": gettext_lazy("the journal was rewritten since the link was noted"),
}


def say(texts: Mapping[str, str | Promise], code: str) -> str:
    """The text of a code in the reader's language; what is no code stands as it is."""
    return str(texts.get(code, code))


def roles_text(role_line: str) -> str:
    """The roles of an entry: "staff+secretary" as people say it."""
    return _(", ").join(say(ROLES, role) for role in role_line.split("+"))


def purpose_of_look(what: str, purpose: str) -> str:
    """What somebody looked for, in words: as they said, or else what the page is for."""
    if not purpose:
        purpose = next((usual for begin, usual in _PAGES_FOR.items() if what.startswith(begin)), "")
    return say(PURPOSES, purpose)
