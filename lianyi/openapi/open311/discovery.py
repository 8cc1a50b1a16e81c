"""GET discovery: what there is, where, and whom to ask."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from lianyi.journal.models import Entry
from lianyi.openapi.open311.documents import Document
from lianyi.openapi.open311.moments import said

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
FORMATS = {"xml": "text/xml", "json": "application/json"}


def discovery(site: str, endpoint: str) -> Document:
    """`site` is the address of the front page, `endpoint` that of the services."""
    changed = _changed()
    contact = _("The office of each community answers questions: %(site)s") % {"site": site}
    keys = _("The administrator of this site gives out keys to other systems. Please ask at %(site)s") % {"site": site}
    return Document(
        "discovery",
        {
            "changeset": changed,
            "contact": contact,
            "key_service": keys,
            "endpoints": [
                {
                    "specification": SPECIFICATION,
                    "url": endpoint,
                    "changeset": changed,
                    "type": "test" if settings.LIANYI_DEMO else "production",
                    "formats": list(FORMATS.values()),
                }
            ],
        },
    )


def _changed() -> str:
    """When the services changed last."""
    last = Entry.objects.filter(subject_type="subject").aggregate(last=Max("at"))["last"]
    return said(last or BEFORE_ALL)
