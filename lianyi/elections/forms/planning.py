"""Planning an election."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.dated import today
from lianyi.elections import limits
from lianyi.elections.actions.preparing import Office, not_vacant
from lianyi.elections.models import Contest, Election
from lianyi.elections.queries.elections import end_of_term, voting_members
from lianyi.organisations.models import Group, Post
from lianyi.organisations.queries import posts_of
from lianyi.scope import Actor
from lianyi.wording import rule, term

WHEN = "%Y-%m-%dT%H:%M"
HOUR = time(19, 0)
OFFICES = ("committee_seats", "method", "lead_by", "deputy_seats")


class ElectionForm(forms.ModelForm):
    """When, where and what. `settings` and `offices` give them as the actions take them, once the form is valid."""

    meets_at = forms.DateTimeField(
        label=gettext_lazy("Day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=WHEN),
        input_formats=[WHEN, "%Y-%m-%dT%H:%M:%S"],
    )
    committee_seats = forms.IntegerField(min_value=0, max_value=50)
    method = forms.ChoiceField(label=gettext_lazy("How people are elected"), widget=forms.RadioSelect)
    lead_by = forms.ChoiceField(widget=forms.RadioSelect)
    deputy_seats = forms.IntegerField(min_value=0, max_value=5, initial=0)

    class Meta:
        model = Election
        fields = [
            "title",
            "kind",
            "meets_at",
            "venue",
            "contact",
            "counting",
            "term_starts_on",
            "term_ends_on",
            "approval",
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "counting": forms.RadioSelect,
            "term_starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "term_ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "approval": gettext_lazy("Number and date of the document, where the method needs one."),
            "contact": gettext_lazy("Printed on the notice: a name, a telephone number, an office."),
            "term_ends_on": gettext_lazy("The first day after the term."),
            "counting": gettext_lazy("Two tellers count independently of each other in both ways."),
        }

    def __init__(self, *args: Any, group: Group, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        self.members = voting_members(group, today(), for_=actor)
        self._label()
        if self.instance.pk:
            self._show_offices()
        else:
            self._propose()

    def _label(self) -> None:
        lead = term("lead")
        labels = {
            "committee_seats": _("Seats: %(post)s, the %(lead)s among them")
            % {"post": term("committee_member", 2), "lead": lead},
            "lead_by": capfirst(lead),
            "deputy_seats": _("Seats: %(post)s") % {"post": term("deputy_lead", 2)},
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["committee_seats"].help_text = _("0 where there is no %(committee)s.") % {
            "committee": term("committee")
        }
        ways: Any = self.fields["lead_by"]
        ways.choices = [
            ("committee", _("the %(committee)s elects among itself") % {"committee": term("committee")}),
            ("assembly", _("all who are present elect")),
            ("none", _("is not elected this time")),
        ]
        offered = rule("elections.methods").items
        methods: Any = self.fields["method"]
        methods.choices = [choice for choice in Contest.Method.choices if choice[0] in offered]

    def _propose(self) -> None:
        day = today() + timedelta(days=7)
        ends = end_of_term(self.group, today())
        # So long before its end a term cannot be cut short; what is to be filled then is a seat that fell vacant.
        latest = limits.months_later(day, rule("elections.shift_maximum_months").number)
        begins = max(day, ends) if ends and ends <= latest else day
        with_committee = limits.has_committee(self.members, today())
        least = rule("groups.committee_minimum_size").number
        proposed = {
            "title": self._title(Election.Kind.REGULAR),
            "meets_at": datetime.combine(day, HOUR).strftime(WHEN),
            "venue": self.group.meets_at,
            "term_starts_on": begins,
            "term_ends_on": limits.term_end(begins, today()),
            "committee_seats": least if with_committee else 0,
            "method": Contest.Method.NO_CANDIDATE,
            "lead_by": "committee" if with_committee else "assembly",
            "deputy_seats": 0,
        }
        if ends and ends > latest:
            proposed |= {"kind": Election.Kind.BY_ELECTION, "title": self._title(Election.Kind.BY_ELECTION)}
            proposed |= {"term_ends_on": ends, **(self._vacancy(begins) if with_committee else {})}
        self.initial = {**proposed, **dict(self.initial)}

    def _title(self, kind: str) -> str:
        """What an election of this kind is called unless somebody says otherwise."""
        words = {"group": self.group.name, "election": term("committee_election")}
        if kind == Election.Kind.BY_ELECTION:
            return _("%(group)s: by-election") % words
        return _("%(group)s: %(election)s") % words

    def _vacancy(self, day: date) -> dict[str, Any]:
        """What a by-election fills in a group with a committee: the lead where there is none, or else one seat."""
        has_lead = any(post.kind == Post.Kind.LEAD for post in posts_of(self.group, on=day))
        return {"committee_seats": int(has_lead), "lead_by": "none" if has_lead else "committee"}

    def _show_offices(self) -> None:
        contests = {contest.post: contest for contest in self.instance.contests.all()}
        committee, lead = contests.get(Post.Kind.COMMITTEE), contests.get(Post.Kind.LEAD)
        assembly = next((c for c in contests.values() if c.electors == Contest.Electors.ASSEMBLY), None)
        deputy = contests.get(Post.Kind.DEPUTY)
        self.initial = {
            **dict(self.initial),
            "meets_at": timezone.localtime(self.instance.meets_at).strftime(WHEN),
            "committee_seats": committee.seats if committee else 0,
            "method": assembly.method if assembly else Contest.Method.NO_CANDIDATE,
            "lead_by": lead.electors if lead else "none",
            "deputy_seats": deputy.seats if deputy else 0,
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends, meets = cleaned.get("term_starts_on"), cleaned.get("term_ends_on"), cleaned.get("meets_at")
        if begins and ends and ends <= begins:
            self.add_error("term_ends_on", _("The term ends before it begins."))
        if begins and meets and begins < timezone.localdate(meets):
            self.add_error("term_starts_on", _("The term cannot begin before the meeting."))
        if meets and limits.is_too_far(meets):
            self.add_error("meets_at", _("The meeting lies more than two years ahead."))
        is_by_election = cleaned.get("kind") == Election.Kind.BY_ELECTION
        going_on = posts_of(self.group, on=begins) if is_by_election and begins else []
        if is_by_election:
            self._clean_vacancy(cleaned, going_on)
        seats = cleaned.get("committee_seats")
        if cleaned.get("lead_by") == "committee" and not seats and not going_on:
            message = _("Without a %(committee)s the %(lead)s is elected by all who are present.")
            self.add_error("lead_by", message % {"committee": term("committee"), "lead": term("lead")})
        if seats == 0 and cleaned.get("lead_by") == "none" and not cleaned.get("deputy_seats"):
            self.add_error("committee_seats", _("Nothing is to be filled: plan at least one seat."))
        if seats and self.members and seats >= self.members:
            self.add_error("committee_seats", _("There are only %(count)s voters.") % {"count": self.members})
        return cleaned

    def _clean_vacancy(self, cleaned: dict[str, Any], going_on: list[Post]) -> None:
        """A by-election is called one, and fills the post of the lead only when it is vacant."""
        if cleaned.get("title") == self._title(Election.Kind.REGULAR):
            cleaned["title"] = self._title(Election.Kind.BY_ELECTION)
        lead = next((post for post in going_on if post.kind == Post.Kind.LEAD), None)
        if lead and cleaned.get("lead_by") != "none":
            self.add_error("lead_by", not_vacant(lead, cleaned["term_starts_on"]))

    @property
    def settings(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in OFFICES}

    @property
    def offices(self) -> list[Office]:
        return list(self._offices())

    def _offices(self) -> Iterator[Office]:
        data = self.cleaned_data
        by_all = (data["method"], Contest.Electors.ASSEMBLY)
        among = (Contest.Method.NO_CANDIDATE, Contest.Electors.COMMITTEE)
        if data["committee_seats"]:
            yield Office(Post.Kind.COMMITTEE, data["committee_seats"], *by_all)
        leads = among if data["lead_by"] == "committee" else by_all
        if data["lead_by"] != "none":
            yield Office(Post.Kind.LEAD, 1, *leads)
        if data["deputy_seats"]:
            yield Office(Post.Kind.DEPUTY, data["deputy_seats"], *leads)


class PostponeForm(forms.Form):
    meets_at = forms.DateTimeField(
        label=gettext_lazy("New day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=WHEN),
        input_formats=[WHEN, "%Y-%m-%dT%H:%M:%S"],
    )
    venue = forms.CharField(label=gettext_lazy("Venue"), max_length=120, required=False)
