"""The double as a web application."""

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from coccinelle.sandbox.model.api import api_routes
from coccinelle.sandbox.model.controls import control_routes
from coccinelle.sandbox.model.script import Script


def create_app(*, key: str = "", model: str = "") -> Starlette:
    """key: the one it accepts, any when empty; model: the only one it knows, any when empty.

    The script is in `app.state.script` for whoever runs the app in his own process.
    """
    script = Script(key, model)
    app = Starlette(
        routes=[*api_routes(script), control_routes(script)],
        exception_handlers={ValidationError: _unreadable},
    )
    app.state.script = script
    return app


async def _unreadable(request: Request, error: Exception) -> Response:
    """A control asked for badly: what was wrong, without the values."""
    assert isinstance(error, ValidationError)
    return JSONResponse(error.errors(include_input=False, include_context=False), 422)
