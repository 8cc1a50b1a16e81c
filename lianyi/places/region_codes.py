"""The 12-digit statistical codes of regions (统计用区划代码): checked, and what is wrong said in words.

Two digits each for province, city and county, three for the street or township, three for the community; what lies
above a level is zeros. Source: 国家统计局 统计用区划代码和城乡划分代码编制规则 (国统字〔2009〕91号).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianyi.scope import Refused

LENGTH = 12
LEVELS = (2, 4, 6, 9, 12)  # how many digits name a province, city, county, street, community
# GB/T 2260: the first two digits. Kept here and not in a rule pack because they are a notation, not a norm.
PROVINCES = frozenset(
    f"{number}"
    for number in (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
    )
)


def checked_region_code(text: str, above: str = "") -> str:
    """The code as it is stored; "" for none. `above` is the code of the place it lies in, "" where that has none.

    Raises Refused with what is wrong.
    """
    code = "".join(text.split())
    if not code:
        return ""
    if not (code.isascii() and code.isdecimal()):
        raise Refused(_("A region code has digits only: “%(code)s”.") % {"code": code})
    if len(code) != LENGTH:
        told = _("A region code has %(length)s digits; “%(code)s” has %(count)s.")
        raise Refused(told % {"length": LENGTH, "code": code, "count": len(code)})
    if code[:2] not in PROVINCES:
        raise Refused(_("No province has a code that begins with %(first)s.") % {"first": code[:2]})
    named = _named(above)
    if named and not code.startswith(above[:named]):
        told = _("It lies in a region whose code begins with %(above)s, so its own code must begin so too.")
        raise Refused(told % {"above": above[:named]})
    return code


def _named(code: str) -> int:
    """How many digits of a code name something; 0 for what is no such code."""
    if len(code) != LENGTH or not code.isdecimal():
        return 0
    return next(length for length in LEVELS if not code[length:].strip("0"))
