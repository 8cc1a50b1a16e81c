"""What cannot be taken is refused with its reason, whatever the bytes are, and costs little memory."""

import subprocess
import sys
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lianyi.photographs import MOST_BYTES, Fault, NotAPhotograph, cleaned
from lianyi.shell.tests.photographs import (
    CHATTY,
    RED,
    deep_grey,
    halves,
    jpeg_declaring,
    moving,
    palette,
    png,
    require_plain,
    saved,
    webp_declaring,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def refusal(content: bytes) -> tuple[Fault, str]:
    with pytest.raises(NotAPhotograph) as caught:
        cleaned(content)
    return caught.value.code, caught.value.kind


@pytest.mark.parametrize(
    ("content", "code", "kind"),
    [
        (b"", Fault.NOT_A_PICTURE, ""),
        (b"\0" * 100, Fault.NOT_A_PICTURE, ""),
        (b"<!doctype html><script>alert(1)</script>", Fault.NOT_A_PICTURE, ""),
        (b"%PDF-1.7\n", Fault.NOT_A_PICTURE, ""),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", Fault.NOT_A_PICTURE, ""),
        (b"PK\x03\x04" + b"\0" * 60, Fault.NOT_A_PICTURE, ""),
        (b"BMW is no picture", Fault.NOT_A_PICTURE, ""),
        (SVG, Fault.OTHER_KIND, "SVG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n' + SVG, Fault.OTHER_KIND, "SVG"),
        (saved(halves(), "GIF"), Fault.OTHER_KIND, "GIF"),
        (saved(halves(), "BMP"), Fault.OTHER_KIND, "BMP"),
        (saved(halves(), "TIFF"), Fault.OTHER_KIND, "TIFF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Fault.OTHER_KIND, "HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", Fault.OTHER_KIND, "AVIF"),
        (saved(halves()) + b"\0" * MOST_BYTES, Fault.TOO_LARGE, ""),
        (png(30_000, 30_000, 8, 2, zlib.compress(b"\0")), Fault.TOO_MANY_PIXELS, "PNG"),
        (png(5_000, 4_001, 8, 2, zlib.compress(b"\0")), Fault.TOO_MANY_PIXELS, "PNG"),
        (jpeg_declaring(30_000, 30_000), Fault.TOO_MANY_PIXELS, "JPEG"),
        (jpeg_declaring(8_000, 6_501), Fault.TOO_MANY_PIXELS, "JPEG"),
        (webp_declaring(16_383), Fault.TOO_MANY_PIXELS, "WebP"),
        (b"\xff\xd8\xff", Fault.BROKEN, "JPEG"),
        (b"\xff\xd8\xff\xe0<script>alert(1)</script>", Fault.BROKEN, "JPEG"),
        (b"\x89PNG\r\n\x1a\n", Fault.BROKEN, "PNG"),
        (b"RIFF\x04\0\0\0WEBP", Fault.BROKEN, "WebP"),
        (png(60, 40, 8, 2, zlib.compress(b"\0")), Fault.BROKEN, "PNG"),
        (png(0, 40, 8, 2, zlib.compress(b"\0")), Fault.BROKEN, "PNG"),
    ],
)
def test_what_cannot_be_taken_is_told_why(content: bytes, code: Fault, kind: str) -> None:
    assert refusal(content) == (code, kind)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_broken(kind: str, kept: float) -> None:
    noise = Image.effect_noise((300, 200), 90)
    content = saved(noise.convert("RGB"), kind)
    assert refusal(content[: int(len(content) * kept)])[0] is Fault.BROKEN


def test_the_limit_of_bytes_is_reached_without_harm() -> None:
    content = saved(halves())
    assert cleaned(content + b"\0" * (MOST_BYTES - len(content))).width == 60


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200))
def test_random_bytes_are_refused(content: bytes) -> None:
    assert refusal(content)[0] in (Fault.NOT_A_PICTURE, Fault.OTHER_KIND, Fault.BROKEN)


GOOD = [*(make() for make in CHATTY.values()), palette(transparent=True), deep_grey(), moving("WEBP")]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good picture with some bytes changed, some left out and others put in."""
    content = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content) - 1))
        content[at : at + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content)


@settings(deadline=None, max_examples=300)
@given(damaged())
def test_damage_is_refused_or_does_no_harm(content: bytes) -> None:
    try:
        photograph = cleaned(content)
    except NotAPhotograph:
        return
    require_plain(photograph)


def hungriest() -> Iterator[bytes]:
    """The largest of each kind that are taken, and some that declare more."""
    yield saved(Image.new("RGB", (8_192, 6_144), RED))
    yield saved(Image.new("RGB", (5_000, 4_000), RED), progressive=True, subsampling=0)
    yield saved(Image.new("RGBA", (5_000, 4_000), (*RED, 9)), "PNG", compress_level=1)
    yield png(30_000, 30_000, 8, 6, zlib.compress(b"\0"))
    yield webp_declaring(16_383)


MEASURED = """
import sys
from lianyi.photographs import NotAPhotograph, cleaned

def most():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

content = sys.stdin.buffer.read()
before = most()
try:
    cleaned(content)
except NotAPhotograph:
    pass
print((most() - before) // 1024)
"""


@pytest.mark.parametrize(("number", "megabytes"), [(0, 60), (1, 200), (2, 220), (3, 30), (4, 30)])
def test_memory_stays_bounded(number: int, megabytes: int) -> None:
    """The second needs 120 MB before its first pixel, the third 80 MB twice; the others in full 150 MB or gigabytes."""
    content = list(hungriest())[number]
    run = subprocess.run([sys.executable, "-c", MEASURED], input=content, capture_output=True, check=True)
    assert int(run.stdout) < megabytes
