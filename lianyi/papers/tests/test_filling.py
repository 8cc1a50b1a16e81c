"""What a template may say, and what happens with one that says more."""

import pytest
from django.utils.translation import override

from lianyi.papers.filling import fill
from lianyi.papers.tests.documents import EXAMPLE, docx, text_of
from lianyi.scope import Refused


def refusal(*paragraphs: str) -> str:
    with override("en"), pytest.raises(Refused) as caught:
        fill(docx(*paragraphs), EXAMPLE)
    return str(caught.value)


def test_names_lists_and_conditions_are_filled_in() -> None:
    content = fill(
        docx(
            "{{ title }} {{ words.group }}",
            "{%p for one in people %}",
            "{{ loop.index }} {{ one.name }}{% if loop.last %} 完{% endif %}",
            "{%p endfor %}",
            "{{ people|length }}",
        ),
        EXAMPLE,
    )
    assert text_of(content).splitlines() == ["选举大会 小组", "1 王芳", "2 李明 完", "2"]


def test_what_is_filled_in_is_text_and_no_part_of_the_document() -> None:
    content = fill(docx("{{ title }}"), {"title": "<w:br/>&{{ 1 }}"})
    assert text_of(content).strip() == "<w:br/>&{{ 1 }}"


def test_an_unknown_tag_is_named() -> None:
    assert refusal("{{ titel }}") == "This paper has no tag “titel”."


def test_an_unknown_tag_of_a_list_is_named() -> None:
    assert refusal("{% for one in people %}{{ one.phone }}{% endfor %}") == "This paper has no tag “phone”."


def test_an_unknown_tag_is_named_where_it_would_not_be_reached() -> None:
    assert "nowhere" in refusal("{% if not people %}{{ nowhere }}{% endif %}")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__ }}",
        "{{ title['__class__'] }}",
        "{{ title|attr('__class__') }}",
        "{{ title.format() }}",
        "{{ people.append(1) }}",
        "{{ range(10) }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'a' * 1000000 }}",
        "{{ title|safe }}",
        "{{ people|join('x')|join('y') }}",
        "{% set title = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{% endmacro %}",
        "{% for a in people recursive %}{{ loop(a) }}{% endfor %}",
        "{% for a in people %}" * 5 + "x" + "{% endfor %}" * 5,
    ],
)
def test_a_template_may_do_nothing_else(tag: str) -> None:
    assert refusal(tag)


@pytest.mark.parametrize("tag", ["{{ title", "{% for one in people %}", "{{ title }} {% endif %}", "{% nonsense %}"])
def test_a_tag_that_is_not_closed_is_told(tag: str) -> None:
    assert "not closed or misspelt" in refusal(tag) or tag == "{{ title"


def test_tags_across_cells_are_told_and_never_saved() -> None:
    assert "opens in one paragraph" in refusal("{% for one in people %}", "{%p endfor %}{{ one.name }}")


def test_a_flood_of_text_is_stopped() -> None:
    many = {"people": [{"name": "x" * 1000}] * 1000}
    with pytest.raises(Refused):
        fill(docx("{% for a in people %}{% for b in people %}{{ b.name }}{% endfor %}{% endfor %}"), many)
