"""Unified social credit codes (统一社会信用代码, GB 32100-2015): checked, and what is wrong said in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from lianyi.scope import Refused


def checked_code(text: str) -> str:
    """The code as it is stored: 18 capital letters and digits; "" for none. Raises Refused with what is wrong."""
    if not text.strip():
        return ""
    compact = uscc.compact(text)
    try:
        return uscc.validate(compact)
    except InvalidLength as fault:
        told = _("A unified social credit code has 18 characters; “%(code)s” has %(count)s.")
        raise Refused(told % {"code": compact, "count": len(compact)}) from fault
    except InvalidChecksum as fault:
        told = _("The last character of “%(code)s” does not fit the others: one of them was mistyped.")
        raise Refused(told % {"code": compact}) from fault
    except ValidationError as fault:
        told = _(
            "“%(code)s” is no unified social credit code: eight digits, then digits and capitals without I, O, S, V, Z."
        )
        raise Refused(told % {"code": compact}) from fault
