"""A matter, who raised it, who stands behind it, and the words by which it is found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.matters import numbers
from lianyi.organisations.models import Group, Organisation
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.responsibilities.models import Subject


class Matter(models.Model):
    """What somebody raised (诉求). Nothing in it says who: that lies with the `Asker`.

    `body` has it now (None: the office of the community), `owner` is the one account that answers for it (None: nobody
    has claimed it yet), `contact` received it first and stays the one whom the asker knows. `send_key` is what the form
    was sent with, so that sending twice makes one matter.
    """

    class Workspace(models.TextChoices):
        SERVICE = "service", _("Public service")
        SELF = "self", _("Self-governance")

    class Kind(models.TextChoices):
        QUESTION = "question", pgettext_lazy("matter", "Question")
        HELP = "help", _("Asking for help")
        COMPLAINT = "complaint", _("Complaint")
        REPORT = "report", _("Report of something wrong")
        SUGGESTION = "suggestion", _("Suggestion")

    class Channel(models.TextChoices):
        WEB = "web", _("Web page")
        TELEPHONE = "telephone", _("Telephone")
        COUNTER = "counter", _("At the counter")
        PAPER = "paper", pgettext_lazy("channel", "Paper")
        NOTE = "note", _("Heard at an activity")
        PROGRAM = "program", _("Another system")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("matter", "Open")
        ANSWERED = "answered", _("Answered, waiting for your word")
        CLOSED = "closed", pgettext_lazy("matter", "Closed")

    class Outcome(models.TextChoices):
        SOLVED = "solved", _("Solved")
        EXPLAINED = "explained", _("Explained, cannot be solved")
        WITHDRAWN = "withdrawn", _("Withdrawn by whoever raised it")
        JOINED = "joined", _("Joined to another matter")
        CROSSED = "crossed", _("Handed to the other workspace")

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="matters", db_index=False)
    workspace = models.CharField(max_length=8, choices=Workspace.choices, default=Workspace.SERVICE)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.HELP)
    channel = models.CharField(_("how it came"), max_length=12, choices=Channel.choices)
    topic = models.CharField(_("what it is about, in one line"), max_length=120)
    text = models.TextField(_("what happened, and what you wish"), max_length=2000, blank=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    is_public = models.BooleanField(_("neighbours may see what it is about"), default=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    occasion = models.CharField(_("at which activity"), max_length=80, blank=True)
    source = models.CharField(max_length=60, blank=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    joined_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined", db_index=False
    )
    playbook = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(default=0)

    opened_at = models.DateTimeField()
    respond_by = models.DateField()
    due_on = models.DateField()
    responded_at = models.DateTimeField(null=True)
    moved_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    nonce = models.CharField(max_length=32, editable=False)
    code_digest = models.CharField(max_length=64, editable=False)
    send_key = models.CharField(max_length=32, null=True, editable=False)  # noqa: DJ001 (once, or none)

    class Meta:
        ordering = ["-pk"]
        # Every index is written at every intake: a foreign key has one only where no other begins with it.
        indexes = [
            models.Index(fields=["community", "workspace", "state", "id"], name="matter_of_community"),
            models.Index(
                fields=["community", "workspace", "id", "owner", "due_on", "moved_on"],
                name="matter_open",
                condition=models.Q(state="open"),
            ),
            models.Index(fields=["body", "state", "id"], name="matter_of_body"),
            models.Index(fields=["owner", "state", "due_on"], name="matter_of_owner"),
            models.Index(fields=["state", "due_on"], name="matter_due"),
            models.Index(fields=["state", "moved_on"], name="matter_still"),
            models.Index(fields=["place", "state"], name="matter_at_place"),
            models.Index(fields=["group"], name="matter_of_group", condition=models.Q(group__isnull=False)),
            models.Index(fields=["contact"], name="matter_of_contact", condition=models.Q(contact__isnull=False)),
            models.Index(fields=["joined_to"], name="matter_joined", condition=models.Q(joined_to__isnull=False)),
            models.Index(fields=["-opened_at", "-id"], name="matter_public_opened", condition=models.Q(is_public=True)),
            models.Index(fields=["closed_at"], name="matter_closed", condition=models.Q(closed_at__isnull=False)),
            models.Index(fields=["community", "id"], name="matter_public", condition=models.Q(is_public=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code_digest"], name="matter_code_once"),
            models.UniqueConstraint(fields=["send_key"], name="matter_sent_once"),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at__isnull=True)),
                name="matter_closed_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.topic}"

    @property
    def number(self) -> str:
        """The case number: it names the matter and opens nothing."""
        return numbers.shown(self.pk)

    @property
    def is_over(self) -> bool:
        return self.state == self.State.CLOSED


class Asker(models.Model):
    """Who raised a matter, and how they are reached: as much as they told. Gone when the time has come."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="asker")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.CharField(_("e-mail"), max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class Backer(models.Model):
    """Somebody else who stands behind a matter, with a code of their own to follow it."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="backers")
    at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Matter.Channel.choices)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    nonce = models.CharField(max_length=32, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        ordering = ["matter_id", "pk"]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """A photograph of a matter, without what the camera wrote into it."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="pictures")
    at = models.DateTimeField()
    jpeg = models.BinaryField()
    thumbnail = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["matter_id", "pk"]

    def __str__(self) -> str:
        return f"{self.matter_id}/{self.pk}"


class Gram(models.Model):
    """Two neighbouring characters, or a word, of a matter's topic: the index by which it is found at any size.

    Every matter has many. The database does not check anew for each that its matter and community are there.
    """

    community = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    text = models.CharField(max_length=24)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="grams", db_constraint=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "text", "matter"], name="gram_once")]

    def __str__(self) -> str:
        return self.text
