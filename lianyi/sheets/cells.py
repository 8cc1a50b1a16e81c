"""One cell of each kind: from what stood in the file to a value, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import NamedTuple

from lianyi.sheets.columns import Column
from lianyi.sheets.date_cells import MonthStyle, parse_date
from lianyi.sheets.dates import PartialDate
from lianyi.sheets.phones import parse_phone
from lianyi.sheets.problems import Issue
from lianyi.sheets.sheet import Cell
from lianyi.sheets.texts import MOBILE, clean_text, has_id_number, match_key, squeeze

Value = str | int | bool | PartialDate | None
# From here on a floating-point number no longer holds every digit that was typed.
EXACT_BELOW = 1e15

_YES = frozenset("是有对已要√✓✔☑y1t") | {"yes", "true", "服从", "同意", "愿意", "可以", "接受", "服从调剂", "同意调剂"}
_NO = frozenset("否无不未×✗✘☒n0f") | {"no", "false", "不是", "没有"}
_NO |= {"不" + word for word in _YES if len(word) > 1}
_NOTHING = frozenset(("-", "--", "—", "——", "/", "\\", "无", "不详", "未知", "暂无", "n/a", "none", "nil"))
# As Excel writes it, with the sign: a flat 3E05 is no number.
_SCIENTIFIC = re.compile(r"-?\d(?:\.\d+)?[eE]\+\d{2,3}")
_WHOLE = re.compile(r"([+-]?\d{1,18})(?:\.0+)?(?:[人名个户位])?")
_CJK_SPACE = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff·]) +(?=[\u3400-\u9fff\U00020000-\U0003ffff·])")
_ASKS_EXCEL = re.compile(r"=|[+\-@].*[(|!]", re.DOTALL)


class Parsed(NamedTuple):
    value: Value
    issues: tuple[Issue, ...] = ()

    @property
    def is_bad(self) -> bool:
        return any(issue.severity == "error" for issue in self.issues)


@dataclass(frozen=True)
class Circumstances:
    """What a cell cannot know by itself: the day of the import, and how the file and the column write dates."""

    today: date
    is_text_file: bool = False
    date1904: bool = False
    months: MonthStyle | None = None


def parse_cell(raw: Cell, column: Column, about: Circumstances) -> Parsed:
    """The value of a cell of this column; None with an error when it cannot be kept, None alone when it is empty."""
    return _PARSERS[column.kind](raw, column, about)


def is_nothing(text: str) -> bool:
    """Whether people write this to say that there is nothing to write (无, —, 不详)."""
    return text.strip().casefold() in _NOTHING


def _bad(code: Issue) -> Parsed:
    return Parsed(None, (code,))


def _plain(raw: Cell) -> Parsed:
    """Any cell as text, the way the sheet shows it; long numbers only as far as their digits are still there."""
    if isinstance(raw, str):
        text, had_controls = clean_text(raw)
        return Parsed(text or None, (Issue("control_characters", "warning"),) if had_controls else ())
    if isinstance(raw, bool):
        return Parsed("TRUE" if raw else "FALSE")
    if isinstance(raw, int | float):
        if abs(raw) >= EXACT_BELOW:
            return _bad(Issue("digits_lost"))
        return Parsed(str(int(raw)) if float(raw).is_integer() else repr(raw))
    if isinstance(raw, time):
        return Parsed(raw.strftime("%H:%M"))
    return Parsed(str(raw))


def _text(raw: Cell, column: Column, _: Circumstances) -> Parsed:
    plain = _plain(raw)
    text = plain.value
    if not isinstance(text, str):
        return plain
    if len(text) > column.max_length:
        return _bad(Issue("text_too_long", params={"length": len(text), "limit": column.max_length}))
    if has_id_number(text):
        return _bad(Issue("id_number_in_text"))
    if _ASKS_EXCEL.match(text):
        return Parsed(text, (*plain.issues, Issue("formula_like_text", "warning")))
    return plain


def _identifier(raw: Cell, column: Column, about: Circumstances) -> Parsed:
    if isinstance(raw, date | time | timedelta):
        # Excel makes 3 March of the house number 3-3; which of the two it was can no longer be known.
        return _bad(Issue("turned_into_date"))
    parsed = _text(raw, column, about)
    if not isinstance(parsed.value, str):
        return parsed
    text = " ".join(parsed.value.split())
    if _SCIENTIFIC.fullmatch(text):
        return _bad(Issue("digits_lost"))
    return Parsed(re.sub(r"(?<=\d)\.0+$", "", text) if text.count(".") == 1 else text, parsed.issues)


def _name(raw: Cell, column: Column, about: Circumstances) -> Parsed:
    plain = _plain(raw)
    text = plain.value
    if isinstance(text, str) and has_id_number(text.replace(" ", "")):
        return _bad(Issue("id_number_in_name"))
    if isinstance(text, str) and MOBILE.search(text.replace(" ", "").replace("-", "")):
        return _bad(Issue("phone_in_name"))
    if not isinstance(raw, str):
        return _bad(Issue("not_a_name"))
    parsed = _text(raw, column, about)
    if not isinstance(parsed.value, str):
        return parsed
    name = _CJK_SPACE.sub("", re.sub(r"[•・∙]", "·", " ".join(parsed.value.split())))
    if not any(character.isalpha() for character in name):
        return _bad(Issue("not_a_name"))
    return Parsed(name, parsed.issues)


def _phone(raw: Cell, column: Column, _: Circumstances) -> Parsed:
    """Somebody can be taken without a telephone, so a number that cannot be read is told and left out."""
    number = _number_in(raw)
    return Parsed(number.value, tuple(replace(issue, severity="warning") for issue in number.issues))


def _number_in(raw: Cell) -> Parsed:
    plain = _plain(raw)
    if not isinstance(plain.value, str):
        return plain
    if is_nothing(plain.value):
        return Parsed(None)
    if _SCIENTIFIC.fullmatch(plain.value):
        return _bad(Issue("digits_lost"))
    number, others = parse_phone(plain.value) if isinstance(raw, str | int | float) else (None, [])
    if number is None:
        return _bad(Issue("not_a_phone"))
    extra = (Issue("several_phones", "warning", {"kept": number, "left_out": others}),) if others else ()
    return Parsed(number, (*plain.issues, *extra))


def _integer(raw: Cell, column: Column, _: Circumstances) -> Parsed:
    plain = _plain(raw)
    if not isinstance(plain.value, str):
        return plain
    if is_nothing(plain.value):
        return Parsed(None)
    hit = _WHOLE.fullmatch(squeeze(plain.value).replace(",", ""))
    if isinstance(raw, bool | date | time | timedelta) or hit is None:
        return _bad(Issue("not_an_integer"))
    number = int(hit[1])
    if column.minimum is not None and number < column.minimum:
        return _bad(Issue("number_too_small", params={"limit": column.minimum}))
    if column.maximum is not None and number > column.maximum:
        return _bad(Issue("number_too_large", params={"limit": column.maximum}))
    return Parsed(number, plain.issues)


def _yes_no(raw: Cell, column: Column, _: Circumstances) -> Parsed:
    if isinstance(raw, bool):
        return Parsed(raw)
    plain = _plain(raw)
    if not isinstance(plain.value, str):
        return plain
    word = match_key(plain.value).strip(".。!")
    if word in _YES or word in _NO:
        return Parsed(word in _YES, plain.issues)
    return Parsed(None) if is_nothing(plain.value) else _bad(Issue("not_yes_no"))


def _choice(raw: Cell, column: Column, about: Circumstances) -> Parsed:
    parsed = _text(raw, column, about)
    if not isinstance(parsed.value, str):
        return parsed
    if key := column.choice_keys.get(match_key(parsed.value)):
        return Parsed(key, parsed.issues)
    if column.other_choices:
        return parsed
    allowed = {"choices_zh": [choice.label_zh for choice in column.choices],
               "choices_en": [choice.label_en for choice in column.choices]}  # fmt: skip
    return _bad(Issue("unknown_choice", params=dict(allowed)))


def _date(raw: Cell, column: Column, about: Circumstances) -> Parsed:
    if isinstance(raw, str):
        text, _ = clean_text(raw)
        if not text or is_nothing(text):
            return Parsed(None)
        raw = text
    found, issues = parse_date(
        raw,
        today=about.today,
        is_text_file=about.is_text_file,
        date1904=about.date1904,
        months=about.months,
        may_be_future=column.may_be_future,
    )
    return Parsed(found, issues)


_PARSERS: dict[str, Callable[[Cell, Column, Circumstances], Parsed]] = {
    "text": _text,
    "name": _name,
    "identifier": _identifier,
    "phone": _phone,
    "integer": _integer,
    "yes_no": _yes_no,
    "choice": _choice,
    "date": _date,
}
