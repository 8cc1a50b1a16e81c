"""Forms, what came in on them, and who has not answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from lianyi.dated import today
from lianyi.groups import codes
from lianyi.groups.models import Answer, Formation, WishForm
from lianyi.people.queries import homes, people
from lianyi.places.models import Place
from lianyi.places.queries import addresses
from lianyi.scope import Actor, OutOfScope
from lianyi.search import matching, sort_key_of

LAST_KEYED = 10


@dataclass(frozen=True)
class FormRow:
    """A line of a list of forms: the form with its person, the address, and the newest answer if there is one."""

    form: WishForm
    address: str
    answer: Answer | None

    @property
    def number(self) -> str:
        return codes.paper_number(self.form.serial)


def newest_answers(formation: Formation) -> QuerySet[Answer]:
    """The answers that count: of each form the highest version."""
    newest = Answer.objects.filter(form=OuterRef("form_id")).order_by("-version").values("version")[:1]
    return Answer.objects.filter(form__formation=formation, version=Subquery(newest))


def newest_answer(form: WishForm) -> Answer | None:
    return form.answers.order_by("-version").first()


def form_by_code(typed: str) -> WishForm | None:
    """The form a personal code opens. Whoever holds the code may act for its person."""
    code = codes.normalised(typed)
    if code is None:
        return None
    forms = WishForm.objects.select_related("formation__community", "person")
    return forms.filter(code_digest=codes.digest_of(code), person__erased_at=None).first()


def form_of(formation: Formation, serial: int, *, for_: Actor) -> WishForm:
    form = find_form(formation, serial, for_=for_)
    if form is None:
        raise OutOfScope
    return form


def find_form(formation: Formation, serial: int, *, for_: Actor) -> WishForm | None:
    for_.require_community(formation.community_id)
    forms = formation.forms.select_related("person", "formation")
    return forms.filter(serial=serial, person__erased_at=None).first()


def forms_of(formation: Formation, *, for_: Actor, words: str = "", place: Place | None = None) -> QuerySet[WishForm]:
    """The forms of a round whose person, or paper number, the words match; with a place, of those who live there."""
    for_.require_community(formation.community_id)
    forms = formation.forms.filter(person__erased_at=None).select_related("person", "formation")
    if (serial := codes.serial_of(words)) is not None and forms.filter(serial=serial).exists():
        return forms.filter(serial=serial)
    if place:
        forms = forms.filter(person__in=people(for_=for_, community=formation.community, within=place).order_by())
    return forms.filter(matching(words, "person__search_key")).order_by("serial")


def waiting(formation: Formation, *, for_: Actor, words: str = "", place: Place | None = None) -> QuerySet[WishForm]:
    """The forms nobody has answered yet."""
    return forms_of(formation, for_=for_, words=words, place=place).filter(answers=None)


def rows(forms: Iterable[WishForm]) -> list[FormRow]:
    """What a list shows of one page of forms, in a few queries whatever their number."""
    page = list(forms)
    lives = homes((form.person_id for form in page), today())
    texts = addresses(lives.values())
    answers = Answer.objects.filter(form__in=[form.pk for form in page]).order_by("version")
    newest = {answer.form_id: answer for answer in answers}
    return [FormRow(form, texts.get(lives.get(form.person_id, 0), ""), newest.get(form.pk)) for form in page]


def in_order_of_homes(forms: QuerySet[WishForm]) -> list[WishForm]:
    """The forms as somebody who carries them round needs them: by address, then by serial; unknown addresses last."""
    found = list(forms)
    lives = homes((form.person_id for form in found), today())
    keys = {place: sort_key_of(text) for place, text in addresses(lives.values()).items()}
    last = "\U0010ffff"
    return sorted(found, key=lambda form: (keys.get(lives.get(form.person_id, 0), last), form.serial))


def last_keyed(formation: Formation, *, for_: Actor) -> list[Answer]:
    """What this person has keyed last in this round, newest first."""
    for_.require_community(formation.community_id)
    mine = Answer.objects.filter(
        form__formation=formation,
        entered_by_user=for_.user_id,
        channel=Answer.Channel.PAPER,
        form__person__erased_at=None,
    )
    return list(
        mine.select_related("form__person").prefetch_related("wishes__proposed").order_by("-at", "-pk")[:LAST_KEYED]
    )


def versions_of(form: WishForm) -> list[Answer]:
    """Everything that came in on a form, newest first."""
    return list(form.answers.prefetch_related("wishes__proposed").order_by("-version"))
