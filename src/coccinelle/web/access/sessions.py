"""Sessions of members: a random token in a cookie, its hash in the database, real time only."""

import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from coccinelle.store import phones, sessions
from coccinelle.store.database import Database
from coccinelle.store.members import Member

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=30)
_TOKEN = re.compile("[A-Za-z0-9_-]{43}")
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def open_session(database: Database, business_id: int, member_id: int, browser: str = "") -> str:
    """The new token: 256 random bits that are written down nowhere on our side."""
    token, now = new_token(), datetime.now(UTC)
    with database.transaction(business_id) as connection:
        sessions.add(connection, member_id, token_hash(token), browser=browser, at=now)
        phones.reopen(connection, member_id)  # a password is not a number that can be forged
    return token


def member_of(database: Database, token: str, *, is_active: bool = True) -> Member | None:
    """Who holds this token. Not active: asked by a page left open, which keeps nothing alive."""
    now = datetime.now(UTC)
    business_id = sessions.business_of(database, token_hash(token)) if token else None
    if business_id is None:
        return None
    with database.transaction(business_id) as connection:
        return sessions.member_of(
            connection,
            token_hash(token),
            idle_since=now - IDLE,
            born_since=now - ABSOLUTE,
            now=now if is_active else _LONG_AGO,  # a past "now" never counts as being seen
        )


def close_session(database: Database, token: str) -> None:
    business_id = sessions.business_of(database, token_hash(token)) if token else None
    if business_id is not None:
        with database.transaction(business_id) as connection:
            sessions.close(connection, token_hash(token))


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def form_token(cookie: str) -> str:
    """What a form of this cookie's holder carries; another site can neither read nor guess it."""
    return hmac.new(cookie.encode(), b"form", hashlib.sha256).hexdigest()


def session_mark(cookie: str) -> str:
    """What a page may know its session by: the same on each of them, good for nothing else."""
    return hmac.new(cookie.encode(), b"mark", hashlib.sha256).hexdigest()[:12]


class Cookies:
    """The `session` of a member, and the `visitor` of someone about to log in.

    Over https their names start with `__Host-`: no other host or path can plant one.
    """

    def __init__(self, public_url: str) -> None:
        self._is_secure = public_url.startswith("https://")
        prefix = "__Host-" if self._is_secure else ""
        self.session, self.visitor = prefix + "session", prefix + "visitor"

    def read(self, request: Request, name: str) -> str:
        """The token, or nothing when it is not one of ours."""
        value = request.cookies.get(name, "")
        return value if _TOKEN.fullmatch(value) else ""

    def give(self, response: Response, name: str, token: str) -> None:
        response.set_cookie(
            name, token, max_age=int(ABSOLUTE.total_seconds()), path="/",
            secure=self._is_secure, httponly=True, samesite="lax",
        )  # fmt: skip

    def take_back(self, response: Response, name: str) -> None:
        response.delete_cookie(
            name, path="/", secure=self._is_secure, httponly=True, samesite="lax"
        )
