"""Which version of a rule holds: by day, by layer, and under an office's own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianyi.rules import PackError, UnknownRuleError, rule_book
from lianyi.rules.tests.conftest import SOURCE, rule_yaml

Write = Callable[..., Path]
ID = "groups.minimum_members"


@pytest.fixture
def two_versions(write: Write) -> Path:
    write("town/groups@2020-01-01.yaml", rule_yaml(value=3))
    return write("town/groups@2026-01-01.yaml", rule_yaml(value=4))


def test_the_later_date_prevails_from_its_first_day(two_versions: Path) -> None:
    book = rule_book("town", packs=two_versions)
    assert book.on(date(2025, 12, 31))[ID].number == 3
    assert book.on(date(2026, 1, 1))[ID].number == 4


def test_an_open_version_ends_on_the_eve_of_its_successor(two_versions: Path) -> None:
    first, second = rule_book("town", packs=two_versions).history(ID)
    assert (first.effective_to, second.effective_to) == (date(2025, 12, 31), None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_on_any_day_exactly_the_versions_whose_time_it_is(two_versions: Path, day: date) -> None:
    book = rule_book("town", packs=two_versions)
    in_force = [rule for rule in book.history(ID) if rule.is_in_force(day)]
    assert len(in_force) == (day >= date(2020, 1, 1))
    assert list(book.on(day).values()) == in_force


def test_before_the_first_version_the_rule_is_unknown(two_versions: Path) -> None:
    with pytest.raises(UnknownRuleError, match=r"groups\.minimum_members.*town.*2019-12-31"):
        rule_book("town", packs=two_versions).on(date(2019, 12, 31))[ID]


def test_a_rule_with_an_end_lapses(write: Write) -> None:
    packs = write("town/groups@2020-01-01.yaml", rule_yaml(), head=SOURCE + "effective_to: 2025-12-31\n")
    assert ID not in rule_book("town", packs=packs).on(date(2026, 1, 1))


@pytest.fixture
def branch(write: Write) -> Path:
    packs = write("town/groups@2020-01-01.yaml", rule_yaml(value=3), rule_yaml("groups.other", 9))
    write("branch/groups@2018-10-28.yaml", rule_yaml(value=5, overridable="false"))
    manifest = "title: {zh: 支部, en: Branch}\nextends: town\n"
    (packs / "branch" / "pack.yaml").write_text(manifest, encoding="utf-8")
    return packs


def test_a_pack_prevails_over_its_parent_even_when_older(branch: Path) -> None:
    in_force = rule_book("branch", packs=branch).on(date(2026, 1, 1))
    assert (in_force[ID].number, in_force[ID].layer) == (5, "branch")
    assert (in_force["groups.other"].number, in_force["groups.other"].layer) == (9, "town")


def overlay(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "groups@2021-05-01.yaml").write_text(SOURCE + "rules:\n" + text, encoding="utf-8")
    return folder


def test_an_office_restates_a_rule_from_its_own_day(two_versions: Path, tmp_path: Path) -> None:
    own = overlay(tmp_path, rule_yaml(value=6))
    book = rule_book("town", [own], packs=two_versions)
    assert [book.on(date(year, 6, 1))[ID].number for year in (2020, 2022, 2027)] == [3, 6, 6]
    assert book.on(date(2022, 6, 1))[ID].layer == "local"
    assert rule_book("town", packs=two_versions).on(date(2022, 6, 1))[ID].number == 3


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (rule_yaml("groups.minimum_membres"), "has no such rule to restate"),
        (rule_yaml(value=6, overridable="true"), "is binding in branch/groups@2018-10-28.yaml"),
        (rule_yaml(value=6, overridable="false", severity="warn"), "is binding in"),
    ],
)
def test_an_office_can_neither_misspell_nor_soften_a_binding_rule(
    branch: Path, tmp_path: Path, text: str, complaint: str
) -> None:
    own = overlay(tmp_path, text)
    with pytest.raises(PackError, match=r"^local/groups@2021-05-01\.yaml") as caught:
        rule_book("branch", [own], packs=branch)
    assert complaint in str(caught.value)


def test_an_office_may_not_hide_a_rule_that_becomes_binding_later(write: Write, tmp_path: Path) -> None:
    write("town/groups@2020-01-01.yaml", rule_yaml(value=3))
    packs = write("town/groups@2026-01-01.yaml", rule_yaml(value=4, overridable="false"))
    with pytest.raises(PackError, match="is binding in town/groups@2026-01-01"):
        rule_book("town", [overlay(tmp_path, rule_yaml(value=2))], packs=packs)


def test_a_missing_overlay_folder_is_refused(two_versions: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="folder of rules is missing"):
        rule_book("town", [tmp_path / "nowhere"], packs=two_versions)
