"""Which numbers of a small table are not shown, so that nobody is found in it. See docs/engines/disclosure.md."""

from lianyi.engines.disclosure.audit import Audit, Fault, audit
from lianyi.engines.disclosure.problem import TOTAL, Key, Label, Sum, Table
from lianyi.engines.disclosure.publish import rounded, shown
from lianyi.engines.disclosure.rates import GuardedRates, Rate, audit_rates, guard_rates
from lianyi.engines.disclosure.suppress import Suppression, suppress

__all__ = [
    "TOTAL",
    "Audit",
    "Fault",
    "GuardedRates",
    "Key",
    "Label",
    "Rate",
    "Sum",
    "Suppression",
    "Table",
    "audit",
    "audit_rates",
    "guard_rates",
    "rounded",
    "shown",
    "suppress",
]
