"""Resend's API over HTTP: send, read back, read what was received; a word for each failure."""

import logging
from functools import cache
from ssl import SSLContext
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, Field, ValidationError

from coccinelle.channels.email_resend import faults
from coccinelle.channels.email_resend.settings import ResendSettings
from coccinelle.core.channel import SendRefused
from coccinelle.core.errors import OutcomeUnknown, PermanentError, TemporaryError

CONNECT_SECONDS = 5.0
MAX_WAIT_SECONDS = 3600.0
LARGEST_ANSWER = 20 * 1024 * 1024  # an e-mail's text and HTML, written as JSON
NOBODY_S = "00000000-0000-0000-0000-000000000000"
USER_AGENT = "coccinelle"  # without one Resend refuses every call

UNREACHABLE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

log = logging.getLogger(__name__)
Model = TypeVar("Model", bound=BaseModel)


class Sent(BaseModel):
    id: str


class SentEmail(BaseModel):
    message_id: str | None = None


class ReceivedFile(BaseModel):
    id: str
    filename: str | None = None
    size: int | None = None
    download_url: str = ""


class ReceivedEmail(BaseModel, hide_input_in_errors=True):
    """headers: names in any case; a repeated one is a list, or a JSON list within a text."""

    id: str
    sender: str = Field(default="", alias="from")
    to: list[str] = []
    cc: list[str] | None = None
    bcc: list[str] | None = None
    subject: str | None = None
    message_id: str | None = None
    text: str | None = None
    html: str | None = None
    headers: dict[str, Any] | None = None
    attachments: list[ReceivedFile] = []


class Files(BaseModel):
    data: list[ReceivedFile]


class _Error(BaseModel):
    name: str = ""


class AlreadySent(Exception):
    """The same key was used with other words: an e-mail of ours left under it."""


class EmailsApi:
    def __init__(self, settings: ResendSettings) -> None:
        self._client = httpx.Client(
            base_url=settings.base_url,
            headers={
                "Authorization": f"Bearer {settings.api_key.get_secret_value()}",
                "User-Agent": USER_AGENT,
            },
            verify=trusted(),
            timeout=httpx.Timeout(settings.timeout_seconds, connect=CONNECT_SECONDS),
        )

    def send(self, email: dict[str, Any], key: str) -> str:
        """The e-mail's id. Raises SendRefused, TemporaryError, OutcomeUnknown, AlreadySent."""
        try:
            answer = self._client.post("/emails", json=email, headers={"Idempotency-Key": key})
        except UNREACHABLE as error:
            raise TemporaryError("Resend est injoignable pour le moment.") from error
        except httpx.RequestError as error:
            raise OutcomeUnknown("La connexion à Resend s'est rompue pendant l'envoi.") from error
        _note(answer)
        _raise_refusal(answer)
        try:
            return Sent.model_validate_json(answer.content).id
        except ValidationError:  # whose text quotes the answer
            raise OutcomeUnknown("Resend a répondu autre chose qu'un reçu.") from None

    def message_id(self, email_id: str) -> str:
        """ "" as long as Resend does not tell. Raises TemporaryError, PermanentError."""
        return self._read(f"/emails/{email_id}", SentEmail).message_id or ""

    def received(self, email_id: str) -> ReceivedEmail:
        """Raises TemporaryError, PermanentError."""
        return self._read(f"/emails/receiving/{email_id}", ReceivedEmail)

    def files(self, email_id: str) -> list[ReceivedFile]:
        """With the signed address of each. Raises TemporaryError, PermanentError."""
        path = f"/emails/receiving/{email_id}/attachments?limit=100"
        return self._read(path, Files).data

    def check(self) -> None:
        """Asks for an e-mail that no account has. Raises PermanentError, TemporaryError."""
        try:
            answer = self._client.get(f"/emails/{NOBODY_S}")
        except UNREACHABLE as error:
            raise TemporaryError(
                "Resend est injoignable : ce serveur est-il bien relié à Internet ?"
            ) from error
        except httpx.RequestError as error:
            raise TemporaryError("Resend ne répond pas.") from error
        _note(answer)
        if answer.status_code in (httpx.codes.OK, httpx.codes.NOT_FOUND):
            return
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
            raise TemporaryError("Resend répond, mais pas comme prévu.")
        raise PermanentError("Resend refuse cette clé d'API ; il lui faut l'accès complet.")

    def close(self) -> None:
        self._client.close()

    def _read(self, path: str, model: type[Model]) -> Model:
        try:
            answer = self._client.get(path)
        except httpx.RequestError as error:
            raise TemporaryError("Resend est injoignable pour le moment.") from error
        _note(answer)
        if answer.status_code in (httpx.codes.NOT_FOUND, httpx.codes.UNPROCESSABLE_ENTITY):
            raise PermanentError("Resend ne connaît pas cet e-mail.")
        if not answer.is_success or len(answer.content) > LARGEST_ANSWER:
            raise TemporaryError("Resend ne donne pas cet e-mail.", _retry_after(answer))
        try:
            return model.model_validate_json(answer.content)
        except ValidationError:  # whose text quotes the e-mail
            raise TemporaryError("Resend a répondu autre chose qu'un e-mail.") from None


@cache
def trusted() -> SSLContext:
    """Read once from disk, not once per business."""
    return httpx.create_ssl_context()


def _note(answer: httpx.Response) -> None:
    log.info("resend answered %s", answer.status_code)


def _raise_refusal(answer: httpx.Response) -> None:
    """A 5xx may come after the e-mail was taken; with its key it can be asked again."""
    if answer.is_success:
        return
    if answer.is_server_error:
        raise OutcomeUnknown("Resend a eu une panne pendant l'envoi.")
    name = _name(answer)
    if answer.status_code == httpx.codes.CONFLICT:
        if name == "invalid_idempotent_request":
            raise AlreadySent
        raise OutcomeUnknown("Resend traite déjà cet envoi.")
    fault = faults.of(name)
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        wait = MAX_WAIT_SECONDS if name.endswith("quota_exceeded") else _retry_after(answer)
        raise TemporaryError(fault.sentence, wait)
    raise SendRefused(fault)


def _name(answer: httpx.Response) -> str:
    try:
        name = _Error.model_validate_json(answer.content).name
    except ValidationError:
        name = ""
    if name == "validation_error" and answer.status_code == httpx.codes.FORBIDDEN:
        return "domain_not_verified"
    return name or f"http_{answer.status_code}"


def _retry_after(answer: httpx.Response) -> float | None:
    """Seconds."""
    given = answer.headers.get("retry-after") or answer.headers.get("ratelimit-reset") or ""
    return min(float(given), MAX_WAIT_SECONDS) if given.isascii() and given.isdigit() else None
