"""Photographs as people send them, without what the camera wrote into them. Pure but for Pillow.

Every picture is decoded and written anew, so nothing but its pixels is left: no place, no time, no name of a camera, no
comment, no colour profile (colours are read as sRGB), no other file hidden behind it. JPEG, PNG and WebP are taken; of
one that moves, its first frame. HEIC, which Pillow cannot read, and every other kind are refused by name.

Memory is bounded: the declared size is read before a pixel is, a JPEG is decoded at a fraction of its size, and one
picture is decoded at a time.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from threading import Lock

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS, MOST_PIXELS_IN_FULL = 52_000_000, 20_000_000  # the second of what must be held in full to be decoded
LONGEST, LONGEST_SMALL = 1600, 320
KINDS = ("JPEG", "PNG", "WebP")

_SIGNATURES = (
    ("JPEG", 0, (b"\xff\xd8\xff",)),
    ("PNG", 0, (b"\x89PNG\r\n\x1a\n",)),
    ("WebP", 8, (b"WEBP",)),
    ("GIF", 0, (b"GIF87a", b"GIF89a")),
    ("TIFF", 0, (b"II*\0", b"MM\0*")),
    ("BMP", 6, (b"\0\0\0\0",)),
    ("AVIF", 4, (b"ftypavif", b"ftypavis")),
    ("HEIC", 4, (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1")),
)
_BEGINNINGS = {"WebP": b"RIFF", "BMP": b"BM"}  # of kinds whose signature stands further on
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_one_at_a_time = Lock()


class Fault(StrEnum):
    """Why something cannot be taken as a photograph."""

    TOO_LARGE = "too_large"  # more than MOST_BYTES
    NOT_A_PICTURE = "not_a_picture"
    OTHER_KIND = "other_kind"  # a picture, but none of KINDS
    TOO_MANY_PIXELS = "too_many_pixels"
    BROKEN = "broken"  # cut off or damaged


class NotAPhotograph(Exception):  # noqa: N818 - it is no error of the program
    """What was sent cannot be taken. `kind` names what it is, as in "HEIC", where that was seen; else ""."""

    def __init__(self, code: Fault, kind: str = "") -> None:
        super().__init__(code, kind)
        self.code, self.kind = code, kind


@dataclass(frozen=True, slots=True)
class Photograph:
    """A JPEG without metadata, with a small one for lists; width and height of the large one in pixels."""

    jpeg: bytes
    width: int
    height: int
    thumbnail: bytes


def cleaned(content: bytes) -> Photograph:
    """Return the picture written anew: upright, on white, at most LONGEST pixels long, the small one LONGEST_SMALL.

    Raises:
        NotAPhotograph: it cannot be taken; nothing else is raised, whatever the bytes are.
    """
    if len(content) > MOST_BYTES:
        raise NotAPhotograph(Fault.TOO_LARGE)
    kind = _kind(content)
    if kind not in KINDS:
        raise NotAPhotograph(Fault.OTHER_KIND if kind else Fault.NOT_A_PICTURE, kind)
    with _one_at_a_time:
        picture = _decoded(content, kind)
    small = picture.copy()
    small.thumbnail((LONGEST_SMALL, LONGEST_SMALL))
    return Photograph(_jpeg(picture), picture.width, picture.height, _jpeg(small))


def _kind(content: bytes) -> str:
    for kind, offset, marks in _SIGNATURES:
        if content.startswith(_BEGINNINGS.get(kind, b"")) and content.startswith(marks, offset):
            return kind
    return "SVG" if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in content[:1024] else ""


def _decoded(content: bytes, kind: str) -> Image.Image:
    try:
        # Only the one decoder: Pillow's others read more than we take, one of them starts another program.
        with Image.open(io.BytesIO(content), formats=[kind.upper()]) as image:
            if image.width * image.height > _most_pixels(image):
                raise NotAPhotograph(Fault.TOO_MANY_PIXELS, kind)
            shrunk = _shrunk(image)
            return _upright(_on_white(shrunk), _orientation(image))
    except NotAPhotograph:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise NotAPhotograph(Fault.TOO_MANY_PIXELS, kind) from bomb
    except Exception as fault:  # a decoder that is fed what a stranger made raises more than it documents
        raise NotAPhotograph(Fault.BROKEN, kind) from fault


def _most_pixels(image: Image.Image) -> int:
    in_strips = isinstance(image, JpegImageFile) and "progressive" not in image.info
    return MOST_PIXELS if in_strips else MOST_PIXELS_IN_FULL


def _shrunk(image: Image.Image) -> Image.Image:
    """The picture in eight bits a colour and at its final size, but not yet upright."""
    part = min(1.0, LONGEST / max(image.size))
    # A JPEG is decoded at a half, a quarter or an eighth of its width where that is still wide enough.
    image.draft(None, (ceil(image.width * part), ceil(image.height * part)))
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    elif image.has_transparency_data:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
    elif image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    image.load()
    image.thumbnail((LONGEST, LONGEST))
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """The colours alone in a new picture, which carries nothing that the old one knew."""
    picture = Image.new("RGB", image.size, "white")
    picture.paste(image.convert("RGB"), mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return picture


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # the picture is good, only the note beside it cannot be read
        return 1


def _upright(picture: Image.Image, orientation: int) -> Image.Image:
    turn = _UPRIGHT.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
