"""Templates: escaped whatever their name, with what every page needs."""

import gzip
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from coccinelle.web import i18n, static_files, words
from coccinelle.web.access.admission import Visit
from coccinelle.web.access.sessions import form_token, session_mark
from coccinelle.web.done import take_word_back, word_left
from coccinelle.web.edge.forms import TOKEN_FIELD, masked
from coccinelle.web.edge.security import NONCE
from coccinelle.web.shell import shell_of

SMALL = 1000  # bytes that are not worth compressing
# Marks that turn the direction of a text around: a name must not rewrite what stands beside it.
_DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page or a part of one; the token of its forms comes from the visit's own cookie."""
    visit: Visit | None = getattr(request.state, "visit", None)
    counts = values.pop("counts", None)
    page = _ENVIRONMENT.get_template(template).render(
        nonce=request.scope[NONCE],
        language=i18n.language(),
        now=visit.desk.now().isoformat() if visit else "",
        is_demo=getattr(request.app.state, "is_demo", False),
        member=visit.member if visit else None,
        business=visit.desk.business if visit else None,
        shell=cache(lambda: shell_of(visit, counts) if visit else None),
        session_mark=session_mark(visit.token) if visit else "",
        just_done=(just_done := None if is_part(request) else word_left(request)),
        form_token=masked(values.pop("token", "") or (form_token(visit.token) if visit else "")),
        **values,
    )
    response = _packed(request, page, status)
    if just_done:
        take_word_back(response)
    return response


def _packed(request: Request, page: str, status: int) -> HTMLResponse:
    """Compressed: what is secret in it is another text each time (forms.masked)."""
    content = page.encode()
    headers = {"Vary": "Accept-Encoding"}
    if len(content) > SMALL and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = gzip.compress(content, 5, mtime=0), "gzip"
    return HTMLResponse(content, status, headers)


def is_part(request: Request) -> bool:
    """Asked by the script of an open page, which shows the answer where it belongs."""
    return request.headers.get("hx-request") == "true"


def url(path: str, **query: object) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path


def _icon(name: str) -> Markup:
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        static_files.address_of("icons.svg"), name
    )


def _shown(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return value.translate(_DIRECTION_MARKS)


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_shown,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals.update(
    asset=static_files.address_of, icon=_icon, url=url, words=words, token_field=TOKEN_FIELD,
    _=i18n._, count=i18n.count, pair=i18n.pair, retold=i18n.retold,
)  # fmt: skip
