"""Two records of one organisation become one, by somebody's decision and never by the machine's."""

from __future__ import annotations

from django.db import transaction
from django.db.models import PROTECT
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.translation import gettext as _

from lianyi.organisations.actions.bodies import facts_of, require_own, tell
from lianyi.organisations.models import Organisation, Reporting, Serving, ToldApart
from lianyi.scope import Actor, Refused


@transaction.atomic
def merge_organisations(keep: Organisation, gone: Organisation, *, by: Actor) -> Organisation:
    """Everything that hangs on `gone` hangs on `keep`, which fills what it did not know; `gone` is no more.

    Raises Refused when `gone` has a past that must not be rewritten: matters it carried, accounts that act for it.
    """
    if keep.pk == gone.pk:
        raise Refused(_("These are the same record."))
    require_own(keep, by)
    require_own(gone, by)
    if keep.code and gone.code and keep.code != gone.code:
        raise Refused(_("They have different unified social credit codes, so they are not the same."))
    if _has_acted(gone):
        raise Refused(
            _("“%(name)s” has carried matters or has accounts. Keep this record; if both have, merge them by a reform.")
            % {"name": gone.name}
        )
    before = {"keep": facts_of(keep).__dict__, "gone": facts_of(gone).__dict__}
    _move_rows(keep, gone)
    ToldApart.objects.filter(one=gone).delete()
    ToldApart.objects.filter(other=gone).delete()
    _fill(keep, gone)
    number = gone.pk
    gone.delete()
    keep.save()
    tell("organisation.merged", keep, before, {"keep": facts_of(keep).__dict__, "merged": number}, by)
    return keep


@transaction.atomic
def tell_apart(one: Organisation, other: Organisation, *, by: Actor) -> None:
    """Notes that two records that look alike are two organisations: they are not proposed again."""
    require_own(one, by)
    require_own(other, by)
    first, second = sorted((one, other), key=lambda organisation: organisation.pk)
    ToldApart.objects.get_or_create(one=first, other=second)
    tell("organisation.told_apart", first, {}, {"other": second.pk}, by)


def _has_acted(organisation: Organisation) -> bool:
    """Whether rows name it that no relation leads back to: what was done, and by whom, as it was written down then."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: organisation}).exists()
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and relation.hidden and relation.on_delete is PROTECT
    )


def _move_rows(keep: Organisation, gone: Organisation) -> None:
    """Re-points every row of every table that refers to `gone`; days that would be there twice are dropped."""
    if Reporting.objects.filter(organisation=keep).exists():
        Reporting.objects.filter(organisation=gone).delete()
    Reporting.objects.filter(organisation=keep, line=gone).delete()
    Reporting.objects.filter(organisation=gone, line=keep).delete()
    served = Serving.objects.filter(organisation=keep).values("area")
    Serving.objects.filter(organisation=gone, area__in=served).delete()
    for relation in Organisation._meta.related_objects:
        if relation.related_model is not ToldApart:
            field = relation.field.name
            relation.related_model._base_manager.filter(**{field: gone}).update(**{field: keep})


def _fill(keep: Organisation, gone: Organisation) -> None:
    for name in ("code", "address", "phone", "no_contact_since"):
        if not getattr(keep, name):
            setattr(keep, name, getattr(gone, name))
    known = {keep.name, *keep.other_names()}
    more = [name for name in (gone.name, *gone.other_names()) if name not in known and name != keep.code]
    keep.also_called = "；".join(filter(None, [keep.also_called, *more]))[:300]
    keep.starts_on = min(keep.starts_on, gone.starts_on) if keep.starts_on and gone.starts_on else None
