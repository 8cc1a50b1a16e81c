"""Every pack names everything in both languages; one that does not is refused with its file's name."""

import re
from pathlib import Path

import pytest

from lianyi.packs import DEFAULT_PACK, TERMS, Pack, UnknownTermError, load_pack, pack_ids
from lianyi.packs.loader import PACKS
from lianyi.rules import PackError, rule_book

HAN = re.compile(r"[\u3400-\u9fff]")
EVERY_PACK = [pytest.param(load_pack(pack_id), id=pack_id) for pack_id in pack_ids()]


def test_five_worlds_are_shipped_and_the_neutral_one_is_the_default() -> None:
    assert pack_ids() == ("campus", "cn-community", "cn-party", "housing-coop", "neighbourhood")
    assert DEFAULT_PACK == "cn-community"


@pytest.mark.parametrize("pack", EVERY_PACK)
def test_every_term_is_in_its_language(pack: Pack) -> None:
    assert set(pack.terms) == set(TERMS)
    for term_id in TERMS:
        assert HAN.search(pack.term(term_id, "zh-hans"))
        assert not HAN.search(pack.term(term_id, "en") + pack.term(term_id, "en", count=2))


@pytest.mark.parametrize("pack", EVERY_PACK)
def test_every_pack_has_the_three_bonds_and_its_rules(pack: Pack) -> None:
    assert [bond.id for bond in pack.bonds] == ["interest", "trade", "residence"]
    assert rule_book(pack.rule_pack).ids()


@pytest.mark.parametrize(
    ("pack_id", "term_id", "zh", "one", "many"),
    [
        ("cn-community", "group", "小组", "group", "groups"),
        ("cn-community", "joined_on", "加入日期", "joined on", "joined on"),
        ("cn-community", "wish_form", "报名意向表", "wish form", "wish forms"),
        ("cn-party", "group", "党支部", "Party branch", "Party branches"),
        ("cn-party", "joined_on", "入党日期", "joined the Party on", "joined the Party on"),
        ("cn-party", "wish_form", "意愿表", "wish form", "wish forms"),
    ],
)
def test_terms_follow_pack_language_and_count(pack_id: str, term_id: str, zh: str, one: str, many: str) -> None:
    pack = load_pack(pack_id)
    assert (pack.term(term_id, "zh"), pack.term(term_id, "en"), pack.term(term_id, "en", 2)) == (zh, one, many)
    assert pack.term(term_id, "en", 0) == many


def test_a_misspelt_term_is_told_the_terms_there_are() -> None:
    with pytest.raises(UnknownTermError, match=r"no term 'gruop'; the terms are: bond, committee"):
        load_pack(DEFAULT_PACK).term("gruop", "zh")


def test_a_probationary_member_neither_votes_nor_counts() -> None:
    kind = load_pack("cn-party").member_kind("probationary")
    assert (kind.may_vote, kind.may_be_elected, kind.counts_to_minimum) == (False, False, False)
    assert [kind.id for kind in load_pack("cn-community").member_kinds] == ["member"]


def test_a_bond_is_found_by_its_id() -> None:
    assert load_pack("cn-party").bond("interest").name.zh == "趣缘"
    assert load_pack("cn-community").bond("interest").name.zh == "兴趣"


@pytest.mark.parametrize(
    ("pack_id", "heading", "field"),
    [
        ("cn-party", "民族", "ethnicity"),
        ("cn-community", " 身份证 号码", "id_number"),
        ("cn-community", "ID_Number", "id_number"),
        ("cn-community", "政治面貌", "political_affiliation"),
        ("cn-party", "入党日期", None),
        ("cn-party", "党费", "membership_dues"),
        ("cn-community", "姓名", None),
    ],
)
def test_forbidden_headings_are_known_however_they_are_written(pack_id: str, heading: str, field: str | None) -> None:
    assert load_pack(pack_id).forbidden_field(heading) == field


@pytest.mark.parametrize("pack", EVERY_PACK)
def test_no_pack_forbids_its_own_words(pack: Pack) -> None:
    words = [word for term in pack.terms.values() for word in (term.zh, term.one)]
    assert [word for word in words if pack.forbidden_field(word)] == []


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("  group: {", "  gruop: {", "terms: missing key 'group'"),
        ("one: group,", "", "group: missing key 'one'"),
        ("rule_pack: cn-community", "rule_pack: cn-comunity", "there are no rules 'cn-comunity'"),
        ("zh: 兴趣, ", "", "interest.name: missing key 'zh'"),
        ("counts_to_minimum: true", "counts_to_minimum: false", "no group could ever exist"),
        ("may_vote: true", "may_vote: 1", "must be true or false"),
        ("  interest:", "  In-Terest:", "an id is lower-case"),
        ("title:", "titel:", "unknown key 'titel'"),
    ],
)
def test_a_slip_in_a_pack_is_refused(tmp_path: Path, good: str, bad: str, complaint: str) -> None:
    text = (PACKS / "cn-community.yaml").read_text(encoding="utf-8")
    assert good in text
    (tmp_path / "mine.yaml").write_text(text.replace(good, bad), encoding="utf-8")
    with pytest.raises(PackError, match=r"^mine\.yaml: ") as caught:
        load_pack("mine", packs=tmp_path)
    assert complaint in str(caught.value)


def test_an_unknown_pack_is_told_the_packs_there_are() -> None:
    with pytest.raises(PackError, match=r"there is no such pack; there are: campus, cn-community"):
        load_pack("../cn-party")
