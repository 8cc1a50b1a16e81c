"""What the command line says, in English and Chinese."""

from collections.abc import Mapping
from typing import Any

from lianyi.engines.formation import Level, Why
from lianyi.terminal.count_texts import COUNT_FAULTS
from lianyi.terminal.reach_texts import STREET_FAULTS

Texts = Mapping[str, tuple[str, str]]

FAULTS: Texts = {
    "unreadable": ("{file}: {detail}", "{file}:{detail}"),
    "no_file": ("{file}: there is no such file.", "{file}:没有这个文件。"),
    "not_text": ("{file}: neither UTF-8 nor GB18030 text.", "{file}:既不是 UTF-8 也不是 GB18030 编码的文本。"),
    "no_headings": (
        "{file}: no heading row was found. Needed: {needed}.",
        "{file}:找不到表头行。需要这些列:{needed}。",
    ),
    "missing_columns": ("{file}: columns are missing: {columns}.", "{file}:缺少这些列:{columns}。"),
    "bad_row": ("{file}: {detail}", "{file}:{detail}"),
    "empty_id": ("{file}, row {row}: the id is empty.", "{file} 第 {row} 行:编号为空。"),
    "not_a_number": (
        "{file}, row {row}: “{value}” in column {column} is not a whole number.",
        "{file} 第 {row} 行:“{column}”列的“{value}”不是整数。",
    ),
    "not_yes_or_no": (
        "{file}, row {row}: “{value}” in column {column} is neither yes nor no.",
        "{file} 第 {row} 行:“{column}”列的“{value}”既不是“是”也不是“否”。",
    ),
    "duplicate_member": (
        "{file}, row {row}: id “{member}” is already in row {first_row}.",
        "{file} 第 {row} 行:编号“{member}”与第 {first_row} 行重复。",
    ),
    "duplicate_group": (
        "{file}, row {row}: group “{group}” is already in row {first_row}.",
        "{file} 第 {row} 行:小组“{group}”与第 {first_row} 行重复。",
    ),
    "unknown_group": (
        "{file}, row {row}: “{group}” in column {column} is not one of the proposed groups.",
        "{file} 第 {row} 行:“{column}”列的“{group}”不在拟建小组中。",
    ),
    "repeated_wish": (
        "{file}, row {row}: “{group}” in {column} was named before; the earlier wish counts.",
        "{file} 第 {row} 行:{column} 的“{group}”前面已填,以靠前的志愿为准。",
    ),
    "more_of_the_same": ("... and {count} more of this kind.", "……同类问题还有 {count} 处。"),
    "bad_open": (
        "--open {value}: write bond=number, separated by commas.",
        "--open {value}:请写成“类别=数目”,以逗号分隔。",
    ),
    "bad_output": ("-o {file}: the result is a .csv or .xlsx file.", "-o {file}:结果须为 .csv 或 .xlsx 文件。"),
    "no_members": ("There are no members.", "没有成员。"),
    "no_groups": ("There are no groups.", "没有小组。"),
    "no_wishes_at_all": ("Nobody has named a single group.", "没有任何成员填写志愿。"),
    "limits_not_positive": (
        "Group {group}: limits {minimum} to {maximum} make no sense.",
        "小组 {group}:人数限制 {minimum} 至 {maximum} 不合理。",
    ),
    "minimum_above_maximum": (
        "Group {group}: the minimum {minimum} is above the maximum {maximum}.",
        "小组 {group}:下限 {minimum} 大于上限 {maximum}。",
    ),
    "must_open_and_close": (
        "Group {group} cannot both open and stay closed.",
        "小组 {group} 不能既要求成立又要求不成立。",
    ),
    "frozen_without_previous": (
        "Group {group} is frozen, but no previous result was given.",
        "小组 {group} 要求保持不变,但没有给出上一次的结果。",
    ),
    "open_count_negative": ("--open {bond}={wanted}: less than none.", "--open {bond}={wanted}:数目为负。"),
    "unknown_bond": (
        "--open {bond}={wanted}: no proposed group has this bond.",
        "--open {bond}={wanted}:没有拟建小组属于“{bond}”。",
    ),
    "too_few_proposed": (
        "--open {bond}={wanted}: only {proposed} groups are proposed ({closed} of them must stay closed).",
        "--open {bond}={wanted}:只有 {proposed} 个拟建小组(其中 {closed} 个要求不成立)。",
    ),
    "too_many_must_open": (
        "--open {bond}={wanted}: {must_open} groups of it must open.",
        "--open {bond}={wanted}:要求成立的已有 {must_open} 个。",
    ),
    "locks_open_too_many": (
        "--open {bond}={wanted}: locks and orders keep {needed} of its groups open.",
        "--open {bond}={wanted}:因锁定或指定必须成立的已有 {needed} 个。",
    ),
    "locked_into_closed": (
        "Group {group} must stay closed, but {locked} members are locked to it.",
        "小组 {group} 要求不成立,但有 {locked} 名成员锁定在其中。",
    ),
    "locked_above_maximum": (
        "Group {group}: {locked} members are locked to it, {maximum} may be in it.",
        "小组 {group}:锁定了 {locked} 人,上限是 {maximum} 人。",
    ),
    "lock_against_frozen": (
        "{member}: the lock contradicts that group {group} is frozen.",
        "{member}:锁定与小组 {group} 保持不变相矛盾。",
    ),
    "frozen_empty_must_open": (
        "Group {group} is frozen without members, but must open.",
        "小组 {group} 保持不变且没有成员,却要求成立。",
    ),
    "frozen_outside_limits": (
        "Group {group} keeps its {locked} members, outside {minimum} to {maximum}.",
        "小组 {group} 保持 {locked} 人,不在 {minimum} 至 {maximum} 之内。",
    ),
    "member_accepts_nothing": (
        "{file}, row {row}: {member} names no group and accepts no other.",
        "{file} 第 {row} 行:{member} 没有填志愿,也不服从调剂。",
    ),
    "more_minimum_places_than_members": (
        "The groups that must open need {places} members at least; there are {members}.",
        "必须成立的小组至少需要 {places} 人,而成员只有 {members} 人。",
    ),
    "fewer_members_than_any_minimum": (
        "{members} members are fewer than any group needs (at least {minimum}): no group can open.",
        "成员只有 {members} 人,少于任何小组的下限(至少 {minimum} 人):没有小组能成立。",
    ),
    "too_few_places": (
        "The groups have {places} places for {members} members; somebody will be left without a group.",
        "各小组共 {places} 个名额,成员 {members} 人;会有人无组可入。",
    ),
    "no_opening_fits": (
        "No choice of groups meets the prescribed numbers and the minimum sizes with these wishes.",
        "按这些志愿,没有哪种组合能同时满足规定的小组数目和人数下限。",
    ),
    "no_certificate": ("{file}: its certificate {certificate} is missing.", "{file}:缺少证书文件 {certificate}。"),
    "bad_certificate": ("{file} is not a certificate of this program.", "{file} 不是本程序的证书文件。"),
    "changed_file": (
        "{file} is not the file the result was made from (its SHA-256 differs).",
        "{file} 已不是生成结果时的文件(SHA-256 不符)。",
    ),
    "unknown_member": ("{file}, row {row}: “{member}” is not a member.", "{file} 第 {row} 行:“{member}”不是成员。"),
    "not_proven": ("The certificate does not hold: {detail}", "证书不成立:{detail}"),
    "which_site": (
        "Name the folder of the site's data with --data, as for the server.",
        "请用 --data 指定站点的数据文件夹,与启动服务时相同。",
    ),
    "no_site": ("{folder}: there is no site's data in it.", "{folder}:其中没有站点数据。"),
    "no_tables": ("The site's database cannot be read: {detail}", "无法读取站点数据库:{detail}"),
    "unwritable": ("{file} cannot be written: {detail}", "{file}:无法写入,{detail}"),
    **COUNT_FAULTS,
    **STREET_FAULTS,
}

REASONS: Texts = {
    Why.FULL: (
        "{group}: full, {size} of {maximum}, all of whom had ranked it at least as high",
        "{group}:已满({size}/{maximum}),组内成员把它排得同样靠前或更靠前",
    ),
    Why.WOULD_COST: (
        "{group}: full, {size} of {maximum}; a place here would have meant a worse outcome for others together",
        "{group}:已满({size}/{maximum}),让出名额会使其他人总体更差",
    ),
    Why.TIE_DRAW: (
        "{group}: equally good either way, decided by the published draw",
        "{group}:两种安排同样好,由公开的抽签决定",
    ),
    Why.HOLDS_MINIMUM: (
        "{group}: your own group would fall below its minimum without you",
        "{group}:若调走,现小组将低于人数下限",
    ),
    Why.KEEPS_PREVIOUS: (
        "{group}: it would have changed more places than necessary",
        "{group}:会使更多人变动",
    ),
    Why.NOT_ENOUGH: (
        "{group}: did not open, {named} named it, {minimum} are needed",
        "{group}:未成立,{named} 人填报,需 {minimum} 人",
    ),
    Why.BOND_LIMIT: (
        "{group}: did not open, only {wanted} groups of “{bond}” do",
        "{group}:未成立,“{bond}”类只成立 {wanted} 个",
    ),
    Why.CLOSED_FOR_THE_WHOLE: (
        "{group}: did not open, the outcome for all together is better without it",
        "{group}:未成立,不成立时总体结果更好",
    ),
    Why.CLOSED_BY_ORGANISER: ("{group}: the organiser kept it closed", "{group}:组织者决定不成立"),
    Why.FROZEN: ("{group}: nobody joins it in this round", "{group}:本轮保持不变,不再进人"),
    Why.LOCKED: ("{group}: you are locked to your group", "{group}:已锁定在现小组"),
    Why.WOULD_IMPROVE: (
        "{group}: not ruled out; this result is not proven best",
        "{group}:未被排除,此结果尚未证明最优",
    ),
}

UNPLACED: Texts = {
    "names_no_group": ("named no group", "没有填志愿"),
    "all_closed": ("none of the named groups opened", "所填小组都未成立"),
    "all_full": ("the named groups are full", "所填小组都已满"),
    "no_places": ("all groups are full", "各小组都已满"),
    "accept_any": ("would be placed by accepting any group", "若服从调剂即可安排"),
    "add_wish": ("would be placed by adding {group}", "若增填 {group} 即可安排"),
    "one_more_place": ("would be placed with one more place in {group}", "若 {group} 增加一个名额即可安排"),
    "open_more": ("more places are needed", "需要增加名额"),
}


def say(texts: Texts, code: str, chinese: bool, params: Mapping[str, Any]) -> str:
    """One sentence."""
    return texts[code][chinese].format_map(params)


def choice_text(level: int, chinese: bool) -> str:
    if level == Level.FALLBACK:
        return "保底小组" if chinese else "fallback group"
    if level == Level.ANY:
        return "服从调剂" if chinese else "a group not named"
    return f"第 {level} 志愿" if chinese else f"choice {level}"
