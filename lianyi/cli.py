"""The command ``lianyi``: form groups from files, check a result, count an election, export what is public, measure who
reaches what on foot, and plan where the next points help most. Exit codes:

0  done; the result is optimal, the certificate holds, all seats are filled, or the file is written
1  ``verify``: the result or its certificate does not hold
2  the call or the input cannot be used; every fault is told on standard error
3  ``form``: a placement was written, but optimality is proven only up to the gap in the summary
   ``count``: seats are left open: no quorum, a void round, a tie or too few elected; the summary says which
   ``reach``: the result was written, but rows of the input were left out (``--leave-out``); the summary says which
   ``site``: the sites were written, but optimality is proven only up to the gap in the summary, or rows were left out
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lianyi.terminal.reach_options import add_reach, add_site

POLICIES = ("rank-maximal", "least-total-rank", "fairest")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    chosen = _parser().parse_args(arguments)
    chinese = _chinese(chosen.language)
    from lianyi.terminal.faults import FaultsError  # the engines load only once the call makes sense

    try:
        run = {"form": _form, "verify": _verify, "count": _count, "export": _export, "reach": _reach, "site": _site}
        return run[chosen.command](chosen, chinese)
    except FaultsError as error:
        _tell(error.faults, chinese)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lianyi",
        description="Form groups from what everybody wishes, count elections, export what is public, "
        "and measure and plan what is within a walk.",
        epilog="exit codes:\n" + (__doc__ or "").partition("codes:")[2].strip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="{form,verify,count,export,reach,site}")
    form = commands.add_parser("form", help="decide which groups open and place everybody")
    form.add_argument("members", type=Path, help="id, wish1..wishK, fallback, accept_any [, locked_to]; .csv or .xlsx")
    form.add_argument("groups", type=Path, help="id, bond, min, max [, open]; .csv or .xlsx")
    form.add_argument("-o", "--output", type=Path, required=True, help="the result: id, group, choice, reason")
    form.add_argument("--policy", choices=POLICIES, default=POLICIES[0])
    form.add_argument("--seed", default="1", help="what ties are drawn with; publish it beforehand")
    form.add_argument("--open", default="", help="how many groups of a bond open, as interest=9,trade=4")
    form.add_argument("--time-limit", type=float, help="seconds for the open/close decisions")
    form.add_argument("--previous", type=Path, help="an earlier result, to be changed as little as possible")
    form.add_argument(
        "--keep", choices=("first", "last"), default="first", help="few changes before or after the policy"
    )
    verify = commands.add_parser("verify", help="check a result and its certificate from the files")
    verify.add_argument("result", type=Path)
    verify.add_argument("--members", type=Path, help="if the file is not where it was")
    verify.add_argument("--groups", type=Path, help="if the file is not where it was")
    count = commands.add_parser("count", help="count the ballots of an election once more")
    count.add_argument("ballots", type=Path, help="one row a ballot, names separated by “;”, - if blank; .csv or .xlsx")
    count.add_argument("--pack", default="cn-community", help="whose rules hold, as cn-party")
    count.add_argument(
        "--on", default=str(date.today()), help="the day of the election, as 2026-11-22; today otherwise"
    )
    count.add_argument("--expected", type=int, required=True, help="voters who should come")
    count.add_argument("--present", type=int, required=True, help="voters who came")
    count.add_argument("--seats", type=int, required=True)
    count.add_argument("--issued", type=int, help="ballots handed out; as many as present otherwise")
    count.add_argument("--returned", type=int, help="ballots that came back; the rows of the file otherwise")
    count.add_argument(
        "--basis", choices=("present", "expected"), help="what a majority is of, if not as the rules say"
    )
    count.add_argument("--run-off", action="store_true", help="a second vote among those tied")
    count.add_argument("--eligible", type=Path, help="the names that can be elected; .csv or .xlsx; anybody otherwise")
    export = commands.add_parser("export", help="write what is public of a site as one file for other programs")
    export.add_argument("form", choices=("popolo", "hsds"), help="bodies and posts, or services and where they are")
    export.add_argument("-o", "--output", type=Path, required=True, help="the .json file")
    export.add_argument("--data", type=Path, help="the folder of the site's data; LIANYI_DATA otherwise")
    export.add_argument("--on", help="the day, as 2026-11-22; today otherwise")
    reach, site = add_reach(commands), add_site(commands)
    for command in (form, verify, count, export, reach, site):
        command.add_argument("--language", choices=("en", "zh"), help="of messages and reasons; LANG otherwise")
    return parser


def _chinese(language: str | None) -> bool:
    spoken = language or next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return spoken.startswith("zh")


def _form(chosen: argparse.Namespace, chinese: bool) -> int:
    from lianyi.engines.formation import Policy
    from lianyi.terminal.form import Options, form, parse_open

    options = Options(Policy(chosen.policy), chosen.seed, parse_open(chosen.open), chosen.previous, chosen.keep)
    summary, warnings = form(chosen.members, chosen.groups, chosen.output, options, chosen.time_limit, chinese)
    _tell(warnings, chinese)
    _print(summary)
    return 0 if summary["status"] == "optimal" else 3


def _verify(chosen: argparse.Namespace, chinese: bool) -> int:
    from lianyi.terminal.faults import Fault
    from lianyi.terminal.verify import check_files

    summary, failures = check_files(chosen.result, chosen.members, chosen.groups, chinese)
    _tell([Fault("not_proven", {"detail": failure}) for failure in failures], chinese)
    _print(summary)
    return 1 if failures else 0


def _count(chosen: argparse.Namespace, chinese: bool) -> int:
    from lianyi.terminal.count import Asked, count

    summary = count(chosen.ballots, Asked(**_those(chosen, Asked)), chinese)
    _print(summary)
    return 0 if summary["state"] == "complete" else 3


def _export(chosen: argparse.Namespace, chinese: bool) -> int:
    from lianyi.terminal.export import export

    _print(export(chosen.form, chosen.output, chosen.data, chosen.on))
    return 0


def _reach(chosen: argparse.Namespace, chinese: bool) -> int:
    from lianyi.terminal.reach import Options, reach

    options = Options(**_those(chosen, Options))
    files = (chosen.homes, chosen.points, chosen.output)
    summary, warnings = reach(*files, _ask(chosen), options, datetime.now(), chinese)
    _tell(warnings, chinese)
    _print(summary)
    return 3 if summary["rows_left_out"] else 0


def _site(chosen: argparse.Namespace, chinese: bool) -> int:
    from lianyi.terminal.site import Options, site

    options = Options(**_those(chosen, Options))
    summary, warnings = site(chosen.homes, chosen.candidates, chosen.output, _ask(chosen), options, chinese)
    _tell(warnings, chinese)
    _print(summary)
    return 3 if summary["rows_left_out"] or not summary["proven"] else 0


def _ask(chosen: argparse.Namespace) -> Any:
    from lianyi.terminal.reach_inputs import Ask

    return Ask(**_those(chosen, Ask))


def _those(chosen: argparse.Namespace, options: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(chosen).items() if name in options.__dataclass_fields__}


def _print(summary: Mapping[str, Any]) -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps(summary, ensure_ascii=False, indent=2))


def _tell(faults: Iterable[Any], chinese: bool) -> None:
    from lianyi.terminal.texts import FAULTS, say

    for fault in faults:
        print(say(FAULTS, fault.code, chinese, fault.params), file=sys.stderr)
