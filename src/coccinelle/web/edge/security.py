"""Headers of every response, and the nonce that lets our one script run."""

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NONCE = "coccinelle.nonce"
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self';"
    " font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self';"
    " worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
    " object-src 'none'; require-trusted-types-for 'script'; trusted-types coccinelle htmx phone"
)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """The outermost layer, so that refusals and mistakes carry the headers too."""

    def __init__(self, app: ASGIApp, *, is_secure: bool) -> None:
        self._app = app
        self._is_secure = is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        nonce = new_nonce(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                harden(MutableHeaders(scope=message), nonce, is_secure=self._is_secure)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def new_nonce(scope: Scope) -> str:
    nonce = secrets.token_urlsafe(18)
    scope[NONCE] = nonce
    return nonce


def harden(headers: MutableHeaders, nonce: str, *, is_secure: bool) -> None:
    """What a page shows is private: nothing keeps it, unless the route itself says otherwise. A
    file that is no page of ours comes with a policy of its own, which allows nothing at all."""
    headers.setdefault("Content-Security-Policy", _POLICY.format(nonce=nonce))
    for name, value in _FIXED.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")
    if is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
