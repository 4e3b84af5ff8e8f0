"""Opens the folder's files with care: no links, no devices, no giants; UTF-8 or cp1252."""

import errno
import os
import stat
from pathlib import Path

from coccinelle.packs.folder.faults import FaultList

FILE_CAP = 100 * 1024 * 1024  # bytes
_MEGABYTE = 1024 * 1024


def read_text(folder: Path, file: str, faults: FaultList) -> str | None:
    """The file's text, or None with a fault. `file` is a path inside the folder."""
    content = _read_bytes(folder / file, file, faults)
    if content is None:
        return None
    return _decode(content, file, faults)


def is_there(folder: Path, file: str) -> bool:
    """A broken link is there too: it must be reported, not taken for an absent file."""
    return os.path.lexists(folder / file)


def _read_bytes(path: Path, file: str, faults: FaultList) -> bytes | None:
    # The checks are made on the opened file: nothing can be put in its place in between.
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        key = "link" if error.errno in (errno.ELOOP, errno.EMLINK) else "unreadable"
        faults.add(file, None, "", key, why=error.strerror)
        return None
    if fault := _fault_of(os.fstat(descriptor)):
        os.close(descriptor)
        faults.add(file, None, "", fault, limit=FILE_CAP // _MEGABYTE)
        return None
    with os.fdopen(descriptor, "rb") as opened:
        return opened.read(FILE_CAP)


def _fault_of(state: os.stat_result) -> str:
    if not stat.S_ISREG(state.st_mode):
        return "not_a_file"
    return "too_big" if state.st_size > FILE_CAP else ""


def decoded(content: bytes) -> str:
    """Raises UnicodeError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, which cp1252 takes for text
        raise UnicodeError
    return content.decode("cp1252")


def _decode(content: bytes, file: str, faults: FaultList) -> str | None:
    try:
        return decoded(content)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else None
        line = content.count(b"\n", 0, start) + 1 if start is not None else None
        faults.add(file, line, "", "bad_encoding")
        return None
