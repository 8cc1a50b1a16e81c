"""`python -m lianyi.rules` prints the rules in force on a day, for people to read and to compare."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from lianyi.rules.loader import rule_book, rule_pack_ids
from lianyi.rules.rule import Rule
from lianyi.rules.source import PackError
from lianyi.rules.wording import Bilingual

_HEADINGS = (
    Bilingual("规则", "rule"),
    Bilingual("要求", "asks"),
    Bilingual("说明", "in words"),
    Bilingual("依据", "source"),
    Bilingual("级别", "grade"),
    Bilingual("自", "since"),
    Bilingual("不符合时", "when not met"),
)
_WHEN_NOT_MET = {
    (None, False): Bilingual("（设定）", "(a setting)"),
    ("refuse", False): Bilingual("不能继续", "stops"),
    ("refuse", True): Bilingual("写明理由方可继续", "stops, a reason lets it go on"),
    ("warn", False): Bilingual("提醒", "a hint"),
    ("warn", True): Bilingual("提醒，须写明理由", "a warning, asks for a reason"),
}


def table(rules: Sequence[Rule], language: str) -> Iterator[str]:
    """Yield the lines of a Markdown table of rules in one language."""
    yield _row([heading.within(language) for heading in _HEADINGS])
    yield _row(["---"] * len(_HEADINGS))
    for rule in rules:
        asks = f"{rule.operator or ''} {rule.said_with_unit(language)}".strip()
        when = _WHEN_NOT_MET[rule.severity, rule.overridable].within(language)
        text, source = rule.text.within(language), rule.citation.within(language)
        yield _row([f"`{rule.id}`", asks, text, source, rule.grade.letter, str(rule.effective_from), when])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or on standard error which file cannot be read and why."""
    parser = argparse.ArgumentParser(prog="python -m lianyi.rules", description="Print the rules in force on a day.")
    parser.add_argument("--pack", default="cn-community", help=f"one of {', '.join(rule_pack_ids())}")
    parser.add_argument("--on", type=date.fromisoformat, help="the day, as 2026-11-22; today where not given")
    parser.add_argument("--lang", default="zh", choices=("zh", "en"))
    parser.add_argument("--overlay", type=Path, action="append", default=[], help="a folder of one's own rules")
    options = parser.parse_args(arguments)
    try:
        book = rule_book(options.pack, options.overlay)
    except PackError as error:
        print(error, file=sys.stderr)
        return 1
    for line in table(tuple(book.on(options.on or date.today()).values()), options.lang):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
