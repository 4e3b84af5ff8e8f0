"""Forms: read with a limit, proved to come from our own pages, checked by a model."""

import hmac
import secrets
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from coccinelle.web.access.sessions import form_token
from coccinelle.web.edge.body import read_body

TOKEN_LENGTH = 64  # hexadecimal digits
MAX_FIELDS = 120  # a year of days off
TOKEN_FIELD = "form_token"
TOKEN_HEADER = "x-form-token"  # what a request of the page's own script carries instead
_TYPE = "application/x-www-form-urlencoded"


class Form(BaseModel):
    """What a page's form may hold; anything else in it is ignored."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


AnyForm = TypeVar("AnyForm", bound=Form)


async def take_form(request: Request, *, cookie: str, public_url: str) -> dict[str, str]:
    """The fields of a form of ours; 403 when it comes from elsewhere."""
    check_origin(request, public_url)
    if media_type(request) != _TYPE:
        raise HTTPException(403)
    return proven(request, _fields(await read_body(request)), cookie)


def media_type(request: Request) -> str:
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def proven(request: Request, fields: dict[str, str], cookie: str) -> dict[str, str]:
    """The fields without their token; 403 when it is not the one we gave with this cookie."""
    expected = form_token(cookie) if cookie else ""
    given = _unmasked(request.headers.get(TOKEN_HEADER) or fields.get(TOKEN_FIELD, ""))
    fields.pop(TOKEN_FIELD, None)
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise HTTPException(403)
    return fields


def masked(token: str) -> str:
    """Another text each time it is shown: the size of a compressed page tells nothing of it."""
    if not token:
        return ""
    mask = secrets.token_bytes(len(token) // 2)
    return mask.hex() + _crossed(bytes.fromhex(token), mask).hex()


def _unmasked(given: str) -> str:
    """Anything else than what we show is left as it is, to be refused."""
    half = len(given) // 2
    try:
        both = bytes.fromhex(given) if half == TOKEN_LENGTH else b""
    except ValueError:
        both = b""
    return _crossed(both[: half // 2], both[half // 2 :]).hex() if both else given


def _crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def checked(request: Request, model: type[AnyForm]) -> AnyForm:
    """The form as its model; 422 when a field is missing or wrong."""
    try:
        return model.model_validate(request.state.form)
    except ValidationError as error:
        raise HTTPException(422) from error


def check_origin(request: Request, public_url: str) -> None:
    """Browsers say where a request comes from; one that says nothing leaves it to the token.

    `Origin: null` says nothing either: our own Referrer-Policy asks for it.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        raise HTTPException(403)
    origin = request.headers.get("origin", "null")
    if origin != "null" and origin not in _own_origins(request, public_url):
        raise HTTPException(403)


def _own_origins(request: Request, public_url: str) -> set[str]:
    """The public one, and the host just asked for: only trusted hosts come this far."""
    public = urlsplit(public_url)
    host = request.headers.get("host", "")
    return {f"{public.scheme}://{public.netloc}", f"{request.url.scheme}://{host}"}


def _fields(body: bytes) -> dict[str, str]:
    """Each name once: two values for one name would let two readers disagree."""
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise HTTPException(422) from error
    fields = {name: clean(value) for name, value in pairs}
    if len(fields) != len(pairs):
        raise HTTPException(422)
    return fields


def clean(value: str) -> str:
    """Lines end as everywhere else; the null character, which no database takes, is dropped."""
    return value.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def number(text: str) -> int:
    """Of a row, as an address gives it; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
