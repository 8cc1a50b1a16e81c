"""What people fill in about organisations and groups."""

from lianyi.organisations.forms.bodies import (
    AddOrganisationForm,
    ContactForm,
    EndForm,
    NoContactForm,
    OfficeForm,
    OrganisationForm,
    ParentsForm,
)
from lianyi.organisations.forms.groups import (
    AppointForm,
    BondForm,
    CloseForm,
    GroupForm,
    JoinForm,
    LeaveForm,
    OpenGroupForm,
    post_kinds,
)

__all__ = [
    "AddOrganisationForm",
    "AppointForm",
    "BondForm",
    "CloseForm",
    "ContactForm",
    "EndForm",
    "GroupForm",
    "JoinForm",
    "LeaveForm",
    "NoContactForm",
    "OfficeForm",
    "OpenGroupForm",
    "OrganisationForm",
    "ParentsForm",
    "post_kinds",
]
