"""The files of a received e-mail: fetched from their signed addresses, within limits."""

import re
import socket
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import httpx

from coccinelle.channels.email_resend.api import ReceivedFile, trusted
from coccinelle.channels.email_resend.settings import ResendSettings
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.messages import Attachment
from coccinelle.kit.file_kind import kind_of
from coccinelle.kit.public_address import is_public

MAX_BYTES = 10 * 1024 * 1024  # one file
MAX_TOTAL = 30 * 1024 * 1024  # all files of one e-mail
MAX_FILES = 20
MAX_REDIRECTS = 2
MAX_NAME = 120
HOST = ".resend.com"
TOO_LARGE = "Fichier trop lourd : 10 Mo au plus."
UNREAD = "Ce fichier n'a pas pu être lu chez Resend."
TOO_MANY = "Trop de fichiers dans cet e-mail."
NOT_KEPT = "Ce type de fichier n'est pas gardé : seulement photos et PDF."
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class _TooLarge(Exception):
    pass


class FilesOf:
    """Downloads with no key of ours: the address itself is the permission."""

    def __init__(self, settings: ResendSettings) -> None:
        self._own = urlsplit(settings.base_url)
        self._client = httpx.Client(
            verify=trusted(), timeout=settings.timeout_seconds, headers={"User-Agent": "coccinelle"}
        )

    def take(self, files: list[ReceivedFile]) -> tuple[Attachment, ...]:
        """Those not kept have their reason: no file holds up the words it came with."""
        taken: list[Attachment] = []
        room = MAX_TOTAL
        for file in files[:MAX_FILES]:
            taken.append(self._take(file, min(room, MAX_BYTES)))
            room -= len(taken[-1].content)
        more = len(files) - MAX_FILES
        if more > 0:
            taken.append(Attachment(f"{more} autres fichiers", "", b"", TOO_MANY))
        return tuple(taken)

    def close(self) -> None:
        self._client.close()

    def _take(self, file: ReceivedFile, room: int) -> Attachment:
        name = label(file.filename or "")
        try:
            content = self._twice(file.download_url, room)
        except _TooLarge:
            return Attachment(name, "", b"", TOO_LARGE)
        except (PermanentError, TemporaryError) as refusal:
            return Attachment(name, "", b"", str(refusal))
        kind = kind_of(content)
        return Attachment(name, kind, content) if kind else Attachment(name, "", b"", NOT_KEPT)

    def _twice(self, url: str, room: int) -> bytes:
        try:
            return self._download(url, room)
        except TemporaryError:
            return self._download(url, room)

    def _download(self, url: str, room: int) -> bytes:
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url)
            found = self._get(url, room)
            if isinstance(found, bytes):
                return found
            url = found
        raise PermanentError("Ce fichier renvoie sans fin ailleurs.")

    def _get(self, url: str, room: int) -> bytes | str:
        """The content, or where it is to be had."""
        try:
            with self._client.stream("GET", url, follow_redirects=False) as answer:
                if answer.has_redirect_location:
                    return str(answer.url.join(answer.headers["location"]))
                if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
                    raise TemporaryError(UNREAD)
                if not answer.is_success:
                    raise PermanentError("Ce fichier n'est plus chez Resend.")
                return _capped(answer.iter_bytes(), room)
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise TemporaryError(UNREAD) from error

    def _check(self, url: str) -> None:
        """Resend's hosts over https, or the double this channel is set to."""
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) == (self._own.scheme, self._own.netloc):
            return
        check_public(url, resolve=_addresses)


def check_public(url: str, *, resolve: Callable[[str], Iterable[str]]) -> None:
    """https leaves no room for a name that changes its address between this look-up and the call: a
    server inside cannot show the certificate of that name. Raises PermanentError."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise PermanentError("L'adresse de ce fichier ne se lit pas.") from None
    plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    if not plain or not host.isascii() or not host.endswith(HOST) or "\\" in url:
        raise PermanentError("Ce fichier est à une adresse où nous n'allons pas.")
    if not all(map(is_public, resolve(host))):
        raise PermanentError("Ce fichier est à une adresse où nous n'allons pas.")


def label(name: str) -> str:
    """A name to show, never a place: no path, no control, no sign that turns the reading round."""
    clean = _ODD.sub("", unicodedata.normalize("NFC", name))
    clean = re.sub(r"[/\\:]+", "_", " ".join(clean.split())).strip(" .")
    return clean[-MAX_NAME:] or "sans nom"


def _capped(parts: Iterable[bytes], room: int) -> bytes:
    content = bytearray()
    for part in parts:
        content += part
        if len(content) > room:
            raise _TooLarge
    return bytes(content)


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TemporaryError(UNREAD) from error
    return [str(address[4][0]) for address in found]
