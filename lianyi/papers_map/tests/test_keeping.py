"""What is kept of plans and mandates goes with whom it belongs to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianyi.dated import now, today
from lianyi.desk import items_for
from lianyi.matters.actions.intake import Whose
from lianyi.matters.models import Matter
from lianyi.matters.tests.street import raised
from lianyi.papers_map.actions import mandates, plans
from lianyi.papers_map.keeping import forget_papers_of_forgotten_matters
from lianyi.papers_map.models import Certificate, Mandate, Plan
from lianyi.papers_map.tests.world import World, world
from lianyi.people.actions import erase_person
from lianyi.people.dossier import dossier
from lianyi.people.models import Person
from lianyi.scope import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def person(here: World) -> Person:
    return Person.objects.get(pk=here.street.town.people[0])


@pytest.fixture
def matter(here: World, person: Person) -> Matter:
    found = raised(here.street, "证件全烧了", whose=Whose(person=person)).matter
    plans.make_plan(found, here.made(), by=here.street.worker)
    facts = mandates.MandateFacts("程远", "代办", today(), today() + timedelta(days=9), "138", (here.stub,))
    mandates.write_mandate(found, facts, by=here.street.worker)
    return found


def test_the_record_tells_of_plans_and_mandates_but_not_who_helps(here: World, matter: Matter, person: Person) -> None:
    section = next(one for one in dossier(person.pk, for_=here.street.worker) if one.key == "papers_map")
    assert here.child.name in section.lines[0].text or here.child.name_en in section.lines[0].text
    assert "代办" in section.lines[1].text
    assert not [line for line in section.lines if "程远" in line.text or "138" in line.text]
    assert not [one for one in dossier(person.pk, for_=here.street.elsewhere) if one.key == "papers_map"]
    own = Actor.bearer(person.pk)
    assert [one for one in dossier(person.pk, for_=own) if one.key == "papers_map"]


def test_an_erased_person_leaves_no_plan_and_no_helper(here: World, matter: Matter, person: Person) -> None:
    erase_person(person.pk, reason="asked", by=here.street.worker)
    assert not Plan.objects.exists()
    assert not Mandate.objects.exists()
    assert Matter.objects.filter(pk=matter.pk).exists()


def test_a_forgotten_matter_leaves_none_either(here: World, matter: Matter) -> None:
    forget_papers_of_forgotten_matters()
    assert Mandate.objects.exists()
    Matter.objects.filter(pk=matter.pk).update(forgotten_at=now())
    forget_papers_of_forgotten_matters()
    assert not Plan.objects.exists()
    assert not Mandate.objects.exists()


def test_what_is_to_be_checked_waits_on_the_desk(here: World) -> None:
    assert not [item for item in items_for(here.street.worker) if "to-check" in item.url]
    Certificate.objects.filter(pk=here.book.pk).update(checked_on=None)
    assert [item.count for item in items_for(here.street.worker) if "to-check" in item.url] == [1]
    assert not [item for item in items_for(here.street.officer) if "to-check" in item.url]
