"""Whatever comes in, a plain picture goes out, with nothing the camera wrote or somebody hid."""

import io
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image

from lianyi.photographs import LONGEST, LONGEST_SMALL, cleaned
from lianyi.shell.tests.photographs import (
    BLUE,
    CHATTY,
    RED,
    SECRETS,
    chatty_jpeg,
    deep_colour,
    deep_grey,
    halves,
    moving,
    near,
    opened,
    palette,
    require_plain,
    saved,
    told,
)


@pytest.mark.parametrize("kind", CHATTY)
def test_nothing_the_camera_wrote_is_left(kind: str) -> None:
    content = CHATTY[kind]()
    assert sum(secret in content for secret in SECRETS) >= 4, "the test must send what it looks for"
    photograph = cleaned(content)
    require_plain(photograph)
    assert near(opened(photograph.jpeg).getpixel((10, 20)), RED)


def test_an_archive_behind_the_picture_is_no_archive_any_more() -> None:
    assert zipfile.is_zipfile(io.BytesIO(chatty_jpeg()))
    assert not zipfile.is_zipfile(io.BytesIO(cleaned(chatty_jpeg()).jpeg))


# Where the red half of a picture stored as red | blue stands once it is upright.
@pytest.mark.parametrize(
    ("orientation", "size", "red", "blue"),
    [
        (1, (60, 40), (10, 20), (50, 20)),
        (2, (60, 40), (50, 20), (10, 20)),
        (3, (60, 40), (50, 20), (10, 20)),
        (4, (60, 40), (10, 20), (50, 20)),
        (5, (40, 60), (20, 10), (20, 50)),
        (6, (40, 60), (20, 10), (20, 50)),
        (7, (40, 60), (20, 50), (20, 10)),
        (8, (40, 60), (20, 50), (20, 10)),
        (9, (60, 40), (10, 20), (50, 20)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_turned_picture_stands_upright(
    kind: str, orientation: int, size: tuple[int, int], red: tuple[int, int], blue: tuple[int, int]
) -> None:
    photograph = cleaned(saved(halves(), kind, exif=told(orientation)))
    image = opened(photograph.jpeg)
    assert image.size == size
    assert near(image.getpixel(red), RED)
    assert near(image.getpixel(blue), BLUE)


def test_top_and_bottom_are_told_apart() -> None:
    """Left and right alone cannot tell a flip from a half turn."""
    image = halves().rotate(90, expand=True)  # blue above red
    upright = {turn: opened(cleaned(saved(image, exif=told(turn))).jpeg).getpixel((20, 10)) for turn in (1, 2, 3, 4)}
    assert [near(upright[turn], BLUE) for turn in (1, 2, 3, 4)] == [True, True, False, False]


def test_exif_that_cannot_be_read_harms_nobody() -> None:
    photograph = cleaned(saved(halves(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 40))
    assert (photograph.width, photograph.height) == (60, 40)
    require_plain(photograph)


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((1, 1), (1, 1), (1, 1)),
        ((320, 200), (320, 200), (320, 200)),
        ((1601, 10), (1600, 10), (320, 2)),
        ((4000, 3000), (1600, 1200), (320, 240)),
        ((3000, 4000), (1200, 1600), (240, 320)),
        ((20_000, 1), (1600, 1), (320, 1)),
        ((1, 20_000), (1, 1600), (1, 320)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_pictures_shrink_and_small_ones_stay(
    kind: str, size: tuple[int, int], large: tuple[int, int], small: tuple[int, int]
) -> None:
    photograph = cleaned(saved(Image.new("RGB", size, RED), kind))
    assert (photograph.width, photograph.height) == large
    assert opened(photograph.thumbnail).size == small
    assert max(large) <= LONGEST
    assert max(small) <= LONGEST_SMALL
    assert near(opened(photograph.jpeg).getpixel((large[0] // 2, large[1] // 2)), RED)


GREY, WHITE, BLACK = (200, 200, 200), (255, 255, 255), (0, 0, 0)


@pytest.mark.parametrize(
    ("make", "left", "right"),
    [
        (lambda: saved(halves(mode="CMYK", left=(0, 255, 255, 0), right=(255, 255, 0, 0))), (255, 0, 0), (0, 0, 255)),
        (lambda: saved(halves(mode="L", left=0, right=200)), BLACK, GREY),
        (lambda: saved(halves(mode="1", left=0, right=1), "PNG"), BLACK, WHITE),
        (lambda: saved(halves(mode="LA", left=(0, 255), right=(0, 0)), "PNG"), BLACK, WHITE),
        (lambda: saved(halves(mode="RGBA", left=(*RED, 255), right=(*BLUE, 0)), "PNG"), RED, WHITE),
        (lambda: saved(halves(mode="RGBA", left=(*RED, 255), right=(*BLUE, 0)), "WEBP"), RED, WHITE),
        (lambda: saved(halves(), "PNG", transparency=BLUE), RED, WHITE),
        (lambda: palette(transparent=False), RED, BLUE),
        (lambda: palette(transparent=True), RED, WHITE),
        (deep_grey, BLACK, GREY),
        (deep_colour, RED, BLUE),
        (lambda: moving("PNG"), RED, BLUE),
        (lambda: moving("WEBP"), RED, BLUE),
        (lambda: saved(halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40))]), RED, BLUE),
    ],
)
def test_every_way_to_store_colours_is_read(
    make: Callable[[], bytes], left: tuple[int, int, int], right: tuple[int, int, int]
) -> None:
    photograph = cleaned(make())
    require_plain(photograph)
    image = opened(photograph.jpeg)
    assert near(image.getpixel((10, 20)), left)
    assert near(image.getpixel((50, 20)), right)
