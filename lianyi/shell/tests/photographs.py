"""Pictures with everything in them that a camera, an editor or somebody with a purpose may write, and what is plain."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

from lianyi.photographs import Photograph

Colour = tuple[int, int, int]
RED, BLUE = (200, 30, 30), (30, 30, 200)
GPS, ORIENTATION, MAKE, COMMENT = 0x8825, 0x0112, 0x010F, b"taken at home by Chen"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>29,59.9N</exif:GPSLatitude></x:xmpmeta>"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x08\x1c\x02\x5a\x00\x03Sha"
SECRETS = (b"Exif", b"adobe", b"Photoshop", b"8BIM", b"GPS", b"Camera", COMMENT, b"ICC_PROFILE", b"acsp", b"PK\x03\x04")


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def halves(mode: str = "RGB", left: Any = RED, right: Any = BLUE) -> Image.Image:
    """Left half one colour, right half another, so that a turn is seen."""
    image = Image.new(mode, (60, 40), left)
    image.paste(right, (30, 0, 60, 40))
    return image


def told(orientation: int = 1) -> bytes:
    """EXIF with a place, a camera, a comment and a small picture's worth of other things."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE], exif[0x9286] = orientation, "Camera of Chen", COMMENT.decode()
    exif[GPS] = {1: "N", 2: (29.0, 59.0, 54.0), 3: "E", 4: (120.0, 34.0, 30.0)}
    return exif.tobytes()


def chatty_jpeg() -> bytes:
    """A JPEG with all a camera or an editor may write, and a zip file behind it."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    jpeg = saved(halves(), exif=told(), comment=COMMENT, icc_profile=profile, xmp=XMP)
    with_iptc = jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(IPTC) + 2) + IPTC + jpeg[2:]
    behind = io.BytesIO()
    with zipfile.ZipFile(behind, "w") as archive:
        archive.writestr("letter.txt", COMMENT * 10)
    return with_iptc + behind.getvalue()


def chatty_png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", COMMENT.decode())
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(halves(), "PNG", pnginfo=notes, exif=told(), icc_profile=profile) + COMMENT


def chatty_webp() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(halves(), "WEBP", exif=told(), xmp=XMP, icc_profile=profile) + COMMENT


CHATTY = {"JPEG": chatty_jpeg, "PNG": chatty_png, "WebP": chatty_webp}


def segments(jpeg: bytes) -> list[tuple[int, bytes]]:
    """The marker segments of a JPEG up to its pixels, and what stands after its end as marker 0."""
    assert jpeg[:2] == b"\xff\xd8"
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        assert jpeg[at] == 0xFF
        (length,) = struct.unpack(">H", jpeg[at + 2 : at + 4])
        found.append((jpeg[at + 1], jpeg[at + 4 : at + 2 + length]))
        at += 2 + length
    end = jpeg.rindex(b"\xff\xd9")
    return [*found, (0, jpeg[end + 2 :])]


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    image.load()
    return image


def near(seen: object, wanted: Colour) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 24 for one, other in zip(seen, wanted, strict=True))


def require_plain(photograph: Photograph) -> None:
    for jpeg in (photograph.jpeg, photograph.thumbnail):
        markers = [marker for marker, _ in segments(jpeg)]
        assert set(markers) <= {0, 0xE0, 0xDB, 0xC0, 0xC4}, "only JFIF, tables and the frame"
        assert [content[:5] for marker, content in segments(jpeg) if marker == 0xE0] == [b"JFIF\0"]
        assert segments(jpeg)[-1] == (0, b""), "nothing behind the end"
        assert not [secret for secret in SECRETS if secret in jpeg]
        assert not dict(opened(jpeg).getexif())
    assert (photograph.width, photograph.height) == opened(photograph.jpeg).size


def palette(transparent: bool) -> bytes:
    image = halves().quantize(4)
    return saved(image, "PNG", transparency=image.getpixel((50, 20))) if transparent else saved(image, "PNG")


def deep_grey() -> bytes:
    row = struct.pack("<H", 100) * 30 + struct.pack("<H", 200 * 256) * 30
    return saved(Image.frombytes("I;16", (60, 40), row * 40), "PNG")


def deep_colour() -> bytes:
    """A PNG with 16 bits a colour, which Pillow reads but does not write."""
    row = (
        b"\0" + struct.pack(">3H", *(one * 257 for one in RED)) * 30 + struct.pack(">3H", *(b * 257 for b in BLUE)) * 30
    )
    return png(60, 40, 16, 2, zlib.compress(row * 40))


def png(width: int, height: int, depth: int, colour: int, pixels: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def moving(kind: str) -> bytes:
    return saved(halves(), kind, save_all=True, append_images=[Image.new("RGB", (60, 40), "lime")], duration=90, loop=0)


def jpeg_declaring(width: int, height: int) -> bytes:
    content = saved(halves())
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def webp_declaring(side: int) -> bytes:
    size = struct.pack("<I", side - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + size + size + b"ANIM\x06\0\0\0" + b"\0" * 6
    return b"RIFF" + struct.pack("<I", len(body)) + body
