"""The purpose register: what is asked, what for, on which ground, and when it is forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianyi.journal.wording import in_our_words

Words = str | Promise


@dataclass(frozen=True)
class Purpose:
    """One line of the register, as it is told to people. `columns` are where it is stored, as `app.Model.column`."""

    what: Words
    why: Words
    basis: Words
    kept: Words
    seen_by: Words
    columns: tuple[str, ...]


_JOINED = _("Your consent, when you joined")
_ANSWERED = _("Your consent, when you handed in the form")
_OFFICE = _("Staff of your own community")
_WHILE_MEMBER = in_our_words(_("While you are a %(member)s; erased at your request after you leave"))
_WITH_FORM = _("Until the day that is printed on the form, every version; sooner when you are erased")
_UNTIL_ERASED = _("Until you are erased")
_KEPT_AFTER_CLOSING = _("Until as long after it is closed as the rule says; sooner when you are erased")

PURPOSES = (
    Purpose(
        _("Name and roster number"),
        _("To know who belongs to the community, and to tell people of the same name apart"),
        _JOINED,
        _WHILE_MEMBER,
        in_our_words(_("Staff of your own community; the %(lead)s of your %(group)s; your %(group)s's published list")),
        ("people.Person.name", "people.Person.number"),
    ),
    Purpose(
        _("Telephone number (may stay empty)"),
        in_our_words(_("To reach you about your form or your %(group)s. Lists show only part of it.")),
        _JOINED,
        _WHILE_MEMBER,
        _OFFICE,
        ("people.Person.phone",),
    ),
    Purpose(
        in_our_words(_("Since when you are a %(member)s, and of which kind")),
        in_our_words(_("Some rules count only full %(members)s")),
        _JOINED,
        _WHILE_MEMBER,
        _OFFICE,
        ("people.Person.joined", "people.Person.confirmed", "people.Standing.kind"),
    ),
    Purpose(
        _("Where you live, as exactly as you tell"),
        in_our_words(_("So that a %(group)s near your home can be offered to you")),
        _JOINED,
        _WHILE_MEMBER,
        _OFFICE,
        ("people.Residence.place",),
    ),
    Purpose(
        _("A remark of the office"),
        _("What the office must know to serve you, for example that you prefer paper. You can read it."),
        _JOINED,
        _WHILE_MEMBER,
        _OFFICE,
        ("people.Person.remark",),
    ),
    Purpose(
        in_our_words(_("Your wishes, and whether any %(group)s is fine with you")),
        in_our_words(_("To form the %(groups)s from them, and to tell you why you are where you are")),
        _ANSWERED,
        _WITH_FORM,
        in_our_words(_("You, with your code; the staff who form the %(groups)s. They are never published.")),
        ("groups.Answer.takes_part", "groups.Answer.accept_any", "groups.Wish.proposed", "groups.Wish.rank"),
    ),
    Purpose(
        _("Trade, area and hobbies (may stay empty)"),
        in_our_words(_("To propose %(groups)s that fit")),
        _ANSWERED,
        _WITH_FORM,
        in_our_words(_("You, with your code; the staff who form the %(groups)s")),
        ("groups.Answer.trade", "groups.Answer.area", "groups.Answer.hobby", "groups.Answer.remark"),
    ),
    Purpose(
        _("What you ask to have corrected, and the answer"),
        _("To correct your record, and nothing else"),
        _("Your right to have wrong data corrected"),
        _UNTIL_ERASED,
        _OFFICE,
        (
            "people.CorrectionRequest.text",
            "people.CorrectionRequest.at",
            "people.CorrectionRequest.state",
            "people.CorrectionRequest.answer",
        ),
    ),
    Purpose(
        in_our_words(_("The %(group)s you belong to, and posts you hold in it")),
        in_our_words(_("So that the %(group)s can work and its rules can be checked")),
        in_our_words(_("Your consent, when you joined the %(group)s")),
        _("While you belong to it, and afterwards as its history, until you are erased"),
        in_our_words(_("Staff of your own community; the %(lead)s of your %(group)s")),
        ("organisations.Membership.group", "organisations.Post.kind"),
    ),
    Purpose(
        _("An objection you raise, and the answer"),
        _("To look at your placement again"),
        _ANSWERED,
        _UNTIL_ERASED,
        in_our_words(_("You, with your code; the staff who form the %(groups)s")),
        ("groups.Objection.text", "groups.Objection.answer"),
    ),
    Purpose(
        _("That you are on the list of an election, and came to it; that you counted or watched"),
        _("To know whether enough people came, and who may be elected. How you voted is stored nowhere."),
        in_our_words(_("Your consent, when you joined the %(group)s")),
        _("Who came is forgotten when the term ends; the rest until you are erased"),
        _OFFICE,
        (
            "elections.Elector.may_vote",
            "elections.Elector.may_be_elected",
            "elections.Elector.left_out",
            "elections.Elector.is_present",
            "elections.Official.name",
            "elections.Official.task",
        ),
    ),
    Purpose(
        _("How many votes you got"),
        in_our_words(_("To know who is elected; it stands on the signed result of the %(group)s")),
        in_our_words(_("Your consent, when you joined the %(group)s")),
        _UNTIL_ERASED,
        _OFFICE,
        ("elections.Round.tally", "elections.Round.outcome"),
    ),
    Purpose(
        _("Your name and telephone as contact person of an organisation"),
        _("So that the community and the organisation can reach each other"),
        _("Your consent, or that of the organisation that named you"),
        _("The telephone until you are no longer the contact person; at once when the organisation wishes no contact"),
        _("Staff of the communities that the organisation serves"),
        ("organisations.Contact.name", "organisations.Contact.task", "organisations.Contact.phone"),
    ),
    Purpose(
        _("Your name as holder of a post in a public body"),
        _("So that everybody knows who answers for what"),
        _("Holders of public posts are named publicly"),
        _("Publicly while you hold it; afterwards as the history of the body"),
        _("Everybody, while you hold the post; afterwards staff and administrators"),
        ("organisations.Office.title", "organisations.Office.holder"),
    ),
    Purpose(
        _("The words of a question that the finder could not answer, and the community if you named it"),
        _("So that it can be answered next time"),
        _("You left the question there; who asked is not stored"),
        _("Until it is answered or put aside, afterwards as a way of asking"),
        _("Staff of the community; system administrators"),
        ("finder.Question.text", "finder.Question.community"),
    ),
    Purpose(
        _("Name, telephone and e-mail of whoever raises a matter or stands behind one (all may stay empty)"),
        _("So that whoever carries the matter can ask you, and tell you how it goes"),
        _("Your consent, when you raised the matter or stood behind it"),
        _KEPT_AFTER_CLOSING,
        _("You, with your code; staff of your community and of the body that carries it. Each look is shown to you."),
        (
            "matters.Asker.name",
            "matters.Asker.phone",
            "matters.Asker.email",
            "matters.Asker.person",
            "matters.Backer.name",
            "matters.Backer.phone",
            "matters.Backer.person",
        ),
    ),
    Purpose(
        _("What you raise: the topic, what happened, where, and photographs without the place the camera wrote in"),
        _("To carry it to whoever is responsible, and to show others who have the same that it is known"),
        _("Your consent, when you raised the matter"),
        _KEPT_AFTER_CLOSING,
        _(
            "You, with your code; staff of your community and of the body that carries it. Neighbours see the topic"
            " and the course only if you let them, never who raised it."
        ),
        ("matters.Matter.topic", "matters.Matter.text", "matters.Matter.place", "matters.Picture.jpeg"),
    ),
    Purpose(
        _("What was done in your matter, and what you add"),
        _("So that you and whoever carries it see where it stands"),
        _("Your consent, when you raised the matter"),
        _KEPT_AFTER_CLOSING,
        _("You, with your code; staff of your community and of the body that carries it"),
        ("matters.Step.text", "matters.Step.office", "matters.Step.next_step", "matters.Pause.note"),
    ),
    Purpose(
        _("What you say of how your matter went"),
        _("To close it by your word, to open it again, and to mend what goes wrong often"),
        _("Your consent, when you said it"),
        _("Your words as long as the matter; that they were counted stays, without you"),
        _("You, with your code; those who carry it, who cannot change it. Publicly only if you ticked that."),
        (
            "matters.Feedback.solved",
            "matters.Feedback.satisfied",
            "matters.Feedback.words",
            "matters.Feedback.may_publish",
            "matters.Feedback.by_name",
        ),
    ),
    Purpose(
        _("A mandate you give a helper: who acts, their telephone, for what, which papers, from when until when"),
        _("So that somebody can fetch papers for you, and you can take it back at any time"),
        _("Your signature on the mandate, and the helper's"),
        _KEPT_AFTER_CLOSING,
        _("You, with your code; those who carry your matter. The helper's name stands on no list."),
        (
            "papers_map.Mandate.helper",
            "papers_map.Mandate.helper_phone",
            "papers_map.Mandate.scope",
            "papers_map.Mandate.signed_on",
            "papers_map.Mandate.revoked_on",
            "papers_map.Mandate.certificates",
        ),
    ),
    Purpose(
        _(
            "The plan for your papers: what you need, what is there, where you are, whether you or somebody can go,"
            " post, online"
        ),
        _("So that you go as seldom as possible"),
        _("Your consent, when you answered the questions"),
        _KEPT_AFTER_CLOSING,
        _("You, with your code; those who carry your matter"),
        (
            "papers_map.Plan.goals",
            "papers_map.Plan.home",
            "papers_map.Plan.goes",
            "papers_map.Plan.helpers_in",
            "papers_map.Plan.post",
            "papers_map.Plan.online",
            "papers_map.Errand.certificate",
            "papers_map.Errand.done_on",
        ),
    ),
    Purpose(
        _("An account with a sign-in name (only if you have one)"),
        _("So that nobody else can open your page"),
        _("Your consent, when you got the account"),
        _("Until you give it up"),
        _("System administrators see the sign-in name; nobody can read the password"),
        ("accounts.User.username", "accounts.User.display_name"),
    ),
    Purpose(
        _("The journal: who changed or looked at what, and when"),
        _("So that you can check on us"),
        _("The duty to keep records of how personal data is handled"),
        _("The record of the act stays; what it says about you goes when you are erased"),
        _("You, as far as it is about you; staff of your own community; system administrators, without the content"),
        ("journal.Entry.actor_name", "journal.Part.content"),
    ),
)
