"""Sentences about findings, fields and columns."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from lianyi.organisations.models import Organisation
from lianyi.packs import load_pack
from lianyi.rosters.findings import Finding
from lianyi.rosters.layouts import layout_for
from lianyi.rosters.models import Upload
from lianyi.rosters.posts import post_name
from lianyi.sheets.messages import MESSAGES, message
from lianyi.sheets.problems import Param

OWN = {
    "name_is_not_that_numbers": gettext_lazy(
        "Number {number} belongs to {known} on record. Correct the number or the name; if the name has changed, change "
        "it on the person's page first."
    ),
    "same_name_other_phone": gettext_lazy(
        "Somebody of this name is on record with another telephone number. The same person: change the number on the "
        "person's page first. Another one: give both a roster number."
    ),
    "same_name_other_home": gettext_lazy(
        "Somebody of this name is on record at another address. The same person: add the telephone number or roster "
        "number. Another one: give both a roster number."
    ),
    "name_is_ambiguous": gettext_lazy(
        "{count} people of this name come into question. Add the telephone number or the roster number to this row."
    ),
    "same_person_twice": gettext_lazy("Row {first} is the same person. Delete one of the two rows."),
    "same_name_new": gettext_lazy(
        "Somebody of this name is on record with another telephone number and another home, so this is entered as "
        "another person. Please check."
    ),
    "matched_by_name": gettext_lazy(
        "Taken for the only person of this name on record, by the name alone. Please check that it is the same person."
    ),
    "kind_assumed": gettext_lazy("The file does not say which kind of member. Entered as {kind}."),
    "group_unknown": gettext_lazy(
        "There is no such group. The person is taken, the group is left out. Open the group first, then import again."
    ),
    "post_without_group": gettext_lazy("The post is left out, because the row names no group that exists."),
    "post_unknown": gettext_lazy("This post is not known and is left out. It can be entered on the group's page."),
    "address_not_understood": gettext_lazy(
        "The address could not be taken apart and is left out. Split it into compound, building, entrance and room."
    ),
    "address_contradicts": gettext_lazy(
        "The address says something else than the columns for compound, building, entrance and room. Those are taken; "
        "please check."
    ),
    "address_ambiguous": gettext_lazy("Several places fit this address. Add the compound or the entrance."),
    "home_unknown": gettext_lazy(
        "This address is not on record and is left out. Tick “create missing buildings and homes”, or enter the place "
        "first."
    ),
    "home_partly_unknown": gettext_lazy(
        "Only part of this address is on record: {known}. Tick “create missing buildings and homes” to enter all of it."
    ),
    "parent_unknown": gettext_lazy("What this place lies in was not found. Correct the parent, or add a row for it."),
    "parent_ambiguous": gettext_lazy(
        "Several places are called so. Write the code of the parent, or its address with “/”."
    ),
    "parent_is_smaller": gettext_lazy("A place cannot lie in a smaller one. Correct the kind or the parent."),
    "level_above": gettext_lazy("Regions and communities are entered by the administrator. Delete this row."),
    "place_is_ambiguous": gettext_lazy("This code belongs to {known} on record. Correct the code or the name."),
    "credit_code_length": gettext_lazy(
        "A unified social credit code has 18 characters; this one has {count}. Correct it, or leave the cell empty."
    ),
    "credit_code_check": gettext_lazy(
        "The last character of this code does not fit the others: one of them was mistyped. Correct it, or leave the "
        "cell empty."
    ),
    "credit_code_form": gettext_lazy(
        "This is no unified social credit code: eight digits, then digits and capitals without I, O, S, V, Z. Correct "
        "it, or leave the cell empty."
    ),
    "credit_code_twice": gettext_lazy(
        "Row {first} has the same code. Delete one of the two rows, or correct its code."
    ),
    "area_not_yours": gettext_lazy("You work for no community of this name. Correct it, or delete this row."),
    "rows_look_alike": gettext_lazy(
        "Row {first} has the same name, and the same address or telephone: they may be the same. Delete one of the two "
        "rows if they are."
    ),
    "looks_like_body": gettext_lazy(
        "May be the same as {known}, which is on record. Entered as another one; both will stand under “May be the "
        "same” in the directory, where you decide."
    ),
    "body_matched_by_name": gettext_lazy(
        "Taken for the only one of this name on record, though address or telephone differ. Please check that it is "
        "the same."
    ),
    "body_renamed": gettext_lazy(
        "This code is on record as {known}. Taken for the same organisation under another name; the former name stays "
        "findable. If it is another one, correct the code."
    ),
    "body_kind_unknown": gettext_lazy(
        "None of public body, institution, association and business, so it is not stored. One on record keeps its "
        "kind, a new one is what its code says, or else a business."
    ),
    "body_serves_elsewhere": gettext_lazy(
        "On record it serves other areas ({known}), and these stay. They can be changed on its page."
    ),
    "body_not_yours": gettext_lazy(
        "It serves more than your communities, so nothing of it is changed here. Please tell the administrator."
    ),
    "body_wishes_no_contact": gettext_lazy(
        "It wishes not to be contacted. Telephone and contact are left as they are on record."
    ),
    "line_unknown": gettext_lazy(
        "No such body is in the directory. The row is taken without it. Add the body first, then import again."
    ),
    "line_ambiguous": gettext_lazy(
        "Several bodies are called so. The row is taken without it; it can be chosen on the organisation's page."
    ),
    "line_differs": gettext_lazy(
        "On record it belongs to {known}, and this stays. It can be changed on its page, from a day on."
    ),
    "line_is_below": gettext_lazy("This body belongs to the organisation itself. The row is taken without it."),
}

FIELDS = {
    "name": gettext_lazy("Full name"),
    "number": gettext_lazy("Roster number"),
    "phone": gettext_lazy("Telephone"),
    "joined": gettext_lazy("Joined"),
    "confirmed": gettext_lazy("Confirmed"),
    "remark": gettext_lazy("Remark"),
    "kind": gettext_lazy("Kind of member"),
    "home": gettext_lazy("Home"),
    "groups": gettext_lazy("Groups"),
    "posts": gettext_lazy("Posts"),
    "place": gettext_lazy("Place"),
    "code": gettext_lazy("Code"),
}

# Of an organisation a field may be called something else than of a person.
BODY_FIELDS = {
    "name": pgettext_lazy("thing", "Name"),
    "also_called": pgettext_lazy("organisation", "Also called"),
    "code": gettext_lazy("Unified social credit code"),
    "kind": gettext_lazy("Kind"),
    "address": pgettext_lazy("organisation", "Address"),
    "phone": gettext_lazy("Telephone"),
    "line": pgettext_lazy("organisation", "Belongs to"),
    "area": gettext_lazy("Serves"),
    "contact": pgettext_lazy("organisation", "Contact"),
}


def finding_text(code: str, params: Mapping[str, Param], language: str) -> str:
    """What is wrong and what to do about it."""
    if code in MESSAGES:
        return message(Finding(0, "", "", code, "error", params), language)  # type: ignore[arg-type]
    shown = dict(params)
    if "kind" in shown:
        shown["kind"] = value_text("kind", str(shown["kind"]), Upload.Kind.ROSTER)
    return str(OWN[code]).format(**shown)


def column_use(column: Mapping[str, str], kind: str) -> str:
    """What becomes of a column, with the reason where it is not stored."""
    language = get_language() or ""
    match column["use"]:
        case "stored":
            return layout_for(kind, load_pack(settings.LIANYI_PACK)).column(column["key"]).heading(language)
        case "counted":
            return _("Not read; numbers are counted anew on export.")
        case "not_kept":
            return _("Read, but the register has no place for it yet, so it is not stored.")
        case "forbidden":
            return _("A community of this kind does not record this, so it is not stored.")
        case "not_stored":
            return finding_text(column["reason"], {}, language)
        case "duplicate":
            return _("Left out: another column means the same.")
        case _unknown:
            return _("Left out: this heading is not known.")


def field_text(field: str, kind: str) -> str:
    """What a field of the preview is called in a kind of upload."""
    return str(BODY_FIELDS[field] if kind == Upload.Kind.DIRECTORY else FIELDS[field])


def value_text(field: str, value: str, kind: str) -> str:
    """A value of the preview as people read it."""
    if kind == Upload.Kind.DIRECTORY:
        return str(dict(Organisation.Kind.choices).get(value, value)) if field == "kind" else value
    pack, language = load_pack(settings.LIANYI_PACK), get_language() or ""
    if field == "kind" and value:
        return {kind.id: kind.name.within(language) for kind in pack.member_kinds}.get(value, value)
    if field == "posts":
        return "、".join(post_name(one, pack, language) for one in value.split("、"))
    return value
