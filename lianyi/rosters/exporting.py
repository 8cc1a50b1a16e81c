"""Lists as files: in the headings and order that the community uses, as of a day, saying who took it and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.jobs.actions import Report
from lianyi.journal.actions import Change, look, record
from lianyi.packs import load_pack
from lianyi.packs.pack import Pack
from lianyi.people.queries import members_on
from lianyi.places.models import Place
from lianyi.rosters.directory import Directory, read_directory
from lianyi.rosters.layouts import layout_for
from lianyi.rosters.matching import Known
from lianyi.rosters.models import Extract, Upload
from lianyi.rosters.people_plan import Register
from lianyi.rosters.posts import post_name
from lianyi.rosters.queries import form_of
from lianyi.rosters.register import place_codes, read_register
from lianyi.scope import Actor
from lianyi.search import sort_key_of
from lianyi.sheets.memory import HeadingMemory
from lianyi.sheets.writing import Output, export_rows, write_xlsx

Record = Mapping[str, Output]


def make(wish: Extract, *, by: Actor, report: Report) -> None:
    """Makes the .xlsx of a list. Each person on it gets an access entry, before the file can be fetched.

    The file is made outside the transaction: a long list must not keep others from writing. Done again after a crash,
    it finds the list made and changes nothing.
    """
    if wish.content is not None:
        return
    community = wish.community
    by.require_community(community.pk)
    pack, language = load_pack(settings.LIANYI_PACK), get_language() or "zh-hans"
    layout = layout_for(wish.kind, pack)
    persons, records = _records(community, wish, by, pack)
    form = _chosen(form_of(community, wish.kind, pack=pack, language=language), wish.columns)
    rows = _reported(export_rows(form, layout, records), len(records) + 1, report)
    content = write_xlsx(
        form.headings,
        chain(rows, [[watermark(wish, by)]]),
        title=form.title,
        groups=form.groups,
        sheet_name=layout.title(language),
    )
    with transaction.atomic():
        report(1, 1)
        if Extract.objects.filter(pk=wish.pk, content=None).update(content=content):
            _note(community, wish, persons, by)


def _reported(rows: Iterable[list[Output]], total: int, report: Report) -> Iterator[list[Output]]:
    """The last step, of `total`, is that of storing."""
    for done, row in enumerate(rows):
        report(done, total)
        yield row


def watermark(wish: Extract, by: Actor) -> str:
    """The last line of a sheet. It begins so that an import knows it for a remark."""
    return _("Note: exported by %(name)s at %(time)s, true on %(day)s, for: %(purpose)s. Delete when done with.") % {
        "name": by.name,
        "time": f"{timezone.localtime():%Y-%m-%d %H:%M}",
        "day": wish.on.isoformat(),
        "purpose": " ".join(wish.purpose.split()),
    }


def _note(community: Place, wish: Extract, persons: list[int], by: Actor) -> None:
    look(persons, by=by, what="roster.exported", purpose=wish.purpose, community_id=community.pk)
    after = {"kind": wish.kind, "on": wish.on, "people": len(persons), "columns": sorted(wish.columns)}
    record("roster.exported", by=by, changes=[Change(None, after)], community_id=community.pk, purpose=wish.purpose)


def _chosen(form: HeadingMemory, columns: Collection[str]) -> HeadingMemory:
    """Only the columns wished for. Headings that the register knows nothing about stay, to be filled in by hand."""
    kept = [index for index, key in enumerate(form.keys) if key is None or key in columns]
    return replace(
        form,
        headings=tuple(form.headings[index] for index in kept),
        keys=tuple(form.keys[index] for index in kept),
        groups=tuple(form.groups[index] for index in kept) if form.groups else (),
    )


def _records(community: Place, wish: Extract, by: Actor, pack: Pack) -> tuple[list[int], list[Record]]:
    """The keys of the people on the list, and its lines."""
    if wish.kind == Upload.Kind.DIRECTORY:
        return [], list(_organisations(community, read_directory(for_=by, on=wish.on)))
    register = read_register(community, on=wish.on, for_=by, pack=pack)
    match wish.kind:
        case Upload.Kind.PLACES:
            return [], list(_places(community, wish, register))
        case Upload.Kind.HOUSEHOLDS:
            return _households(register)
        case _roster:
            return _roster_of(community, wish, register)


def _roster_of(community: Place, wish: Extract, register: Register) -> tuple[list[int], list[Record]]:
    known = {one.pk: one for one in register.people}
    keys = [pk for pk in members_on(community.pk, wish.on).values_list("pk", flat=True) if pk in known]
    return keys, [{**_about(known[pk], register), **_address(known[pk].home, register)} for pk in keys]


def _about(one: Known, register: Register) -> Record:
    pack, language = load_pack(settings.LIANYI_PACK), get_language() or "zh-hans"
    leading = {group for group, _kind in one.posts}
    groups = sorted(one.groups, key=lambda pk: (pk not in leading, pk))
    return {
        "code": one.number,
        "name": one.name,
        "category": one.kind,
        "joined_on": one.joined,
        "confirmed_on": one.confirmed,
        "group": "、".join(register.group_names[pk] for pk in groups),
        "post": "、".join(post_name(kind, pack, language) for _group, kind in sorted(one.posts)),
        "phone": one.phone,
        "remarks": one.remark,
    }


def _address(home: int | None, register: Register) -> Record:
    if home is None:
        return {}
    book = register.book
    names = {"compound": "compound", "building": "building", "unit": "entrance", "room": "unit"}
    return {"address": book.text(home), **{key: book.level(home, kind) for key, kind in names.items()}}


def _households(register: Register) -> tuple[list[int], list[Record]]:
    """Home by home, who lives there; a home in which nobody is known to live has a line of its own."""
    living: dict[int, list[Known]] = defaultdict(list)
    for one in register.people:
        if one.home is not None:
            living[one.home].append(one)
    homes = _in_order(register, {*living, *register.book.all_of("unit")})
    records: list[Record] = [
        {**_address(home, register), "name": one.name, "phone": one.phone}
        for home in homes
        for one in living.get(home) or [Known(0, "")]
    ]
    return [one.pk for home in homes for one in living.get(home, ())], records


def _places(community: Place, wish: Extract, register: Register) -> Iterable[Record]:
    book, codes = register.book, place_codes(community, on=wish.on)
    kinds = {"compound": "compound", "building": "building", "entrance": "unit", "unit": "room"}
    for pk in _in_order(register, [pk for kind in kinds for pk in book.all_of(kind)]):
        steps = book.steps_to(pk)
        yield {
            "code": codes.get(pk, ""),
            "name": steps[-1].name,
            "kind": kinds[steps[-1].kind],
            "parent": "/".join(step.name for step in steps[:-1]) or community.name,
        }


def _organisations(community: Place, directory: Directory) -> Iterable[Record]:
    """The organisations that serve the community. Of one that wishes no contact neither telephone nor person."""
    for body in directory.bodies:
        if community.pk not in body.communities:
            continue
        contacts = () if body.wishes_no_contact else body.contacts
        yield {
            "name": body.facts.name,
            "code": body.facts.code,
            "kind": body.facts.kind,
            "address": body.facts.address,
            "phone": "" if body.wishes_no_contact else body.facts.phone,
            "line": body.line_name,
            "area": community.name,
            "contact": "、".join(dict.fromkeys(contact.name for contact in contacts)),
        }


def _in_order(register: Register, places: Iterable[int]) -> list[int]:
    """As one walks: compound by compound, building 2 before building 10."""
    return sorted(places, key=lambda pk: [sort_key_of(step.name) for step in register.book.steps_to(pk)])
