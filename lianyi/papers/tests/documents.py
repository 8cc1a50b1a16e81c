"""Word files as offices and others send them, made for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx import Document

from lianyi.papers.kinds import Kind

EXAMPLE: dict[str, Any] = {
    "title": "选举大会",
    "people": [{"name": "王芳"}, {"name": "李明"}],
    "words": {"group": "小组"},
}


def greeting(folder: Path) -> Kind:
    """A kind with a shipped template in both languages."""
    for language in ("zh", "en"):
        (folder / language).mkdir(parents=True, exist_ok=True)
        (folder / language / "greeting.docx").write_bytes(docx("{{ title }}", "shipped"))
    return Kind("greeting", "Greeting", folder, lambda: dict(EXAMPLE))


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_of(content: bytes) -> str:
    """Every paragraph of a document, those in tables and headers included, a line each."""
    document = Document(io.BytesIO(content))
    parts = [document.element.body, *(section.header._element for section in document.sections)]
    lines = []
    for part in parts:
        for paragraph in part.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            lines.append("".join(run.text or "" for run in paragraph.iter() if run.tag.endswith("}t")))
    return "\n".join(lines)


def with_parts(content: bytes, parts: Mapping[str, bytes], **replaced: tuple[str, str]) -> bytes:
    """The file with further parts, and with text replaced in those it has: name without its ending → (old, new)."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            for name, (before, after) in replaced.items():
                if name in entry.filename:
                    assert before.encode() in data
                    data = data.replace(before.encode(), after.encode())
            new.writestr(entry.filename, data)
        for name, data in parts.items():
            new.writestr(name, data)
    return buffer.getvalue()
