"""The offices of a group as forms write them, and as an export writes them."""

from __future__ import annotations

from collections.abc import Callable

from lianyi.packs.pack import Pack
from lianyi.sheets.texts import match_key

NO_POST = ""
TERMS = {"lead": "lead", "deputy": "deputy_lead", "committee": "committee_member"}
_USUAL = {
    "lead": ("书记", "支部书记", "党支部书记", "组长", "召集人", "负责人", "队长", "会长", "lead"),
    "deputy": ("副书记", "支部副书记", "党支部副书记", "副组长", "副召集人", "副队长", "副会长", "deputy"),
    "committee": ("委员", "理事", "committee"),
    NO_POST: ("无", "-", "—", "普通党员", "党员", "成员", "组员", "会员", "none", "member"),
}


def post_reader(pack: Pack) -> Callable[[str], str | None]:
    """A function from what a form says to a kind of post; `NO_POST` when it says that there is none, None: unknown."""
    words = {match_key(text): kind for kind, texts in _USUAL.items() for text in texts}
    words[match_key(pack.term("secretary_post", "zh"))] = "lead"
    words |= {match_key(pack.term(term, language)): kind for kind, term in TERMS.items() for language in ("zh", "en")}

    def read(text: str) -> str | None:
        key = match_key(text)
        # 组织委员, 宣传委员, 纪检委员: which of them is the committee's own affair.
        return words.get(key, "committee" if key.endswith("委员") else None)

    return read


def post_name(kind: str, pack: Pack, language: str) -> str:
    return pack.term(TERMS[kind], language) if kind in TERMS else kind
