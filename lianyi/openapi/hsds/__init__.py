"""What is offered where, as Open Referral HSDS 3.1 (https://docs.openreferral.org/)."""

from lianyi.openapi.hsds.catalogue import Catalogue, catalogue_on

__all__ = ["Catalogue", "catalogue_on"]
