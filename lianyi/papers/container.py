"""Looking into a .docx before anything opens it: whole, small when unpacked, nothing in it that runs or reaches out.

An office's template comes from anywhere. What it holds is written into every document made from it, and those are
opened on the computers of other people.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from django.utils.translation import gettext as _

from lianyi.scope import Refused
from lianyi.sheets.limits import MEGABYTE, Limits

LIMITS = Limits(bytes=5 * MEGABYTE, unpacked_bytes=30 * MEGABYTE, parts=300)
PART_LIMIT = 4 * MEGABYTE  # of one XML part; a page of text has a few kilobytes
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError)
_BLOCK = 1 << 18
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_INSTRUCTION = re.compile(r"<w:instrText\b[^>]*>([^<]*)<|\bw:instr=[\"']([^\"']*)")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([^\"']+)")
# Parts that run, or that another program than the word processor would open.
_RUNS = re.compile(r"vbaproject|vbadata|activex|/embeddings/|oleobject|/afchunk|customui/", re.IGNORECASE)
_TYPES_THAT_RUN = re.compile(r"macroenabled|vba|activex|oleobject", re.IGNORECASE)
# Fields by which a document fetches or starts something.
_REACHING = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|EMBED|DATABASE|RD)\b", re.I)


def check_container(data: bytes) -> None:
    """Raises Refused, with a sentence that says what is wrong, unless this is a harmless Word document."""
    if not data:
        raise Refused(_("This file is empty."))
    if len(data) > LIMITS.bytes:
        raise Refused(_("This file is larger than %(limit)s MB.") % {"limit": LIMITS.bytes // MEGABYTE})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = _texts(container)
    except _FAULTS as error:
        raise Refused(_("This is no .docx file, or it is damaged. Please save it in Word as .docx again.")) from error
    _check_types(parts)
    for name, text in parts.items():
        _check_part(name, text)


def _texts(container: zipfile.ZipFile) -> dict[str, str]:
    """Every XML part. Reading to the end compares the checksums, and finds an entry that lies about its size."""
    entries = container.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > LIMITS.parts or total > LIMITS.unpacked_bytes:
        raise Refused(_("This file unpacks to more than %(limit)s MB.") % {"limit": LIMITS.unpacked_bytes // MEGABYTE})
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(_("This file is protected with a password."))
    texts = {}
    for entry in entries:
        if _RUNS.search(f"/{entry.filename}"):
            raise Refused(_("This file holds macros or embedded objects. Please save it without them, as .docx."))
        is_text = entry.filename.lower().endswith((".xml", ".rels"))
        content = _read(container, entry, PART_LIMIT if is_text else LIMITS.unpacked_bytes)
        if is_text:
            texts[entry.filename] = _decoded(content)
    return texts


def _read(container: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    blocks, size = [], 0
    with container.open(entry) as part:
        while block := part.read(_BLOCK):
            size += len(block)
            if size > limit:
                raise Refused(
                    _("A part of this file unpacks to more than %(limit)s MB.") % {"limit": limit // MEGABYTE}
                )
            blocks.append(block)
    return b"".join(blocks)


def _decoded(content: bytes) -> str:
    """Word writes UTF-8. Anything else could hide from the checks what the reader of the XML would see."""
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise ValueError("encoding")
    text = content.decode("utf-8-sig")
    if "\0" in text or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("document type")
    return text


def _check_types(parts: Mapping[str, str]) -> None:
    types = parts.get("[Content_Types].xml", "")
    if _TYPES_THAT_RUN.search(types):
        raise Refused(_("This file holds macros or embedded objects. Please save it without them, as .docx."))
    if DOCUMENT not in types:
        raise Refused(_("This is no Word document (.docx). Please save it in Word as .docx."))


def _check_part(name: str, text: str) -> None:
    if name.endswith(".rels") and any(_leads_out(tag) for tag in _RELATION.findall(text)):
        raise Refused(_("This file refers to something outside of it: a linked picture or a template elsewhere."))
    instructions = " ".join(first or second for first, second in _INSTRUCTION.findall(text))
    joined = "".join(first or f" {second} " for first, second in _INSTRUCTION.findall(text))
    if _REACHING.search(instructions) or _REACHING.search(joined):
        raise Refused(_("This file holds a field that fetches something from outside. Please take it out."))


def _leads_out(tag: str) -> bool:
    """A link that somebody may click on stays; everything that is fetched when the document opens does not."""
    if not re.search(r"TargetMode\s*=\s*[\"']External", tag, re.IGNORECASE):
        return False
    is_link = re.search(r"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", tag)
    return not (is_link and re.search(r"Target\s*=\s*[\"'](https?:|mailto:)", tag, re.IGNORECASE))
