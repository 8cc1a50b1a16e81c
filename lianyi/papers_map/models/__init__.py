"""Certificates and what they need; plans made from them; mandates for helpers."""

from lianyi.papers_map.models.certificates import Certificate, Counter, Requirement
from lianyi.papers_map.models.mandates import Mandate
from lianyi.papers_map.models.plans import Errand, Plan

__all__ = ["Certificate", "Counter", "Errand", "Mandate", "Plan", "Requirement"]
