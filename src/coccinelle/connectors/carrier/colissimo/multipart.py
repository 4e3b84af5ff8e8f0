"""The parts of a `multipart/mixed` answer, read strictly: a label cut short is no label."""

import re

_BOUNDARY = re.compile(r'multipart/mixed\s*;.*?boundary="?([^";\s]{1,120})"?', re.IGNORECASE)
_ID = re.compile(rb"^content-id:\s*<([A-Za-z0-9]{1,40})>\s*$", re.IGNORECASE | re.MULTILINE)
MOST = 10  # parts


class Malformed(Exception):
    """Not a whole multipart answer."""


def parts(media_type: str, body: bytes) -> dict[str, bytes]:
    """By Content-ID, without its brackets. Raises Malformed."""
    found = _BOUNDARY.match(media_type)
    if found is None:
        raise Malformed
    mark = b"--" + found[1].encode()
    first, *pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if first.strip() or not pieces or len(pieces) > MOST or not pieces[-1].startswith(b"--"):
        raise Malformed
    return dict(_part(piece) for piece in pieces[:-1])


def _part(piece: bytes) -> tuple[str, bytes]:
    head, separator, content = piece.partition(b"\r\n\r\n")
    name = _ID.search(head.replace(b"\r\n", b"\n"))
    if not separator or name is None:
        raise Malformed
    return name[1].decode(), content
