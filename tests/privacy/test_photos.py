"""Photos are drawn anew: nothing but the picture is left, and what is no photo does no harm."""

from io import BytesIO

import pytest
from PIL import Image

from bot.privacy import photos as cleaning
from bot.privacy.photos import TooManyPixels, UnreadablePhoto, clean_photo, draw_anew
from tests.privacy.photos import SECRETS, photo, turned


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_but_the_picture_is_left(kind: str) -> None:
    given = photo(kind)
    assert any(secret in given for secret in SECRETS)
    clean = draw_anew(given)
    assert not any(secret in clean.jpeg for secret in SECRETS)
    with Image.open(BytesIO(clean.jpeg)) as image:
        assert (image.format, image.size) == ("JPEG", (60, 40))
        assert not image.getexif() and "comment" not in image.info
        red, _, blue = image.getpixel((10, 20))  # type: ignore[misc]
        assert red > 200 and blue < 60


def test_a_photo_stands_upright() -> None:
    clean = draw_anew(turned())
    assert (clean.width, clean.height) == (40, 60)


def test_a_large_photo_is_made_smaller() -> None:
    clean = draw_anew(photo("JPEG", (4000, 3000)))
    assert (clean.width, clean.height) == (2048, 1536)


def test_what_is_hidden_behind_a_photo_is_gone() -> None:
    assert b"<?php" not in draw_anew(photo("JPEG") + b"<?php evil() ?>" * 100).jpeg


def test_glass_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(draw_anew(out.getvalue()).jpeg)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


async def test_it_is_done_in_a_process_of_its_own() -> None:
    clean = await clean_photo(photo("WEBP"))
    assert (clean.width, clean.height) == (60, 40)
    assert clean.jpeg.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
        pytest.param(b"GIF89a" + b"\x00" * 100, id="gif"),
        pytest.param(b"%PDF-1.7", id="pdf"),
        pytest.param(photo("JPEG")[:300], id="half a jpeg"),
        pytest.param(photo("HEIF")[:400], id="half a heic"),
        pytest.param(photo("PNG")[:60] + b"\xff" * 1000, id="broken png"),
    ],
)
async def test_what_is_no_photo_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadablePhoto):
        await clean_photo(data)


def test_a_picture_that_would_burst_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MOST_PIXELS", 100)
    with pytest.raises(TooManyPixels):
        draw_anew(photo("PNG"))
