"""Templates: escaped whatever their name, with what every page needs."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from coccinelle.web import static_files, words
from coccinelle.web.forms import TOKEN_FIELD
from coccinelle.web.security import NONCE
from coccinelle.web.sessions import form_token

# Marks that turn the direction of a text around: a name must not rewrite what stands beside it.
_DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page or a part of one; the token of its forms comes from the visit's own cookie."""
    visit = getattr(request.state, "visit", None)
    page = _ENVIRONMENT.get_template(template).render(
        nonce=request.scope[NONCE],
        is_demo=getattr(request.app.state, "is_demo", False),
        member=visit.member if visit else None,
        business=visit.desk.business if visit else None,
        form_token=values.pop("token", "") or (form_token(visit.token) if visit else ""),
        **values,
    )
    return HTMLResponse(page, status)


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
_ENVIRONMENT.globals.update(asset=static_files.address_of, words=words, token_field=TOKEN_FIELD)
