"""What the pages of elections say that is not a plain field."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.elections import papers
from lianyi.elections.models import Election
from lianyi.rules import Rule
from lianyi.rules.wording import Bilingual

register = template.Library()
STROKES = 5  # of the character 正


@register.filter
def listed(names: Iterable[str]) -> str:
    """Names one after the other, with the comma of the reader's language."""
    return _(", ").join(names)


@register.simple_tag
def rule_text(rule: Rule) -> str:
    return rule.text.within(get_language())


@register.simple_tag
def said(words: Bilingual) -> str:
    return words.within(get_language())


@register.simple_tag
def papers_of(election: Election) -> list[tuple[str, str]]:
    """The documents of an election: kind and title."""
    return [(kind, str(paper.title)) for kind, paper in papers.PAPERS.items()]


@register.simple_tag
def strokes(count: int) -> SafeString:
    """A count as 正 marks, five strokes each; read aloud as a number."""
    whole, rest = divmod(int(count), STROKES)
    marks = [STROKES] * whole + ([rest] if rest else [])
    sprite = static("elections/strokes.svg")
    drawn = format_html_join(
        "", '<svg class="stroke" aria-hidden="true"><use href="{}#s{}"></use></svg>', ((sprite, mark) for mark in marks)
    )
    return format_html(
        '<span class="strokes">{}</span><span class="visually-hidden">{}</span>',
        drawn,
        _("%(count)s strokes") % {"count": count},
    )
