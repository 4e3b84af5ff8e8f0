"""Our few public files, read once; their address changes with their content."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

_FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class StaticFile:
    content: bytes
    media_type: str
    version: str


@ROUTES.get("/static/{name}")
def static_file(name: str, v: str = "") -> Response:
    found = _files().get(name)
    if found is None:
        raise HTTPException(404)
    kept = "public, max-age=31536000, immutable" if v == found.version else "no-cache"
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": kept})


def address_of(name: str) -> str:
    return f"/static/{name}?v={_files()[name].version}"


@cache
def _files() -> dict[str, StaticFile]:
    """By name: an address can only name a file that is in the folder."""
    return {path.name: _read(path) for path in _FOLDER.iterdir() if path.suffix in _TYPES}


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    version = hashlib.sha256(content).hexdigest()[:12]
    return StaticFile(content, _TYPES[path.suffix], version)
