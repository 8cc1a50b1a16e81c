"""Files that are no templates, or more than that."""

import io
import zipfile

import pytest
from django.utils.translation import override

from lianyi.papers.container import DOCUMENT, LIMITS, check_container
from lianyi.papers.tests.documents import docx, with_parts
from lianyi.scope import Refused

RELATIONS = "document.xml.rels"
END = "</Relationships>"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = f'<Relationship Id="rId99" Type="{KINDS}/%s" Target="%s" TargetMode="External"/>'
TYPES = "[Content_Types].xml"


def refusal(content: bytes) -> str:
    with override("en"), pytest.raises(Refused) as caught:
        check_container(content)
    return str(caught.value)


def related(kind: str, target: str) -> bytes:
    return with_parts(docx("x"), {}, **{RELATIONS: (END, OUTSIDE % (kind, target) + END)})


def test_a_word_document_passes() -> None:
    check_container(docx("{{ title }}"))


@pytest.mark.parametrize("content", [b"", b"garbage", b"PK\x03\x04 and nothing more", docx("x")[:2000]])
def test_garbage_is_refused(content: bytes) -> None:
    assert refusal(content)


def test_another_kind_of_file_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr("hello.txt", "hello")
    assert refusal(buffer.getvalue()) == "This is no Word document (.docx). Please save it in Word as .docx."


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    bomb = with_parts(docx("x"), {"word/media/image1.png": bytes(LIMITS.unpacked_bytes)})
    assert len(bomb) < 100_000
    assert "unpacks to more than 30 MB" in refusal(bomb)


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    assert "unpacks to more than 4 MB" in refusal(with_parts(docx("x"), {"word/x.xml": b" " * 5_000_000}))


def test_a_file_of_many_parts_is_refused() -> None:
    assert refusal(with_parts(docx("x"), {f"word/media/{number}.png": b"" for number in range(LIMITS.parts)}))


def test_a_file_that_is_too_large_is_refused() -> None:
    assert refusal(b"x" * (LIMITS.bytes + 1)) == "This file is larger than 5 MB."


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin"])
def test_parts_that_run_are_refused(name: str) -> None:
    assert "macros or embedded objects" in refusal(with_parts(docx("x"), {name: b"<x/>"}))


def test_a_macro_document_is_refused_whatever_it_is_called() -> None:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    content = with_parts(docx("x"), {}, **{TYPES: (DOCUMENT, macro)})
    assert "macros or embedded objects" in refusal(content)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "http://example.com/t.dotm"),
        ("image", "http://example.com/track.png"),
        ("hyperlink", "file:///etc/passwd"),
        ("frame", "https://example.com/"),
    ],
)
def test_what_is_fetched_from_outside_is_refused(kind: str, target: str) -> None:
    assert "outside" in refusal(related(kind, target))


def test_a_link_to_click_on_stays() -> None:
    check_container(related("hyperlink", "https://example.com/"))


@pytest.mark.parametrize("field", ["INCLUDEPICTURE http://example.com/x.png", "DDEAUTO c:\\\\x"])
def test_a_field_that_fetches_is_refused(field: str) -> None:
    run = f"<w:r><w:instrText>{field}</w:instrText></w:r>"
    content = with_parts(docx("here"), {}, **{"word/document.xml": ("</w:p>", f"{run}</w:p>")})
    assert "field" in refusal(content)


def test_a_field_cut_into_pieces_is_refused() -> None:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in ("DD", "EAU", "TO x"))
    assert refusal(with_parts(docx("here"), {}, **{"word/document.xml": ("</w:p>", f"{runs}</w:p>")}))


@pytest.mark.parametrize("head", ['<!DOCTYPE x [<!ENTITY a "b">]>', ""])
def test_a_document_with_entities_or_in_another_encoding_is_refused(head: str) -> None:
    encoding = "utf-8" if head else "utf-16"
    part = f'<?xml version="1.0" encoding="{encoding}"?>{head}<x/>'.encode()
    assert refusal(with_parts(docx("x"), {"word/x.xml": part}))
