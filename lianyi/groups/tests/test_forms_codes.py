from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi import guessing
from lianyi.codes import ALPHABET as CHARACTERS
from lianyi.groups import codes

ALPHABET = st.text(CHARACTERS, min_size=10, max_size=10)


@given(st.text("0123456789abcdef", min_size=32, max_size=32))
def test_a_code_follows_from_its_nonce_and_is_readable(nonce: str) -> None:
    code = codes.code_of(nonce)
    assert code == codes.code_of(nonce) == codes.normalised(codes.shown(code))
    assert not set(code) & set("ILOU")


@given(ALPHABET, st.data())
def test_every_way_of_typing_a_code_finds_it(code: str, data: st.DataObject) -> None:
    alike = {"0": "0Oo", "1": "1IiLl"}
    typed = ""
    for letter in code:
        typed += data.draw(st.sampled_from(alike.get(letter, letter + letter.lower())))
        typed += data.draw(st.sampled_from(["", " ", "-", "—", "\u3000"]))
    assert codes.normalised(typed) == code


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDE-FGHJKM", "ABCDE-FGHJU", "请输入代码请输入代码", "ABCDE FGHJ!"])
def test_what_is_no_code_is_not_looked_up(typed: str) -> None:
    assert codes.normalised(typed) is None


def test_full_width_letters_are_read() -> None:
    assert codes.normalised("ａｂｃｄｅ－１２３４５") == "ABCDE12345"


def test_the_digest_depends_on_the_secret(settings: object) -> None:
    before = codes.digest_of("ABCDE12345"), codes.code_of("00")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert codes.digest_of("ABCDE12345") != before[0]
    assert codes.code_of("00") != before[1]


@given(st.integers(1, 9_999_999))
def test_a_paper_number_is_read_back(serial: int) -> None:
    assert codes.serial_of(codes.paper_number(serial)) == serial
    assert codes.serial_of(f" 00{codes.paper_number(serial)}") == serial


@given(st.integers(1, 999_999), st.data())
def test_one_wrong_digit_is_noticed(serial: int, data: st.DataObject) -> None:
    number = codes.paper_number(serial)
    place = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    assert codes.serial_of(number[:place] + digit + number[place + 1 :]) != serial


@given(st.integers(1, 999_999), st.data())
def test_swapped_neighbours_are_noticed_but_for_0_and_9(serial: int, data: st.DataObject) -> None:
    number = codes.paper_number(serial)
    place = data.draw(st.integers(0, len(number) - 2))
    pair = number[place : place + 2]
    swapped = number[:place] + pair[::-1] + number[place + 2 :]
    if pair[0] != pair[1] and set(pair) != {"0", "9"}:
        assert codes.serial_of(swapped) is None


@pytest.mark.django_db
def test_wrong_codes_are_counted_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "LIMIT", 3)
    for _attempt in range(3):
        assert not guessing.too_many("10.0.0.1")
        guessing.count_wrong("10.0.0.1")
    assert guessing.too_many("10.0.0.1")
    assert not guessing.too_many("10.0.0.2")
