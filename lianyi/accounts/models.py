"""Accounts, and what is granted to them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.dated import Dated, order_of_days
from lianyi.organisations.models import Group, Organisation
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.scope import Role


class User(AbstractUser):
    """Somebody who signs in. `display_name` is what the journal prints; residents leave it empty."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(_("name shown in the journal"), max_length=80, blank=True)
    has_one_time_password = models.BooleanField(default=False, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    REQUIRED_FIELDS = []

    def get_full_name(self) -> str:
        return self.display_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class Grant(Dated):
    """A role worn for a community, a region, a body, a group or one's own record, from and to."""

    class RoleChoice(models.TextChoices):
        STAFF = Role.STAFF, _("Community staff")
        COMMITTEE = Role.COMMITTEE, _("Member of the residents' committee")
        OFFICER = Role.OFFICER, _("Officer of a body")
        SECRETARY = Role.SECRETARY, _("Group secretary")
        TELLER = Role.TELLER, _("Teller")
        DISTRICT = Role.DISTRICT, _("District viewer")
        RESIDENT = Role.RESIDENT, _("Resident")
        ADMIN = Role.ADMIN, _("System administrator")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=12, choices=RoleChoice.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            order_of_days("grant"),
            models.CheckConstraint(
                condition=(
                    models.Q(role__in=["staff", "committee", "district"], place__isnull=False)
                    | models.Q(role="officer", organisation__isnull=False)
                    | models.Q(role__in=["secretary", "teller"], group__isnull=False)
                    | models.Q(role="resident", person__isnull=False)
                    | models.Q(role="admin")
                ),
                name="grant_names_its_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
