"""A small round to try things on: a compound, members with wishes, a staff person, runs that are computed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from lianyi.groups import codes
from lianyi.groups.actions.drafts import Settings, start_draft
from lianyi.groups.models import Answer, Draft, Formation, ProposedGroup, Wish, WishForm
from lianyi.jobs.actions import work_through
from lianyi.people.actions.bulk import NewPerson
from lianyi.people.actions.single import add_person
from lianyi.people.models import Person
from lianyi.places.actions.single import add_place
from lianyi.places.models import Place
from lianyi.scope import Actor, Role

SYSTEM = Actor.system("tests")
Wishes = Sequence[int]


class Round:
    """A community with a closed round. `groups`: number -> (bond, minimum, maximum)."""

    def __init__(self, groups: Mapping[int, tuple[str, int, int]], **settings: object) -> None:
        region = add_place(parent=None, kind=Place.Kind.REGION, name="雾城", by=SYSTEM)
        self.community = add_place(parent=region, kind=Place.Kind.COMMUNITY, name="柳岸社区", by=SYSTEM)
        self.compound = add_place(parent=self.community, kind=Place.Kind.COMPOUND, name="柳岸小区", by=SYSTEM)
        self.building = add_place(parent=self.compound, kind=Place.Kind.BUILDING, name="1号楼", by=SYSTEM)
        defaults = {"title": "成组", "seed": 7, "state": Formation.State.CLOSED}
        self.formation = Formation.objects.create(community=self.community, **(defaults | settings))
        self.proposed = {
            number: ProposedGroup.objects.create(
                formation=self.formation,
                number=number,
                bond=bond,
                name=f"{number}组",
                minimum=minimum,
                maximum=maximum,
                place=self.compound if bond == "residence" else None,
            )
            for number, (bond, minimum, maximum) in groups.items()
        }
        self.staff = Actor(
            user_id=1, name="蒋禾", roles=frozenset({Role.STAFF}), community_ids=frozenset({self.community.pk})
        )

    def member(self, *wishes: int, accept_any: bool = True, takes_part: bool = True, answers: bool = True) -> WishForm:
        """A new member with a form; with an answer unless told otherwise. The name is the serial."""
        serial = self.formation.forms.count() + 1
        person = self._person(f"成员{serial}")
        nonce = codes.new_nonce()
        digest = codes.digest_of(codes.code_of(nonce))
        form = WishForm.objects.create(
            formation=self.formation, person=person, serial=serial, nonce=nonce, code_digest=digest
        )
        if answers:
            self.answer(form, *wishes, accept_any=accept_any, takes_part=takes_part)
        return form

    def answer(self, form: WishForm, *wishes: int, accept_any: bool = True, takes_part: bool = True) -> Answer:
        """The next version of a form."""
        answer = Answer.objects.create(
            form=form,
            version=form.answers.count() + 1,
            channel=Answer.Channel.PAPER,
            at=timezone.now(),
            accept_any=accept_any,
            takes_part=takes_part,
        )
        for rank, number in enumerate(wishes, 1):
            Wish.objects.create(answer=answer, rank=rank, proposed=self.proposed[number])
        return answer

    def run(self, **settings: object) -> Draft:
        """A trial run, computed by the worker."""
        draft = start_draft(self.formation, Settings(**settings), by=self.staff)  # type: ignore[arg-type]
        return finished(draft)

    def _person(self, name: str) -> Person:
        since = date(2020, 1, 1)
        new = NewPerson(name, kind="member", member_since=since, place_id=self.building.pk, lives_since=since)
        return add_person(self.community.pk, new, by=SYSTEM)


def finished(draft: Draft) -> Draft:
    """The draft after the worker has done all that waited."""
    work_through()
    found = Draft.objects.select_related("formation", "parent").get(pk=draft.pk)
    found.formation = Formation.objects.get(pk=found.formation_id)
    return found
