"""The forms of an import as this kind of community speaks: its words as headings, its kinds of member."""

from __future__ import annotations

from dataclasses import replace

from lianyi.packs.pack import Pack
from lianyi.sheets.columns import Choice, Column, Layout, load_layout

# What the register can hold; the sheets would take longer texts. The layout of organisations asks for no more itself.
LENGTHS = {"code": 30, "name": 60, "remarks": 200, "compound": 80}
# Kind of upload → layout, where they are not called the same.
LAYOUTS = {"directory": "organisations"}
# Read in a form but held nowhere in the register.
NOT_KEPT = {
    "directory": frozenset({"remarks"}),
    "households": frozenset({"household", "relation", "remarks", "community"}),
    "places": frozenset({"remarks"}),
}


def layout_for(kind: str, pack: Pack) -> Layout:
    """The layout of a kind of upload in the words of a pack, without what the pack rules out."""
    layout = load_layout(LAYOUTS.get(kind, kind))
    columns = tuple(_fitted(column, kind, pack) for column in layout.columns)
    if kind != "roster":
        return replace(layout, columns=columns)
    titles = {language: pack.term("roster", language) for language in ("zh", "en")}
    return replace(layout, columns=columns, title_zh=titles["zh"], title_en=titles["en"].capitalize())


def _fitted(column: Column, kind: str, pack: Pack) -> Column:
    if kind not in LAYOUTS:
        column = replace(column, max_length=min(column.max_length, LENGTHS.get(column.key, column.max_length)))
    if kind == "roster":
        column = _in_words_of(pack, column)
        if column.key == "category":
            column = replace(column, choices=_kinds(column, pack), example=pack.member_kinds[0].name.zh)
    allowed = tuple(text for text in column.synonyms if pack.forbidden_field(text) is None)
    return replace(column, synonyms=allowed)


def _in_words_of(pack: Pack, column: Column) -> Column:
    """入党日期 instead of 加入日期 where the pack says so; the usual heading stays understood."""
    if column.key in ("joined_on", "confirmed_on"):
        zh, en = pack.term(column.key, "zh"), pack.term(column.key, "en").capitalize()
    elif column.key == "group":
        zh, en = f"所在{pack.term('group', 'zh')}", pack.term("group", "en").capitalize()
    else:
        return column
    usual = (column.heading_zh, column.heading_en, *column.synonyms)
    return replace(column, heading_zh=zh, heading_en=en, synonyms=tuple(text for text in usual if text not in (zh, en)))


def _kinds(column: Column, pack: Pack) -> tuple[Choice, ...]:
    """The pack's kinds of member. Where there is only one, whatever a form calls a member is that one."""
    written = {choice.key: (choice.label_zh, choice.label_en, *choice.synonyms) for choice in column.choices}
    kinds = []
    for kind in pack.member_kinds:
        usual = written.get(kind.id, ())
        if len(pack.member_kinds) == 1:
            usual = tuple(text for texts in written.values() for text in texts)
        kinds.append(Choice(kind.id, kind.name.zh, kind.name.en, usual))
    return tuple(kinds)
