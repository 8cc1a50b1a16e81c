"""What machines may read, as of a day. All of it is open to everybody, so nobody is asked who they are."""

from lianyi.openapi.queries.directory import Directory, directory_on
from lianyi.openapi.queries.services import Offer, Services, services_on

__all__ = ["Directory", "Offer", "Services", "directory_on", "services_on"]
