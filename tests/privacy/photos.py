"""Photos for tests, with all the things in them that must go."""

from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pillow_heif import register_heif_opener

SECRETS = (b"Jan Jansen", b"geheim adres", b"GPSSECRET")


def photo(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    """A photo whose left half is red, with metadata."""
    register_heif_opener()
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x013B] = "Jan Jansen"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = "GPSSECRET"
    out, extra = BytesIO(), {}
    if kind == "JPEG":
        extra = {"comment": b"geheim adres"}
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", "geheim adres")
        extra = {"pnginfo": text}
    image.save(out, kind, exif=exif, **extra)
    return out.getvalue()


def turned() -> bytes:
    """A photo of which the camera says that it lies on its side."""
    image = Image.new("RGB", (60, 40), "green")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()
