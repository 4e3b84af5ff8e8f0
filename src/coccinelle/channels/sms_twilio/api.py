"""Twilio's message resource over HTTP: two calls, and a word for each way they can fail."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from ssl import SSLContext

import httpx
from pydantic import BaseModel, ValidationError

from coccinelle.channels.sms_twilio import faults
from coccinelle.channels.sms_twilio.settings import TwilioSettings
from coccinelle.core.channel import SendRefused
from coccinelle.core.errors import OutcomeUnknown, PermanentError, TemporaryError
from coccinelle.kit.retry_after import retry_after

VERSION = "2010-04-01"
CONNECT_SECONDS = 5.0
PAGE_SIZE = 100
MAX_PAGES = 5

UNREACHABLE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
REFUSED = (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND)

log = logging.getLogger(__name__)


class _WithoutQuery(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        arguments = record.args if isinstance(record.args, tuple) else ()
        record.args = tuple(
            argument.copy_with(query=None) if isinstance(argument, httpx.URL) else argument
            for argument in arguments
        )
        return True


# httpx writes every address it calls at info level, and a look-up's holds a phone number.
logging.getLogger("httpx").addFilter(_WithoutQuery())


class SentMessage(BaseModel):
    """What we read of a message resource; dates are RFC 2822."""

    sid: str
    status: str
    body: str | None = None
    direction: str | None = None
    num_segments: str | None = None
    date_created: str | None = None


class _Page(BaseModel):
    messages: tuple[SentMessage, ...]
    next_page_uri: str | None = None


class _Error(BaseModel):
    code: int | None = None


class MessagesApi:
    def __init__(self, settings: TwilioSettings) -> None:
        self._path = f"/{VERSION}/Accounts/{settings.account_sid}/Messages.json"
        self._client = httpx.Client(
            base_url=settings.base_url,
            auth=settings.credentials,
            verify=_trusted(),
            timeout=httpx.Timeout(settings.timeout_seconds, connect=CONNECT_SECONDS),
        )

    def create(self, form: dict[str, str]) -> SentMessage:
        """Raises SendRefused, TemporaryError, OutcomeUnknown."""
        try:
            answer = self._client.post(self._path, data=form)
        except UNREACHABLE as error:
            raise TemporaryError("Twilio est injoignable pour le moment.") from error
        except httpx.RequestError as error:
            raise OutcomeUnknown("La connexion à Twilio s'est rompue pendant l'envoi.") from error
        _note(answer)
        _raise_refusal(answer)
        try:
            return SentMessage.model_validate_json(answer.content)
        except ValidationError:  # whose text quotes the message
            raise OutcomeUnknown("Twilio a répondu autre chose qu'un reçu.") from None

    def matching(self, filters: dict[str, str]) -> Iterator[SentMessage]:
        """Newest first, page by page. Raises TemporaryError, also when there are too many."""
        url, query = self._path, {**filters, "PageSize": str(PAGE_SIZE)}
        for _ in range(MAX_PAGES):
            page = self._page(url, query)
            yield from page.messages
            if not page.next_page_uri:
                return
            url, query = self._same_server(page.next_page_uri), {}
        raise TemporaryError("Trop de messages à relire chez Twilio.")

    def check(self) -> None:
        """Asks for one message, and looks at none. Raises PermanentError, TemporaryError."""
        try:
            answer = self._client.get(self._path, params={"PageSize": "1"})
        except UNREACHABLE as error:
            raise TemporaryError(
                "Twilio est injoignable : ce serveur est-il bien relié à Internet ?"
            ) from error
        except httpx.RequestError as error:
            raise TemporaryError("Twilio ne répond pas.") from error
        _note(answer)
        if answer.status_code in REFUSED:
            raise PermanentError(
                "Twilio refuse cet identifiant ou ce jeton : recopiez-les depuis sa page d'accueil."
            )
        if not answer.is_success:
            raise TemporaryError("Twilio répond, mais pas comme prévu.")

    def close(self) -> None:
        self._client.close()

    def _page(self, url: str, query: dict[str, str]) -> _Page:
        try:
            answer = self._client.get(url, params=query or None)
        except httpx.RequestError as error:
            raise TemporaryError("Twilio est injoignable pour le moment.") from error
        _note(answer)
        if answer.status_code == httpx.codes.OK:
            with suppress(ValidationError):  # whose text quotes the messages
                return _Page.model_validate_json(answer.content)
        raise TemporaryError(
            "Twilio ne dit pas ce qu'est devenu le message.", retry_after(answer.headers)
        )

    def _same_server(self, path: str) -> str:
        """Our credentials go nowhere else."""
        url = self._client.base_url.join(path)
        if (url.scheme, url.netloc) != (self._client.base_url.scheme, self._client.base_url.netloc):
            raise TemporaryError("Twilio renvoie vers un autre serveur.")
        return str(url)


@cache
def _trusted() -> SSLContext:
    """Read once from disk, not once per business."""
    return httpx.create_ssl_context()


def _note(answer: httpx.Response) -> None:
    request_id = answer.headers.get("Twilio-Request-Id", "")
    log.info("twilio answered %s, request %s", answer.status_code, request_id)


def _raise_refusal(answer: httpx.Response) -> None:
    """A 5xx may come after the message was taken; every other refusal comes before."""
    if answer.is_success:
        return
    if answer.is_server_error:
        raise OutcomeUnknown("Twilio a eu une panne pendant l'envoi.")
    wait = retry_after(answer.headers)
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise TemporaryError(faults.of("20429").sentence, wait)
    raise SendRefused(faults.of(_code(answer), wait))


def _code(answer: httpx.Response) -> str:
    try:
        code = _Error.model_validate_json(answer.content).code
    except ValidationError:
        code = None
    return str(code) if code else f"http_{answer.status_code}"
