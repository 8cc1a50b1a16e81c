"""The election of one group: what is elected when and how, and who takes part."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianyi.organisations.models import Group, Post
from lianyi.people.models import Person
from lianyi.wording import term


class Election(models.Model):
    """One evening on which a group fills its posts.

    `reasons` are what was given for going ahead where a rule may be overridden: {rule id: reason}. `present` is counted
    from the electors until the first ballots are issued; each round keeps its own. What was elected at an election that
    was called off, for the reason `cancelled_because`, does not hold.
    """

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Regular election")
        BY_ELECTION = "by_election", _("By-election for a vacancy")

    class State(models.TextChoices):
        PREPARING = "preparing", _("In preparation")
        CALLED = "called", _("Called")
        MEETING = "meeting", _("Meeting")
        SIGNED = "signed", _("Signed")
        CANCELLED = "cancelled", _("Called off")

    class Counting(models.TextChoices):
        BALLOTS = "ballots", _("ballot by ballot")
        STROKES = "strokes", _("strokes (正) name by name")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="elections")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.REGULAR)
    title = models.CharField(_("title"), max_length=120)
    meets_at = models.DateTimeField(_("day and time"))
    venue = models.CharField(_("venue"), max_length=120)
    contact = models.CharField(_("who answers questions"), max_length=120, blank=True)
    counting = models.CharField(_("count"), max_length=8, choices=Counting.choices, default=Counting.BALLOTS)
    term_starts_on = models.DateField(_("term begins on"))
    term_ends_on = models.DateField(_("term ends on"))
    approval = models.CharField(_("approval document"), max_length=200, blank=True)
    reasons: Any = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    called_on = models.DateField(null=True)
    signed_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-meets_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(term_ends_on__gt=models.F("term_starts_on")), name="election_term_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Elector(models.Model):
    """A member on the list of an election. `left_out` is the reason why somebody is not counted among those expected.

    Whoever was left out and comes all the same counts, for as long as they are here: the reason stays noted. There is
    no time of checking in: nothing shall tell in which order people came.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="electors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    may_vote = models.BooleanField(default=True)
    may_be_elected = models.BooleanField(default=True)
    left_out = models.CharField(max_length=40, blank=True)
    is_present = models.BooleanField(default=False)

    class Meta:
        ordering = ["election_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="elector_once"),
            models.UniqueConstraint(fields=["election", "number"], name="elector_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.person}"

    @property
    def is_counted(self) -> bool:
        """Takes part: was not left out, or has come all the same."""
        return self.is_present or not self.left_out

    @property
    def is_expected(self) -> bool:
        """Counts towards the quorum."""
        return self.may_vote and self.is_counted


class Official(models.Model):
    """Who watches over the count or counts. A teller has a seat, 1 or 2, and a code that opens the counting page once.

    `person` is empty for somebody from outside the group. `claim` is a digest of what the browser keeps that used it,
    `user_id` the account that took the seat, where one did without a code: nobody counts twice.
    """

    class Task(models.TextChoices):
        SCRUTINEER = "scrutineer", _("Scrutineer")
        TELLER = "teller", _("Teller")

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="officials")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=60, blank=True)
    task = models.CharField(max_length=10, choices=Task.choices)
    seat = models.PositiveSmallIntegerField(null=True)
    nonce = models.CharField(max_length=32, blank=True)
    code_digest = models.CharField(max_length=64, blank=True, db_index=True)
    claim = models.CharField(max_length=64, blank=True)
    user_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["election_id", "task", "seat", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "seat"], condition=models.Q(seat__isnull=False), name="official_seat_once"
            )
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name


class Contest(models.Model):
    """What is filled at an election: so many posts of a kind, by a method, by whom."""

    class Method(models.TextChoices):
        NO_CANDIDATE = "no_candidate", _("No candidates: every eligible member can be named")
        SURPLUS = "surplus", _("More candidates than seats")
        EQUAL = "equal", _("As many candidates as seats")
        PRELIMINARY = "preliminary_and_formal", _("Preliminary and formal round")

    class Electors(models.TextChoices):
        ASSEMBLY = "assembly", _("all who are present")
        COMMITTEE = "committee", _("the committee just elected")

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="contests")
    order = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=12, choices=Post.Kind.choices)
    seats = models.PositiveSmallIntegerField(_("seats"))
    method = models.CharField(_("method"), max_length=24, choices=Method.choices)
    electors = models.CharField(_("who votes"), max_length=10, choices=Electors.choices, default=Electors.ASSEMBLY)
    candidates: Any = models.JSONField(default=list, blank=True)  # keys of persons
    is_closed = models.BooleanField(default=False)  # nothing more is voted on, all seats filled or not
    closing_note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["election_id", "order"]
        constraints = [models.UniqueConstraint(fields=["election", "order"], name="contest_order_once")]

    def __str__(self) -> str:
        return f"{self.election_id}/{self.order} {self.post}"

    @property
    def voters(self) -> str:
        """Who votes, the committee by the word that this kind of community has for it."""
        if self.electors == self.Electors.COMMITTEE:
            return gettext("the %(committee)s") % {"committee": term("committee")}
        return str(self.Electors.ASSEMBLY.label)
