"""Who is who. The rules under which two records are one person."""

from __future__ import annotations

import pytest

from lianyi.rosters.findings import Findings
from lianyi.rosters.matching import Candidate, Known, Matcher

HOME, OTHER_HOME, BUILDING = 100, 101, 50
Outcome = dict[int, int | str | None]


def match(known: list[Known], rows: list[Candidate]) -> Outcome:
    """Row → key of the person, None for somebody new, or the code of what could not be decided."""
    findings = Findings(None)
    found = Matcher(known, findings, lambda place: place >= HOME).match(rows)
    errors = {finding.row: finding.code for finding in findings.all if finding.severity == "error"}
    return {
        row: errors[row] if answer.is_open else answer.person.pk if answer.person else None
        for row, answer in found.items()
    }


def test_a_roster_number_says_who_it_is_whatever_else_changed() -> None:
    known = [Known(1, "王芳", number="7", phone="13900000001", home=HOME)]
    assert match(known, [Candidate(2, "王芳", "7", "13900000002", OTHER_HOME)]) == {2: 1}


def test_a_number_with_another_name_is_asked_about() -> None:
    known = [Known(1, "王芳", number="7")]
    assert match(known, [Candidate(2, "李强", "7")]) == {2: "name_is_not_that_numbers"}


def test_a_number_and_telephone_with_another_name_is_a_changed_name() -> None:
    known = [Known(1, "王芳", number="7", phone="13900000001")]
    assert match(known, [Candidate(2, "王方", "7", "13900000001")]) == {2: 1}


def test_name_and_telephone_say_who_it_is() -> None:
    known = [Known(1, "王芳", phone="13900000001"), Known(2, "王芳", phone="13900000002")]
    rows = [Candidate(5, "王芳", phone="13900000002"), Candidate(6, "王芳", phone="13900000001")]
    assert match(known, rows) == {5: 2, 6: 1}


def test_name_and_home_say_who_it_is_even_with_a_new_telephone() -> None:
    known = [Known(1, "王芳", phone="13900000001", home=HOME), Known(2, "王芳", home=OTHER_HOME)]
    assert match(known, [Candidate(5, "王芳", phone="13900000009", home=HOME)]) == {5: 1}


def test_one_building_is_not_one_home() -> None:
    known = [Known(1, "王芳", phone="13900000001", home=BUILDING)]
    assert match(known, [Candidate(5, "王芳", phone="13900000009", home=BUILDING)]) == {5: "same_name_other_phone"}


def test_two_of_one_name_in_the_file_are_two_people_when_their_telephones_differ() -> None:
    rows = [Candidate(2, "王芳", phone="13900000001"), Candidate(3, "王芳", phone="13900000002")]
    assert match([], rows) == {2: None, 3: None}
    known = [Known(1, "王芳", phone="13900000001", home=BUILDING)]
    both_there = [
        Candidate(2, "王芳", phone="13900000001", home=BUILDING),
        Candidate(3, "王芳", phone="13900000002", home=BUILDING),
    ]
    assert match(known, both_there) == {2: 1, 3: None}


def test_two_of_one_name_in_the_file_with_nothing_else_cannot_be_told_apart() -> None:
    rows = [Candidate(2, "王芳"), Candidate(3, "王芳")]
    assert match([], rows) == {2: "name_is_ambiguous", 3: "name_is_ambiguous"}


def test_two_of_one_name_on_record_and_a_bare_name_in_the_file_is_asked_about() -> None:
    known = [Known(1, "王芳", phone="13900000001"), Known(2, "王芳")]
    assert match(known, [Candidate(5, "王芳")]) == {5: "name_is_ambiguous"}


def test_the_only_one_of_a_name_is_taken_by_name_with_a_word_about_it() -> None:
    findings = Findings(None)
    found = Matcher([Known(1, "王芳", number="7")], findings, lambda place: True).match([Candidate(5, "王 芳")])
    assert found[5].person is not None
    assert [(finding.code, finding.severity) for finding in findings.all] == [("matched_by_name", "warning")]


def test_the_same_bare_name_again_is_not_worth_a_word() -> None:
    findings = Findings(None)
    Matcher([Known(1, "王芳")], findings, lambda place: True).match([Candidate(5, "王芳")])
    assert findings.all == []


@pytest.mark.parametrize(
    ("known", "row", "code"),
    [
        (Known(1, "王芳", phone="13900000001"), Candidate(5, "王芳", phone="13900000002"), "same_name_other_phone"),
        (Known(1, "王芳", home=HOME), Candidate(5, "王芳", home=OTHER_HOME), "same_name_other_home"),
    ],
)
def test_what_speaks_against_it_is_asked_about_and_never_merged(known: Known, row: Candidate, code: str) -> None:
    assert match([known], [row]) == {5: code}


def test_another_telephone_and_another_home_are_another_person_with_a_word_about_it() -> None:
    findings = Findings(None)
    known = [Known(1, "王芳", phone="13900000001", home=HOME)]
    rows = [Candidate(5, "王芳", phone="13900000002", home=OTHER_HOME)]
    assert Matcher(known, findings, lambda place: True).match(rows)[5].person is None
    assert [(finding.code, finding.severity) for finding in findings.all] == [("same_name_new", "warning")]


def test_two_different_numbers_are_two_people() -> None:
    known = [Known(1, "王芳", number="7", phone="13900000001")]
    assert match(known, [Candidate(5, "王芳", number="8", phone="13900000001")]) == {5: None}


def test_two_rows_for_one_person_are_asked_about() -> None:
    known = [Known(1, "王芳", number="7", phone="13900000001")]
    rows = [Candidate(5, "王芳", number="7"), Candidate(6, "王芳", phone="13900000001")]
    assert match(known, rows) == {5: 1, 6: "same_person_twice"}


def test_a_telephone_is_added_to_the_only_one_of_that_name() -> None:
    assert match([Known(1, "王芳")], [Candidate(5, "王芳", phone="13900000001")]) == {5: 1}


def test_the_order_of_rows_does_not_matter() -> None:
    known = [Known(1, "王芳", phone="13900000001"), Known(2, "王芳", number="3"), Known(3, "李强")]
    rows = [
        Candidate(5, "王芳", phone="13900000001"),
        Candidate(6, "王芳", number="3"),
        Candidate(7, "王芳", phone="13900000005", number="4"),
        Candidate(8, "李强"),
    ]
    assert match(known, rows) == match(known, rows[::-1]) == {5: 1, 6: 2, 7: None, 8: 3}
