"""The groups that people form, with their members and posts, and the bonds an installation adds."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.dated import Dated, order_of_days
from lianyi.organisations.models.naming import Named
from lianyi.people.models import Person
from lianyi.places.models import Place


class Bond(models.Model):
    """A bond that an installation adds to those of its vocabulary pack."""

    code = models.SlugField(max_length=30, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=30)
    name_en = models.CharField(_("English name"), max_length=30)

    def __str__(self) -> str:
        return self.name_zh


class Group(Named, Dated):
    """People who joined by interest, trade, residence or another bond."""

    community = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="groups")
    bond = models.CharField(_("bond"), max_length=30)
    name = models.CharField(_("name"), max_length=80)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resident_groups",
        verbose_name=_("within reach of"),
        help_text=_("The compound or building whose people it is for. Empty: the whole community."),
    )
    minimum = models.PositiveIntegerField(_("smallest size"))
    maximum = models.PositiveIntegerField(_("largest size"))
    meets_at = models.CharField(_("meets at"), max_length=120, blank=True)
    meets_when = models.CharField(_("meets when"), max_length=120, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        ordering = ["community_id", "bond", "sort_key", "pk"]
        constraints = [
            order_of_days("group"),
            models.CheckConstraint(condition=models.Q(maximum__gte=models.F("minimum")), name="group_sizes_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Dated):
    """From when until when somebody belonged to a group."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        ordering = ["group_id", "starts_on", "pk"]
        constraints = [
            order_of_days("membership"),
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(ends_on__isnull=True), name="membership_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"


class Post(Dated):
    """An office held in a group, from and to: a term."""

    class Kind(models.TextChoices):
        LEAD = "lead", _("Lead")
        DEPUTY = "deputy", _("Deputy lead")
        COMMITTEE = "committee", _("Committee member")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="posts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        ordering = ["group_id", "-starts_on", "pk"]
        constraints = [order_of_days("post")]

    def __str__(self) -> str:
        return self.kind
