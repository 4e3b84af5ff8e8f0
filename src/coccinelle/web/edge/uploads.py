"""A form that carries a file: read with a limit of its own, proved as any other form is."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from coccinelle.packs.folder.sheet import FILE_CAP
from coccinelle.web.edge.body import MAX_BYTES, read_body
from coccinelle.web.edge.forms import check_origin, clean, media_type, proven

MAX_SECONDS = 60.0  # five megabytes over a poor line
LONGEST_NAME = 120
# A file that is too big is read to its end: the page can then say so, and a browser shows it.
MOST = 4 * FILE_CAP + MAX_BYTES
_TYPE = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Upload:
    """name: a label, never a path."""

    name: str
    content: bytes = field(repr=False)


async def take_upload(request: Request, *, cookie: str, public_url: str) -> dict[str, str]:
    """The fields of the form; its file, when there is one, is in `request.state.upload`."""
    check_origin(request, public_url)
    if media_type(request) != _TYPE:
        raise HTTPException(422)
    body = await read_body(request, most=MOST, seconds=MAX_SECONDS)
    fields, request.state.upload = await _parted(request, body)
    return proven(request, fields, cookie)


async def _parted(request: Request, body: bytes) -> tuple[dict[str, str], Upload | None]:
    async def whole() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await MultiPartParser(request.headers, whole(), max_files=1, max_fields=5).parse()
    except (MultiPartException, KeyError, ValueError, AssertionError) as error:
        raise HTTPException(422) from error
    fields, upload = {}, None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            upload = Upload(_label(value.filename or ""), await value.read())
        else:
            fields[name] = clean(value)
    await form.close()
    return fields, upload if upload and upload.name else None


def _label(name: str) -> str:
    """What is shown of a file's name: its last part, without signs that hide or turn it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[:LONGEST_NAME]
