"""The app on a phone: its manifest, its worker, and the page shown when nobody can be reached."""

import hashlib
import json
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from coccinelle.web import static_files
from coccinelle.web.i18n import speak
from coccinelle.web.pages import render

OFFLINE = "/hors-ligne"
# All that the worker keeps: nothing of any business.
KEPT = ("app.css", "app.js", "htmx.js", "offline.js", "icons.svg", "inter.woff2", "coccinelle.svg",
        "icon-192.png")  # fmt: skip
ROUTES = APIRouter()
_HERE = Path(__file__).parent
_WORKER_POLICY = "default-src 'none'; connect-src 'self'"


@ROUTES.get("/manifest.webmanifest")
def manifest() -> Response:
    return JSONResponse(
        {
            "id": "/", "start_url": "/", "scope": "/", "lang": "fr", "dir": "ltr",
            "name": "Coccinelle, messages clients", "short_name": "Coccinelle",
            "description": "Vos clients, ce qui attend votre accord, ce qui presse.",
            "display": "standalone", "background_color": "#f7f5f1", "theme_color": "#ffffff",
            "categories": ["business", "productivity"],
            "icons": [_icon("icon-192.png", 192), _icon("icon-512.png", 512),
                      _icon("icon-maskable-512.png", 512, "maskable")],
            "shortcuts": [
                {"name": "À valider", "url": "/a-valider"},
                {"name": "Urgences", "url": "/urgences"},
            ],
        },
        media_type="application/manifest+json",
        headers={"Cache-Control": "no-cache"},
    )  # fmt: skip


@ROUTES.get("/sw.js")
def worker() -> Response:
    """At the root, so that its scope is the whole site; another one whenever a file changes."""
    return Response(
        _worker(),
        media_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache", "Content-Security-Policy": _WORKER_POLICY},
    )


@ROUTES.get(OFFLINE)
def offline_page(request: Request) -> Response:
    """In the browser's language: it is kept before anybody is known."""
    speak(request.headers.get("accept-language", "")[:2])
    return render(request, "offline.html")


@cache
def _worker() -> str:
    source = (_HERE / "static" / "worker.js").read_text()
    page = (_HERE / "templates" / "offline.html").read_text()
    files = [OFFLINE, *map(static_files.address_of, KEPT)]
    version = hashlib.sha256("\n".join((source, page, *files)).encode()).hexdigest()[:12]
    head = {
        "VERSION": version, "FILES": files, "OFFLINE": OFFLINE,
        "ICON": static_files.address_of("icon-192.png"),
    }  # fmt: skip
    constants = (f"const {name} = {json.dumps(value)};" for name, value in head.items())
    return "\n".join((*constants, source))


def _icon(name: str, size: int, purpose: str = "any") -> dict[str, str]:
    return {
        "src": static_files.address_of(name), "sizes": f"{size}x{size}", "type": "image/png",
        "purpose": purpose,
    }  # fmt: skip
