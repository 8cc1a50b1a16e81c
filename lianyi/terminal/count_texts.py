"""What ``lianyi count`` says, in English and Chinese."""

from collections.abc import Mapping

COUNT_FAULTS: Mapping[str, tuple[str, str]] = {
    "several_fields": (
        "{file}, row {row}: the names of a ballot stand in one field, separated by “;”.",
        "{file} 第 {row} 行：一张选票的姓名写在同一格内，以“;”分隔。",
    ),
    "bad_quotes": (
        "{file}, line {row} or before: a quotation mark is not closed where its field ends.",
        "{file} 第 {row} 行或之前：引号没有在该格末尾闭合。",
    ),
    "unknown_column": (
        "{file}: “{column}” is not a column of ballots (ballot, invalid, no).",
        "{file}：选票表中没有“{column}”这一列（可用：选票、废票原因、序号）。",
    ),
    "no_names": ("{file}: there is no name in it.", "{file}：其中没有姓名。"),
    "unknown_pack": (
        "--pack {pack}: there is no such pack. There are: {packs}.",
        "--pack {pack}：没有这个包。可用：{packs}。",
    ),
    "bad_day": ("--on {day}: write a day as 2026-11-22.", "--on {day}：日期请写成 2026-11-22。"),
    "no_rule_that_day": (
        "--on {day}: the rule {rule} was not in force that day.",
        "--on {day}：规则 {rule} 当日尚未施行。",
    ),
    "negative_expected": ("{expected} voters expected: less than none.", "应到会 {expected} 人：数目为负。"),
    "negative_present": ("{present} voters present: less than none.", "实到会 {present} 人：数目为负。"),
    "negative_issued": ("{issued} ballots issued: less than none.", "发出选票 {issued} 张：数目为负。"),
    "negative_returned": ("{returned} ballots returned: less than none.", "收回选票 {returned} 张：数目为负。"),
    "nobody_expected": ("Nobody is expected to vote.", "应到会人数为零。"),
    "no_seats": ("{seats} seats: there is nothing to elect.", "应选 {seats} 人：没有可选的名额。"),
    "more_present_than_expected": (
        "{present} voters are present, but only {expected} are expected.",
        "实到会 {present} 人，多于应到会 {expected} 人。",
    ),
    "more_issued_than_present": (
        "{issued} ballots were issued, but only {present} voters are present.",
        "发出选票 {issued} 张，多于实到会 {present} 人。",
    ),
    "ballots_do_not_add_up": (
        "{valid} valid and {invalid} invalid ballots are in the file, but {returned} were returned.",
        "文件中有效票 {valid} 张、无效票 {invalid} 张，与收回的 {returned} 张不符。",
    ),
}

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "complete": ("All {seats} seats are filled.", "应选 {seats} 人，全部选出。"),
    "no_quorum": (
        "{present} of {expected} voters are present, {needed} are needed: the meeting cannot open.",
        "应到会 {expected} 人，实到会 {present} 人，须到 {needed} 人：会议不能召开。",
    ),
    "more_returned_than_issued": (
        "{returned} ballots came back, {issued} were issued: the round is void and held anew.",
        "收回选票 {returned} 张，多于发出的 {issued} 张：选举无效，重新选举。",
    ),
    "more_returned_than_present": (
        "{returned} ballots came back, {present} voters are present: the round is void and held anew.",
        "收回选票 {returned} 张，多于实到会 {present} 人：选举无效，重新选举。",
    ),
    "tie_at_last_seat": (
        "{tied} people with {votes} votes each are equal for the last seats ({seats}).",
        "{tied} 人各得 {votes} 票，不能确定最后 {seats} 个名额的当选人。",
    ),
    "too_few_elected": (
        "{elected} of {seats} seats are filled; {needed} votes were needed.",
        "应选 {seats} 人，当选 {elected} 人；当选须得 {needed} 票。",
    ),
    "too_few_named": (
        "{elected} of {seats} seats are filled; no more names have a vote.",
        "应选 {seats} 人，当选 {elected} 人；再无得票的人。",
    ),
}

INVALID: Mapping[str, tuple[str, str]] = {
    "too_many_names": ("more names than seats", "所选人数多于应选人数"),
}
