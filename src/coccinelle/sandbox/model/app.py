"""The double as a web application."""

from pydantic import ValidationError
from starlette.applications import Starlette

from coccinelle.sandbox.model.api import api_routes
from coccinelle.sandbox.model.controls import control_routes
from coccinelle.sandbox.model.script import Script
from coccinelle.sandbox.refusing import unreadable


def create_app(*, key: str = "", model: str = "") -> Starlette:
    """key: the one it accepts, any when empty; model: the only one it knows, any when empty.

    The script is in `app.state.script` for whoever runs the app in his own process.
    """
    script = Script(key, model)
    app = Starlette(
        routes=[*api_routes(script), control_routes(script)],
        exception_handlers={ValidationError: unreadable},
    )
    app.state.script = script
    return app
