"""Organisations with two parents, as of any day: lists, tree and matrix, and what may not be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from lianyi.dated import today
from lianyi.journal.verification import verify
from lianyi.matters.actions.handing import hand_over_matter
from lianyi.matters.actions.intake import Told, open_matter
from lianyi.organisations import actions, queries
from lianyi.organisations.actions import Facts
from lianyi.organisations.credit_codes import checked_code
from lianyi.organisations.models import Organisation, Reporting, Serving
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def town() -> Settlement:
    return settle()


def body(name: str, *areas: object, line: Organisation | None = None, **facts: str) -> Organisation:
    return actions.add_organisation(Facts(name, **facts), areas=areas, line=line, by=SYSTEM)  # type: ignore[arg-type]


def names(found: object) -> list[str]:
    return [one.name for one in found]  # type: ignore[attr-defined]


def test_organisations_serve_what_lies_below_their_area(town: Settlement) -> None:
    bureau = body("民政局", town.region)
    actions.add_organisation(Facts("服务站"), line=bureau, areas=[town.here], by=town.alice)
    assert names(queries.organisations(for_=town.alice, on=today(), words="mz")) == ["民政局"]
    assert set(names(queries.organisations(for_=town.bob, on=today()))) == {"民政局", "服务站"}
    with pytest.raises(OutOfScope):
        actions.add_organisation(Facts("服务站"), areas=[town.here], by=town.bob)
    with pytest.raises(OutOfScope):
        actions.correct_organisation(bureau, Facts("局"), by=town.alice)


def test_it_is_found_by_an_older_name_and_by_its_code(town: Settlement) -> None:
    code = coded("91520100MA6DXXXX1")
    body("便民服务中心", town.here, also_called="原小河街道办事处；小河街办", code=code)
    for words in ("小河", "xhjb", "原小河街道", code[:8].lower()):
        assert names(queries.organisations(for_=SYSTEM, on=today(), words=words)) == ["便民服务中心"], words


def test_lines_and_areas_change_from_a_day_on(town: Settlement) -> None:
    first, second = body("街道办", town.region), body("区政府", town.region)
    station = body("服务站", town.here, line=first)
    actions.report_to(station, second, since=JUNE, by=SYSTEM)
    actions.serve(station, [town.here, town.elsewhere], since=JULY, by=SYSTEM)
    assert queries.lines_on(MAY, [station.pk]) == {station.pk: first}
    assert queries.lines_on(JUNE, [station.pk]) == {station.pk: second}
    assert names(queries.areas_on(JUNE, [station.pk])[station.pk]) == ["柳岸社区"]
    assert len(queries.areas_on(JULY, [station.pk])[station.pk]) == 2
    assert names(queries.organisations(for_=SYSTEM, on=MAY, line=first.pk)) == ["服务站"]
    assert names(queries.organisations(for_=SYSTEM, on=JUNE, line=first.pk)) == []
    with pytest.raises(Refused):
        actions.report_to(station, first, since=MAY, by=SYSTEM)
    actions.report_to(station, None, since=JULY, by=SYSTEM)
    assert queries.lines_on(JULY, [station.pk]) == {}
    assert verify().holds


def test_a_change_of_the_same_day_leaves_no_empty_row(town: Settlement) -> None:
    first, second = body("甲", town.region), body("乙", town.region)
    station = body("服务站", town.here)
    actions.report_to(station, first, since=JUNE, by=SYSTEM)
    actions.report_to(station, second, since=JUNE, by=SYSTEM)
    assert list(Reporting.objects.values_list("line", "starts_on", "ends_on")) == [(second.pk, JUNE, None)]


def test_no_body_reports_to_itself_by_a_circle(town: Settlement) -> None:
    top = body("甲", town.region)
    middle = body("乙", town.region, line=top)
    low = body("丙", town.region, line=middle)
    for above in (low, top):
        with pytest.raises(Refused):
            actions.report_to(top, above, since=JUNE, by=SYSTEM)


def test_what_others_report_to_is_not_simply_closed(town: Settlement) -> None:
    top = body("甲", town.region)
    low = body("乙", town.here, line=top)
    with pytest.raises(Refused):
        actions.close_organisation(top, on=JUNE, by=SYSTEM)
    actions.close_organisation(low, on=JUNE, by=SYSTEM)
    actions.close_organisation(top, on=JULY, by=SYSTEM)
    assert names(queries.organisations(for_=SYSTEM, on=MAY)) == ["甲", "乙"]
    assert names(queries.organisations(for_=SYSTEM, on=JUNE)) == ["甲"]
    assert names(queries.organisations(for_=SYSTEM, on=JULY)) == []


def test_the_totals_of_the_matrix_are_those_of_its_lists(town: Settlement) -> None:
    schools, health = body("教育局", town.region), body("卫生局", town.region)
    body("小学", town.here, line=schools)
    body("中学", town.here, town.elsewhere, line=schools)
    body("医院", town.elsewhere, line=health)
    body("商店", town.here)
    body("无处", line=health)
    matrix = queries.matrix(for_=SYSTEM, on=MAY)
    assert matrix.total == queries.organisations(for_=SYSTEM, on=MAY).count() == 7
    for row in matrix.rows:
        assert row.total == queries.organisations(for_=SYSTEM, on=MAY, line=row.key).count()
        for area, count in row.cells:
            assert count == queries.organisations(for_=SYSTEM, on=MAY, line=row.key, area=area).count()
    for area, count in matrix.column_totals:
        assert count == queries.organisations(for_=SYSTEM, on=MAY, area=area).count()


def test_the_tree_holds_everybody_once(town: Settlement) -> None:
    top = body("市", town.region)
    middle = body("区", town.region, line=top)
    body("社区", town.here, line=middle, kind="public")
    body("商店", town.here, kind="business")
    tree = queries.tree(for_=SYSTEM, on=MAY)
    found = [node.organisation.name for root in tree.roots for node in root.walk()]
    assert found == ["市", "区", "社区"]
    assert (tree.levels, tree.single, tree.total) == (3, {"business": 1}, 4)
    assert tree.roots[0].below == 2


def test_what_looks_alike_is_proposed_and_never_merged_by_itself(town: Settlement) -> None:
    one = body("柳岸百货有限公司", town.here, kind="business", phone="0851-8880 1234")
    other = body("柳岸百货", town.here, kind="business", phone="08518880 1234", address="中山路1号")
    body("柳岸百货", town.elsewhere, kind="business")
    assert [(pair.one, pair.other, pair.reasons) for pair in queries.alike(for_=SYSTEM, on=today())] == [
        (other, one, ("name", "phone")) if other.pk < one.pk else (one, other, ("name", "phone"))
    ]
    kept = actions.merge_organisations(one, other, by=town.alice)
    assert (kept.address, kept.also_called) == ("中山路1号", "柳岸百货")
    assert not Organisation.objects.filter(pk=other.pk).exists()
    assert Serving.objects.filter(organisation=one).count() == 1
    assert queries.alike(for_=SYSTEM, on=today()) == []


def test_two_that_are_told_apart_are_not_proposed_again(town: Settlement) -> None:
    one, other = body("理发店", town.here), body("理发店", town.here)
    actions.tell_apart(other, one, by=town.alice)
    assert queries.alike(for_=SYSTEM, on=today()) == []


def test_different_codes_are_not_one_organisation(town: Settlement) -> None:
    one = body("甲", town.here, code=coded("91520100MA6D00001"))
    other = body("甲", town.here, code=coded("91520100MA6D00002"))
    with pytest.raises(Refused):
        actions.merge_organisations(one, other, by=SYSTEM)


def test_a_record_that_has_carried_matters_stays(town: Settlement) -> None:
    one, other = body("柳岸百货有限公司", town.here), body("柳岸百货", town.here)
    matter = open_matter(town.here, Told(topic="门口堆货", channel="counter"), by=SYSTEM).matter
    hand_over_matter(matter, to=other, reason="门前三包", by=SYSTEM)
    with pytest.raises(Refused, match="柳岸百货"):
        actions.merge_organisations(one, other, by=town.alice)
    assert actions.merge_organisations(other, one, by=town.alice) == other


def test_whoever_wishes_no_contact_is_marked_so(town: Settlement) -> None:
    shop = body("理发店", town.here)
    actions.ask_no_contact(shop, since=JUNE, by=town.alice)
    shop.refresh_from_db()
    assert shop.no_contact_since == JUNE


def test_posts_and_contacts_carry_their_days(town: Settlement) -> None:
    station = body("服务站", town.here)
    actions.fill_office(station, title="主任", holder="甲某", since=MAY, by=town.alice)
    actions.fill_office(station, title="主任", holder="乙某", since=JULY, by=town.alice)
    held = queries.offices_of(station)
    assert [office.holder for office in held if office.holds_on(JUNE)] == ["甲某"]
    assert [office.holder for office in held if office.holds_on(JULY)] == ["乙某"]
    bureau = body("公安分局", town.region)
    contact = actions.name_contact(
        bureau, side="theirs", name="丙某", phone="139", since=today() - timedelta(days=1), by=town.alice
    )
    assert list(queries.contacts_of(bureau, for_=town.alice, on=today())) == [contact]
    admin = Actor(9, "admin", frozenset({Role.ADMIN}))
    private = actions.name_contact(station, side="ours", name="丁某", since=MAY, by=town.alice)
    assert list(queries.contacts_of(station, for_=town.alice, on=today())) == [private]
    assert not queries.contacts_of(station, for_=town.bob, on=today())
    with pytest.raises(OutOfScope):
        actions.name_contact(station, side="ours", name="丁某", since=MAY, by=town.bob)
    assert not queries.contacts_of(bureau, for_=admin, on=today())
    actions.end_contact(contact, on=today(), by=town.alice)
    contact.refresh_from_db()
    assert contact.phone == ""


@given(
    st.text(alphabet="0123456789", min_size=8, max_size=8),
    st.text(alphabet="0123456789ABCDEFGHJ", min_size=9, max_size=9),
)
def test_every_code_with_its_check_character_is_taken_and_no_other(head: str, tail: str) -> None:
    right = coded(head + tail)
    assert checked_code(f" {right[:2]} {right[2:].lower()}") == right
    for last in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        if last != right[-1]:
            with pytest.raises(Refused):
                checked_code(right[:-1] + last)


@pytest.mark.parametrize("wrong", ["123", "915201000000000000000", "A1520100MA6D000017", "91520100MA6DO0001I"])
def test_what_is_wrong_with_a_code_is_said(wrong: str) -> None:
    with pytest.raises(Refused, match=r"[0-9A-Z]"):
        checked_code(wrong)


def coded(first: str) -> str:
    """Seventeen characters and the one that checks them."""
    first = first.replace("X", "7")[:17]
    return first + uscc.calc_check_digit(first)
