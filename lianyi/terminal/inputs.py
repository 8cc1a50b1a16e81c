"""Members and groups from their files."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from lianyi.engines.formation import Group, ProblemArrays
from lianyi.engines.formation.problem import IntArray
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.tables import Table, plain, read

AT_MOST = 20  # faults of one kind that are told
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_MEMBER = {
    "id": ("id", "memberid", "编号", "成员编号", "序号", "工号"),
    "fallback": ("fallback", "保底", "保底小组", "保底志愿"),
    "accept_any": ("acceptany", "是否服从调剂", "服从调剂", "是否服从", "服从分配", "是否服从分配"),
    "refuse_any": ("不服从调剂", "不愿调剂", "不服从"),
    "locked_to": ("lockedto", "锁定", "锁定小组", "指定小组"),
}
_GROUP = {
    "id": ("id", "groupid", "编号", "小组", "小组编号", "支部"),
    "bond": ("bond", "三缘", "类别", "缘"),
    "min": ("min", "minimum", "下限", "最少", "最少人数", "人数下限"),
    "max": ("max", "maximum", "上限", "最多", "最多人数", "人数上限"),
    "open": ("open", "是否成立", "成立"),
}
_YES = {"1", "yes", "y", "true", "t", "是", "服从", "愿意", "接受", "√", "成立", "必须成立", "must"}
_NO = {"0", "no", "n", "false", "f", "否", "不服从", "不愿意", "不接受", "×", "不成立", "never"}


def member_heading(heading: str) -> str | None:
    """Our name for a heading of the members' file."""
    text = plain(heading)
    if found := re.fullmatch(r"(?:wish|choice|志愿)(\d+)|第?([一二三四五六七八九十]|\d+)志愿", text):
        number = found[1] or found[2]
        return f"wish{_DIGITS.get(number) or int(number)}"
    return next((name for name, synonyms in _MEMBER.items() if text in synonyms), None)


def group_heading(heading: str) -> str | None:
    """Our name for a heading of the groups' file."""
    return next((name for name, synonyms in _GROUP.items() if plain(heading) in synonyms), None)


def read_groups(path: Path, chinese: bool) -> tuple[Group, ...]:
    """The proposed groups. Raises FaultsError with every faulty row."""
    table = read(path, group_heading, ("id", "bond", "min", "max"), chinese)
    faults: list[Fault] = []
    ids = _ids(table, "group", faults)
    limits = [_numbers(table, column, faults) for column in ("min", "max")]
    told = _answers(table, "open", faults)
    if faults:
        raise FaultsError(faults)
    bonds = [str(bond).strip() for bond in table.frame["bond"]]
    rows = zip(ids, bonds, *limits, told, strict=True)
    return tuple(Group(name, bond, low, high, opens == 1, opens == 0) for name, bond, low, high, opens in rows)


def read_members(path: Path, groups: tuple[Group, ...], chinese: bool) -> tuple[ProblemArrays, Table]:
    """The members with their lists, as a problem that awaits its options. Raises FaultsError with every faulty row."""
    table = read(path, member_heading, ("id", "wish1"), chinese)
    wishes = sorted((name for name in table.frame if name.startswith("wish")), key=lambda name: int(name[4:]))
    faults: list[Fault] = []
    ids = _ids(table, "member", faults)
    number = {group.id: at for at, group in enumerate(groups)} | {"": -1}
    nobody = np.full(len(ids), -1, dtype=np.int32)
    columns = [_groups(table, name, number, faults) for name in wishes]
    fallback = _groups(table, "fallback", number, faults) if "fallback" in table.frame else nobody
    locked = _groups(table, "locked_to", number, faults) if "locked_to" in table.frame else nobody
    accepts, refuses = _answers(table, "accept_any", faults), _answers(table, "refuse_any", faults)
    if faults:
        raise FaultsError(faults)
    willing = (accepts != 0) & (refuses != 1)
    return ProblemArrays(ids, np.column_stack(columns), fallback, willing, locked, groups), table


def _ids(table: Table, kind: str, faults: list[Fault]) -> list[str]:
    ids = [str(name).strip() for name in table.frame["id"].tolist()]
    index = pd.Index(ids)
    empty = np.flatnonzero(index == "")
    _tell(faults, [Fault("empty_id", {"file": table.file, "row": int(table.rows[at])}) for at in empty])
    if not index.is_unique:
        first: dict[str, int] = {}
        again = []
        for at, name in enumerate(ids):
            if name and first.setdefault(name, at) != at:
                rows = {"row": int(table.rows[at]), "first_row": int(table.rows[first[name]])}
                again.append(Fault(f"duplicate_{kind}", {"file": table.file, kind: name, **rows}))
        _tell(faults, again)
    return ids


def _tell(faults: list[Fault], found: list[Fault]) -> None:
    faults += found[:AT_MOST]
    if len(found) > AT_MOST:
        faults.append(Fault("more_of_the_same", {"count": len(found) - AT_MOST}))


def _translated(
    table: Table, column: str, translate: Callable[[str], int | None], code: str, what: str, faults: list[Fault]
) -> IntArray:
    """A column whose few distinct texts each stand for a number; texts without one are faults."""
    cells = table.frame[column].astype("category").cat
    values = [translate(str(text).strip()) for text in cells.categories]
    if None in values:
        wrong = np.array([value is None for value in values])[cells.codes]
        rows = np.flatnonzero(wrong)
        texts = [str(table.frame[column].iloc[at]).strip() for at in rows]
        heading = table.headings[column]
        params = [{"file": table.file, "row": int(table.rows[at]), "column": heading} for at in rows]
        _tell(faults, [Fault(code, {**one, what: text}) for one, text in zip(params, texts, strict=True)])
    numbers = np.array([-1 if value is None else value for value in values], dtype=np.int32)
    return numbers[cells.codes]


def _groups(table: Table, column: str, number: Mapping[str, int], faults: list[Fault]) -> IntArray:
    return _translated(table, column, number.get, "unknown_group", "group", faults)


def _answers(table: Table, column: str, faults: list[Fault]) -> IntArray:
    """1 yes, 0 no, -1 no answer (or no such column)."""
    if column not in table.frame:
        return np.full(len(table.frame), -1, dtype=np.int32)

    def answer(text: str) -> int | None:
        low = text.lower()
        return -1 if not low else 1 if low in _YES else 0 if low in _NO else None

    return _translated(table, column, answer, "not_yes_or_no", "value", faults)


def _numbers(table: Table, column: str, faults: list[Fault]) -> list[int]:
    def whole(text: str) -> int | None:
        return int(text) if re.fullmatch(r"\d{1,9}", text) else None

    return [int(value) for value in _translated(table, column, whole, "not_a_number", "value", faults)]
