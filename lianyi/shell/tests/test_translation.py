from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from lianyi.shell.translation import catalogues
from lianyi.shell.translation.extraction import Text, sources_under, texts_in

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
A = _("Front page")
B = ngettext("%(n)s group", "%(n)s groups", 2)
C = pgettext("page", "Next")
"""
PAGE = """
{% block main %}
  {# a comment with 'an odd quote #}
    {% translate "Sign in" %}
  {% blocktranslate count n=n %}{{ n }} wish{% plural %}{{ n }} wishes{% endblocktranslate %}
  {% translate "Back" context "page" %}
{% endblock %}
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    for name, content in {
        "views.py": PYTHON,
        "templates/app/page.html": PAGE,
        "tests/test_x.py": '_("not me")',
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return tmp_path


def filled(texts: list[Text], **strings: str) -> Catalog:
    catalogue = catalogues.renewed(Catalog(locale="zh_Hans"), texts)
    for message in catalogue:
        if message.id in strings:
            message.string = strings[message.id]
    return catalogue


def test_texts_are_found_in_code_and_in_templates_but_not_in_tests(app: Path) -> None:
    assert texts_in(sources_under(app)) == [
        Text("", "%(n)s group", "%(n)s groups"),
        Text("", "%(n)s wish", "%(n)s wishes"),
        Text("", "Front page", ""),
        Text("", "Sign in", ""),
        Text("page", "Back", ""),
        Text("page", "Next", ""),
    ]


def test_renewing_keeps_what_is_known_drops_what_is_unused_and_guesses_nothing() -> None:
    old = filled([Text("", "Keep", ""), Text("", "Drop", "")], Keep="留", Drop="弃")
    new = catalogues.renewed(old, [Text("", "Keep", ""), Text("", "Keeping", "")])
    assert {message.id: message.string for message in new if message.id} == {"Keep": "留", "Keeping": ""}


def test_the_same_content_gives_the_same_file(tmp_path: Path, app: Path) -> None:
    path = tmp_path / "locale" / "django.po"
    catalogue = catalogues.renewed(Catalog(locale="zh_Hans"), texts_in(sources_under(app)))
    catalogues.write(path, catalogue)
    first = path.read_bytes()
    catalogues.write(path, catalogues.renewed(catalogues.read(path), texts_in(sources_under(app))))
    assert path.read_bytes() == first
    assert b"Date" not in first
    assert b"views.py" not in first


def test_a_chinese_plural_has_one_form(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalogue = catalogues.renewed(Catalog(locale="zh_Hans"), [Text("", "%(n)s group", "%(n)s groups")])
    next(message for message in catalogue if message.id).string = ("%(n)s 个组",)
    catalogues.write(path, catalogue)
    assert "msgstr[0]" in path.read_text(encoding="utf-8")
    assert "msgstr[1]" not in path.read_text(encoding="utf-8")
    catalogues.compile_mo(path)
    assert path.with_suffix(".mo").stat().st_size > 0


@pytest.mark.parametrize(
    ("texts", "strings", "kinds"),
    [
        ([Text("", "A", "")], {"A": "甲"}, []),
        ([Text("", "A", ""), Text("", "B", "")], {"A": "甲"}, ["untranslated"]),
        ([Text("", "%(a)s of b", "")], {"%(a)s of b": "%(c)s"}, ["placeholders"]),
    ],
)
def test_faults_of_a_catalogue(texts: list[Text], strings: dict[str, str], kinds: list[str]) -> None:
    assert [fault.kind for fault in catalogues.faults(filled(texts, **strings), texts)] == kinds


def test_missing_and_left_over_texts_are_faults() -> None:
    catalogue = filled([Text("", "Old", "")], Old="旧")
    assert {fault.kind for fault in catalogues.faults(catalogue, [Text("", "New", "")])} == {"missing", "obsolete"}


def test_two_apps_must_not_contradict_each_other() -> None:
    one, other = filled([Text("", "A", "")], A="甲"), filled([Text("", "A", "")], A="乙")
    assert [fault.text for fault in catalogues.conflicts({"x": one, "y": other})] == ["A: 甲 (x) / 乙 (y)"]
    assert list(catalogues.conflicts({"x": one, "y": one})) == []
