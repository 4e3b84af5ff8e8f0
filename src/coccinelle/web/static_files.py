"""Our few public files, read once and kept compressed; their address changes with their content."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class StaticFile:
    """packed: None for what is compressed already."""

    content: bytes
    packed: bytes | None
    media_type: str
    version: str


@ROUTES.get("/static/{name}")
def static_file(request: Request, name: str, v: str = "") -> Response:
    found = _files().get(name)
    if found is None:
        raise HTTPException(404)
    kept = "public, max-age=31536000, immutable" if v == found.version else "no-cache"
    headers = {"Cache-Control": kept}
    content = found.content
    if found.packed is not None:
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            content, headers["Content-Encoding"] = found.packed, "gzip"
    return Response(content, media_type=found.media_type, headers=headers)


def address_of(name: str) -> str:
    return f"/static/{name}?v={_files()[name].version}"


@cache
def _files() -> dict[str, StaticFile]:
    """By name: an address can only name a file that is in the folder."""
    found = {
        path.name: _file(path.suffix, path.read_bytes())
        for folder in (_FOLDER, _FOLDER / "vendor")
        for path in folder.iterdir()
        if path.suffix in _TYPES
    }
    sheet = "\n".join(path.read_text() for path in sorted((_FOLDER / "css").glob("*.css")))
    found["app.css"] = _file(".css", _with_addresses(sheet, found).encode())
    script = "\n".join(path.read_text() for path in sorted((_FOLDER / "js").glob("*.js")))
    found["app.js"] = _file(".js", script.encode())
    return found


def _with_addresses(sheet: str, found: dict[str, StaticFile]) -> str:
    return re.sub(
        r"url\(([a-z0-9.-]+)\)",
        lambda name: f"url(/static/{name[1]}?v={found[name[1]].version})",
        sheet,
    )


def _file(suffix: str, content: bytes) -> StaticFile:
    version = hashlib.sha256(content).hexdigest()[:12]
    packed = None if suffix in (".woff2", ".png") else gzip.compress(content, 9, mtime=0)
    return StaticFile(content, packed, _TYPES[suffix], version)
