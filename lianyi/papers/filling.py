"""Filling in a template."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from lianyi.papers.container import check_container
from lianyi.papers.kinds import Kind
from lianyi.papers.sandbox import ForbiddenTagError, Sandbox, UnknownTagError
from lianyi.scope import Refused


class _TornError(TemplateError):
    """A tag opens in one paragraph or cell and closes in another."""


class _Document(DocxTemplate):
    """Refuses what the library would mend by leaving text out: tags that open in one place and close in another."""

    def build_xml(self, *args: Any, **kwargs: Any) -> str:
        xml: str = super().build_xml(*args, **kwargs)
        try:
            parse_xml(xml)
        except XMLSyntaxError as error:
            raise _TornError from error
        return xml


def fill(template: bytes, context: Mapping[str, Any]) -> bytes:
    """The finished .docx. Raises Refused, naming the tag, when the template cannot be filled in."""
    document = _Document(io.BytesIO(template))
    result = io.BytesIO()
    try:
        document.render(dict(context), Sandbox(context), autoescape=True)
        document.save(result)
    except UnknownTagError as error:
        raise Refused(_("This paper has no tag “%(tag)s”.") % {"tag": error.name}) from error
    except ForbiddenTagError as error:
        raise Refused(_("A template may not do this: “%(tag)s”.") % {"tag": error.what}) from error
    except TemplateSyntaxError as error:
        raise Refused(_("A tag of the template is not closed or misspelt: %(fault)s") % {"fault": error}) from error
    except _TornError as error:
        raise Refused(_("A tag of the template opens in one paragraph or cell and closes in another.")) from error
    except TemplateError as error:
        raise Refused(_("The template cannot be filled in: %(fault)s") % {"fault": error}) from error
    except Exception as error:  # what the libraries raise about a file that is not what it should be has no end
        raise Refused(_("The template cannot be filled in: %(fault)s") % {"fault": type(error).__name__}) from error
    return result.getvalue()


def try_out(template: bytes, kind: Kind, language: str) -> bytes:
    """Looks into a template that somebody hands in and fills it with example data. Raises Refused."""
    check_container(template)
    with override(language):
        example = kind.example()
    return fill(template, example)
