"""The headers of a received e-mail as they are read: by name in any case, every value, in order."""

import json
import re
from collections.abc import Mapping
from typing import Any

from coccinelle.core.messages import BOUNCE, Thread

LONGEST = 8000  # characters of one header
MOST_VALUES = 50
MOST_REFERENCES = 50
_MESSAGE_ID = re.compile(r"<[^<>\s\x00-\x1f\x7f\ud800-\udfff]{1,250}>")
_NO_REPLY = re.compile(
    r"(?:no|ne|non)[-_.]?(?:pas[-_.]?)?(?:reply|repond(?:re|ez)|response)[-_.+0-9a-z]*@"
    r"|do[-_.]?not[-_.]?reply[^@]*@|bounces?[-+_.=][^@]*@",
)
# What mail programs write by themselves above an absence; "Absence de livraison" is a person's.
_ABSENCE = re.compile(
    r"(?:(?:re|tr|aw|fwd?) ?: ?)*(?:(?:réponse|reponse) automatique\b.*|automatic reply\b.*|"
    r"auto(?:matic)?[- ]?(?:reply|response)\b.*|out of (?:the )?office\b.*|(?:message d['’])?"
    r"absen(?:ce|te?)(?: du bureau)?)",
    re.I,
)
_SERVERS = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon)@")


class Headers:
    """values: those of one name, topmost first; one given under two spellings has lost its order,
    and is then not to be believed."""

    def __init__(self, given: Mapping[str, Any] | None) -> None:
        self._values: dict[str, list[str]] = {}
        self._doubtful: set[str] = set()
        for name, value in (given or {}).items():
            key = name.strip().lower()
            if key in self._values:
                self._doubtful.add(key)
            self._values.setdefault(key, []).extend(_several(value))

    def all(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def is_doubtful(self, name: str) -> bool:
        return name in self._doubtful


def automatic(headers: Headers, sender: str, subject: str, *, is_own: bool) -> str:
    """Why no person wrote it; "" when nothing says so."""
    if _is_bounce(headers, sender):
        return BOUNCE
    if is_own:
        return "own_address"
    if _is_auto_reply(headers) or _ABSENCE.fullmatch(subject.strip()):
        return "auto_reply"
    if _is_list(headers):
        return "mailing_list"
    return "no_reply" if _NO_REPLY.match(sender) else ""


def thread(headers: Headers, message_id: str, token: str) -> Thread:
    own = _ids(message_id) or _ids(headers.first("message-id"))
    answered = _ids(headers.first("in-reply-to"))
    return Thread(
        message_id=own[0] if own else "",
        in_reply_to=answered[0] if answered else "",
        references=tuple(_ids(" ".join(headers.all("references"))))[-MOST_REFERENCES:],
        token=token,
    )


def _is_bounce(headers: Headers, sender: str) -> bool:
    """A mail server speaks without a return path, so that nobody answers it."""
    returns = [value.strip() for value in headers.all("return-path")]
    report = headers.first("content-type").lower()
    is_report = report.startswith("multipart/report") and "delivery-status" in report
    return is_report or "<>" in returns or bool(_SERVERS.match(sender))


def _is_auto_reply(headers: Headers) -> bool:
    submitted = headers.first("auto-submitted").partition(";")[0].strip().lower()
    named = any(headers.all(n) for n in ("x-autoreply", "x-autorespond", "x-auto-reply-from"))
    return submitted not in ("", "no") or named or _asks_for_silence(headers)


def _is_list(headers: Headers) -> bool:
    precedence = headers.first("precedence").strip().lower()
    named = any(headers.all(n) for n in ("list-id", "list-unsubscribe", "list-post"))
    return named or precedence in ("bulk", "list", "junk")


def _asks_for_silence(headers: Headers) -> bool:
    asked = {w.strip().lower() for w in headers.first("x-auto-response-suppress").split(",")}
    return bool(asked & {"all", "autoreply", "oof"})


def _ids(text: str) -> list[str]:
    return _MESSAGE_ID.findall(text[:LONGEST])


def _several(value: Any) -> list[str]:
    """A list, or a JSON list within a text, is a header that came several times."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value[: LONGEST * 4])
        except (ValueError, RecursionError):
            return [value]
    values = value if isinstance(value, list) else [value]
    return [_unfolded(v) for v in values[:MOST_VALUES] if isinstance(v, str)]


def _unfolded(value: str) -> str:
    return re.sub(r"\r?\n[ \t]+", " ", value[:LONGEST])
