"""Unified social credit codes (统一社会信用代码, GB 32100-2015): checked, and what is wrong said in words."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from lianyi.scope import Refused

Fault = Literal["length", "check", "form"]


def compact_code(text: str) -> str:
    """A code without spaces and hyphens, in capitals; "" for none."""
    return uscc.compact(text)


def fault_of(code: str) -> Fault | None:
    """What is wrong with a compact code: how long it is, its last character, or what it is made of. None: nothing."""
    try:
        uscc.validate(code)
    except InvalidLength:
        return "length"
    except InvalidChecksum:
        return "check"
    except ValidationError:
        return "form"
    return None


def checked_code(text: str) -> str:
    """The code as it is stored: 18 capital letters and digits; "" for none. Raises Refused with what is wrong."""
    code = compact_code(text)
    if not code:
        return ""
    match fault_of(code):
        case None:
            return code
        case "length":
            told = _("A unified social credit code has 18 characters; “%(code)s” has %(count)s.")
        case "check":
            told = _("The last character of “%(code)s” does not fit the others: one of them was mistyped.")
        case "form":
            told = _(
                "“%(code)s” is no unified social credit code: eight digits, then digits and capitals without I, O, S, "
                "V, Z."
            )
    raise Refused(told % {"code": code, "count": len(code)})
