"""What a file is, by its first bytes: the few kinds we keep, whatever its name and sender say."""

# Where each kind has its mark, which must stand at that very place.
_MARKS: tuple[tuple[str, int, bytes], ...] = (
    ("image/jpeg", 0, b"\xff\xd8\xff"),
    ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/webp", 8, b"WEBP"),
    ("application/pdf", 0, b"%PDF-"),
    *(
        ("image/heic", 4, b"ftyp" + brand)
        for brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc")
    ),
)
SUFFIXES = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "application/pdf": (".pdf",),
}


def kind_of(content: bytes) -> str | None:
    """The media type; None for anything else, which may run in a browser or on a desk."""
    for kind, at, mark in _MARKS:
        if content.startswith(mark, at) and (kind != "image/webp" or content[:4] == b"RIFF"):
            return kind
    return None


def named(name: str, media_type: str) -> str:
    """The name with an ending that tells the truth."""
    endings = SUFFIXES.get(media_type, ("",))
    return name if name.lower().endswith(endings) else name + endings[0]
