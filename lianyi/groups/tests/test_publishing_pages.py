"""The published result: at the desk, for the person, for everybody; objections, and erasing a person."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from lianyi.dated import today
from lianyi.engines.formation import Level, solve
from lianyi.groups import codes, result_pages
from lianyi.groups.actions import objections
from lianyi.groups.actions.drafts import Settings, move, solve_again, start_draft
from lianyi.groups.actions.publishing import publish_formation
from lianyi.groups.disclosing import Pooled, public_levels, public_total
from lianyi.groups.keeping import forget_what_was_kept_long_enough
from lianyi.groups.models import Draft, Formation, Objection, Placement, Publication
from lianyi.groups.tests.drafting import Round, finished
from lianyi.journal.models import Part
from lianyi.people.actions import erase_person
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.rosters.tests.signing_in import make_staff, signed_in
from lianyi.scope import Actor, OutOfScope, Refused

ROUND = "/desk/formations/{}/"


def published() -> tuple[Round, Publication]:
    """Twelve in the group of the home, three in group 1."""
    made = Round({1: ("interest", 3, 3), 9: ("residence", 3, 30)})
    for _ in range(12):
        made.member(9)
    for _ in range(3):
        made.member(1)
    return made, publish_formation(made.run(), by=made.staff)


def code_of(made: Round, serial: int) -> str:
    return codes.shown(codes.code_of(made.formation.forms.get(serial=serial).nonce))


@pytest.mark.django_db
def test_every_desk_page_answers_and_notes_the_look() -> None:
    made, publication = published()
    client = signed_in(make_staff(made.community))
    draft = f"drafts/{publication.draft.number}/"
    pages = ["drafts/", draft, f"{draft}groups/9/", f"{draft}people/1/", f"{draft}people/1/costs/", f"{draft}proof/"]
    pages += [f"{draft}publish/", "objections/", "results/1/", "results/1/sheets/", "results/1/notices/"]
    pages += ["results/1/file/", "results/1/file/?what=people", f"{draft}proof/file/", f"{draft}?q=成员"]
    for page in pages:
        assert client.get(ROUND.format(made.formation.pk) + page).status_code == 200, page
    seen = Part.objects.filter(person_id=made.formation.forms.get(serial=1).person_id, entry__kind="look")
    assert {"draft.board", "draft.person", "result.file"} <= {(part.content or {})["what"] for part in seen}


@pytest.mark.django_db
def test_it_is_said_before_publishing_that_hardly_anybody_was_heard() -> None:
    made = Round({1: ("interest", 3, 30)})
    made.member(1)
    for _ in range(2):
        made.member(answers=False)
    client = signed_in(make_staff(made.community))
    address = ROUND.format(made.formation.pk) + f"drafts/{made.run().number}/publish/"
    english = {"accept-language": "en"}
    assert "Only 1 of 3 forms have come in" in client.get(address, headers=english).content.decode()
    made.answer(made.formation.forms.get(serial=2), 1)
    assert "forms have come in" not in client.get(address, headers=english).content.decode()


@pytest.mark.django_db
def test_staff_of_another_community_find_nothing() -> None:
    made, publication = published()
    elsewhere = Place.objects.create(kind=Place.Kind.COMMUNITY, name="别处", path="/x/")
    client = signed_in(make_staff(elsewhere, "mallory"))
    for page in ("drafts/", f"drafts/{publication.draft.number}/", "results/1/", "objections/", "results/1/file/"):
        assert client.get(ROUND.format(made.formation.pk) + page).status_code == 404, page
    assert Client().get(ROUND.format(made.formation.pk) + "results/1/").status_code == 302


@pytest.mark.django_db
def test_nobody_is_named_in_public_and_small_groups_have_no_size() -> None:
    made, _publication = published()
    page = Client().get(f"/formations/{made.formation.pk}/", headers={"accept-language": "en"}).content.decode()
    assert "成员" not in page.split("<main")[1].replace("成员数", "")
    assert "fewer than 10" in page
    assert Client().get("/formations/999999/").status_code == 404


@pytest.mark.django_db
def test_the_own_result_and_an_objection_by_personal_link() -> None:
    made, publication = published()
    address = f"/w/{code_of(made, 13)}/result/"
    client = Client(headers={"accept-language": "en"})
    page = client.get(address)
    assert "1组" in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]
    client.post(f"{address}objection/", {"text": "周三没空"})
    objection = Objection.objects.get()
    assert (objection.text, objection.form.serial, objection.publication) == ("周三没空", 13, publication)
    objections.answer(objection, is_accepted=False, text="可以改到周五", by=made.staff)
    assert "可以改到周五" in client.get(address).content.decode()
    with pytest.raises(Refused):
        objections.answer(objection, is_accepted=True, text="again", by=made.staff)
    assert Client().get("/w/00000-00000/result/").status_code == 404


@pytest.mark.django_db
def test_an_objection_needs_words_the_right_person_and_the_right_time() -> None:
    made, publication = published()
    form = made.formation.forms.get(serial=1)
    with pytest.raises(Refused):
        objections.object_to(publication, form, "  ", by=made.staff)
    with pytest.raises(OutOfScope):
        objections.object_to(publication, form, "no", by=Actor.bearer(form.person_id + 1))
    publication.objections_until = publication.published_at.date().replace(year=2020)
    with pytest.raises(Refused):
        objections.object_to(publication, form, "late", by=Actor.bearer(form.person_id))


@pytest.mark.django_db
def test_an_erased_person_is_gone_from_the_lists_and_the_counts_stay() -> None:
    made, publication = published()
    form = made.formation.forms.get(serial=1)
    objections.object_to(publication, form, "something", by=made.staff)
    figures = dict(publication.figures)
    erase_person(form.person_id, reason="asked", by=made.staff)
    publication.refresh_from_db()
    assert publication.figures == figures
    assert not Objection.objects.exists()
    client = signed_in(make_staff(made.community))
    assert "成员1<" not in client.get(ROUND.format(made.formation.pk) + "results/1/").content.decode()
    board = client.get(f"{ROUND.format(made.formation.pk)}drafts/{publication.draft.number}/")
    assert board.status_code == 200
    assert "成员1<" not in board.content.decode()


def erased_everywhere(draft: Draft, serial: int) -> bool:
    """Whether nothing in a draft tells what a form said. The seat of a form stays."""
    asked = draft.asked
    rows = [row for row in asked["members"] if row[0] == serial]
    return all(row[1] == [] and not row[3] for row in rows) and serial not in asked["declined"]


@pytest.mark.django_db
def test_trial_runs_forget_the_wishes_of_an_erased_person_and_their_pages_go_on() -> None:
    made, publication = published()
    draft = publication.draft
    decline, form = made.member(takes_part=False), made.formation.forms.get(serial=13)
    later = solve_again(draft, by=made.staff)
    edited = move(finished(later), 14, 9, by=made.staff)
    erase_person(form.person_id, reason="asked", by=made.staff)
    erase_person(decline.person_id, reason="asked", by=made.staff)
    for one in Draft.objects.all():
        assert erased_everywhere(one, form.serial)
        assert erased_everywhere(one, decline.serial)
        assert "tree" not in one.certificate
        assert one.placements.get(form=form).proposed == made.proposed[1]
        assert one.placements.get(form=form).level == Level.FALLBACK
    client = signed_in(make_staff(made.community))
    where = ROUND.format(made.formation.pk)
    for number in (draft.number, later.number, edited.number):
        pages = ["", "groups/1/", "people/13/", "people/13/costs/", "people/14/", "people/14/costs/", "publish/"]
        for page in pages:
            assert client.get(f"{where}drafts/{number}/{page}").status_code == 200, page
        assert client.get(f"{where}drafts/{number}/proof/").status_code == 404
        board = client.get(f"{where}drafts/{number}/").content.decode()
        assert f"drafts/{number}/proof/" not in board
    for page in ("drafts/", "results/1/", "results/1/sheets/", "results/1/notices/"):
        assert client.get(where + page).status_code == 200, page
    assert result_pages.public(publication).status == "proven optimal"
    own = Client().get(f"/w/{code_of(made, 14)}/result/", headers={"accept-language": "en"})
    assert "first wish" in own.content.decode()
    move(Draft.objects.get(pk=edited.pk), 15, 9, by=made.staff)
    again = finished(solve_again(Draft.objects.get(pk=later.pk), by=made.staff))
    assert again.has_proof
    assert not again.placements.filter(form=form).exists()


@pytest.mark.django_db
def test_somebody_erased_while_a_run_is_computed_is_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made, _publication = published()
    form = made.formation.forms.get(serial=1)

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        result = solve(*args, **kwargs)
        if Person.objects.filter(pk=form.person_id, erased_at=None).exists():
            erase_person(form.person_id, reason="asked", by=made.staff)
        return result

    monkeypatch.setattr("lianyi.groups.trying.solve", meanwhile)
    draft = made.run()
    assert draft.state == Draft.State.READY
    assert draft.has_proof
    assert not draft.placements.filter(form=form).exists()
    assert erased_everywhere(draft, 1)


@pytest.mark.django_db
def test_what_is_published_cannot_be_published_again_and_the_page_says_so() -> None:
    made, publication = published()
    client = signed_in(make_staff(made.community))
    address = f"{ROUND.format(made.formation.pk)}drafts/{publication.draft.number}/publish/"
    for page in (client.get(address), client.post(address)):
        html = page.content.decode()
        assert "This run is published already, as version 1." in html
        assert "Publish now" not in html
    assert Publication.objects.count() == 1


@pytest.mark.django_db
def test_the_proof_is_checked_again_and_a_tampered_one_does_not_hold() -> None:
    made, publication = published()
    client = signed_in(make_staff(made.community))
    address = f"{ROUND.format(made.formation.pk)}drafts/{publication.draft.number}/proof/"
    assert "the proof holds" in client.post(f"{address}check/", follow=True).content.decode()
    publication.draft.certificate["value"][0] += 1
    publication.draft.save()
    assert "does not hold" in client.post(f"{address}check/", follow=True).content.decode()


@pytest.mark.django_db
def test_the_list_of_people_names_who_took_it() -> None:
    made, _publication = published()
    client = signed_in(make_staff(made.community))
    answer = client.get(f"{ROUND.format(made.formation.pk)}results/1/file/?what=people")
    table = load_workbook(BytesIO(answer.content)).active
    assert table is not None
    assert "Alice" in str(table.cell(1, 1).value)
    assert table.max_row == 2 + 15


def test_small_counts_are_pooled_until_they_cover_enough() -> None:
    assert public_levels({1: 300, 2: 40, 3: 4, 100: 2}, 10) == [Pooled((1,), 300), Pooled((2, 3, 100), 46)]
    assert public_levels({1: 30, 2: 20}, 10) == [Pooled((1,), 30), Pooled((2,), 20)]
    assert public_levels({1: 3, 2: 2}, 10) is None
    assert public_levels({}, 10) is None


def test_a_total_that_would_give_a_small_size_away_is_not_told() -> None:
    assert public_total({1: 30, 2: 4}, 10) is None
    assert public_total({1: 30, 2: 4, 3: 5}, 10) == 39
    assert public_total({1: 30, 2: 0}, 10) == 30


@pytest.mark.django_db
def test_what_is_shown_adds_up_with_those_who_sent_no_form() -> None:
    made = Round({1: ("interest", 3, 30), 9: ("residence", 3, 30)})
    for _ in range(12):
        made.member(1)
    for _ in range(11):
        made.member(answers=False)
    publication = publish_formation(made.run(), by=made.staff)
    page = result_pages.public(publication)
    assert page.levels is not None
    assert [one.count for one in page.levels] == [12, 11]
    assert sum(one.count for one in page.levels) == page.total
    desk = result_pages.desk(publication, for_=made.staff)
    assert [count for _name, count in desk.levels] == [12, 11]


@pytest.mark.django_db
def test_no_total_can_be_added_up_where_none_is_told() -> None:
    made = Round({1: ("interest", 3, 30), 9: ("residence", 3, 30)})
    for _ in range(12):
        made.member(1)
    for _ in range(4):
        made.member(answers=False)
    page = result_pages.public(publish_formation(made.run(), by=made.staff))
    assert page.total is None
    assert [one.count for one in page.levels or ()] == [12]


def forgotten() -> tuple[Round, Publication]:
    """A published round whose forms are forgotten since yesterday."""
    made, publication = published()
    Formation.objects.filter(pk=made.formation.pk).update(keep_until=today())
    made.run()
    with time_machine.travel(today() + timedelta(days=1)):
        forget_what_was_kept_long_enough()
    return made, publication


@pytest.mark.django_db
def test_trial_runs_forget_the_wishes_when_the_forms_are_forgotten() -> None:
    _made, publication = forgotten()
    for draft in Draft.objects.all():
        assert (draft.asked, draft.problems, draft.input_hash, draft.certificate) == ({}, [], "", {"gap": None})
    assert not Placement.objects.exclude(level=0).exists()
    assert publication.draft.placements.filter(proposed__number=9).count() == 12
    assert result_pages.public(Publication.objects.get()).status == "proven optimal"


@pytest.mark.django_db
def test_old_trial_runs_say_that_their_wishes_are_forgotten() -> None:
    made, publication = forgotten()
    client = signed_in(make_staff(made.community))
    where = ROUND.format(made.formation.pk)
    draft = f"{where}drafts/{publication.draft.number}/"
    said = client.get(draft).content.decode()
    assert "The wishes behind this trial run are forgotten" in said
    assert "discard" not in said
    for page in (
        "groups/9/",
        "people/1/",
        "people/1/costs/",
        "proof/",
        "proof/file/",
        "publish/",
        "differences/?with=2",
    ):
        assert client.get(draft + page)["Location"] == draft, page
    for page in ("people/1/move/", "people/1/lock/", "groups/9/lock/", "again/", "proof/check/"):
        assert client.post(draft + page, {"to": "1", "lock": "1"})["Location"] == draft, page
    for page in ("drafts/", "results/1/", "results/1/sheets/", "results/1/notices/", "results/1/file/?what=people"):
        assert client.get(where + page).status_code == 200, page
    own = Client().get(f"/w/{code_of(made, 1)}/result/").content.decode()
    assert "9组" in own
    assert "现在说明不了理由" in own


@pytest.mark.django_db
def test_no_trial_run_starts_without_the_wishes() -> None:
    made, publication = published()
    Formation.objects.filter(pk=made.formation.pk).update(keep_until=today())
    with time_machine.travel(today() + timedelta(days=1)):
        with pytest.raises(Refused):
            start_draft(made.formation, Settings(), by=made.staff)
        with pytest.raises(Refused):
            solve_again(publication.draft, by=made.staff)
