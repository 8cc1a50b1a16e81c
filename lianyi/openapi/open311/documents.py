"""What is answered, before it is XML or JSON. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from xml.etree import ElementTree

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]

# What the elements of a list are called in XML; in JSON a list is simply one (the "Spark convention").
ITEMS = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Document:
    """`root` is the name of the outermost element in XML."""

    root: str
    content: Value

    def as_json(self) -> str:
        return json.dumps(self.content, ensure_ascii=False)

    def as_xml(self) -> str:
        """XML without empty elements: clients take one for an object without anything in it, not for an empty text."""
        root = ElementTree.Element(self.root)
        _fill(root, self.content)
        return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _fill(element: ElementTree.Element, value: Value) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            if inner not in (None, "", []):
                _fill(ElementTree.SubElement(element, name), inner)
    elif isinstance(value, list):
        for inner in value:
            _fill(ElementTree.SubElement(element, ITEMS[element.tag]), inner)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    else:
        element.text = _NOT_XML.sub("", str(value))
