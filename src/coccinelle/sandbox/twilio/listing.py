"""A list of messages as Twilio filters it and cuts it into pages."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from coccinelle.sandbox.twilio.message import Message, payload
from coccinelle.sandbox.twilio.refusals import Refusal

PAGE_SIZE = 50
LARGEST_PAGE = 1000


def matching(messages: Sequence[Message], query: Mapping[str, str]) -> list[Message]:
    """Filters To, From and the three of DateSent; a message not sent yet has no such date."""
    return [
        message
        for message in messages
        if query.get("To") in (None, "", message.recipient)
        and query.get("From") in (None, "", message.sender)
        and _was_sent(message.sent_at, query)
    ]


def page(messages: Sequence[Message], path: str, query: Mapping[str, str]) -> dict[str, Any]:
    """A page starts after the message its token names, so that newer ones do not shift it."""
    size, number = _size(query), int(query.get("Page") or 0)
    start = _start(messages, query.get("PageToken", ""))
    shown = messages[start : start + size]
    rest = {**query, "PageSize": str(size)}
    first = {name: value for name, value in rest.items() if name != "PageToken"} | {"Page": "0"}
    more = start + size < len(messages)
    following = {**rest, "Page": str(number + 1), "PageToken": f"PA{shown[-1].sid}"} if more else {}
    return {
        "messages": [payload(message) for message in shown],
        "page": number,
        "page_size": size,
        "start": number * size,
        "end": number * size + max(len(shown) - 1, 0),
        "uri": f"{path}?{urlencode({**rest, 'Page': number})}",
        "first_page_uri": f"{path}?{urlencode(first)}",
        "next_page_uri": f"{path}?{urlencode(following)}" if more else None,
        "previous_page_uri": None,
    }


def _was_sent(sent_at: datetime | None, query: Mapping[str, str]) -> bool:
    on, since, until = (query.get(f"DateSent{sign}") for sign in ("", ">", "<"))
    if not (on or since or until):
        return True
    return sent_at is not None and (
        (not on or sent_at.date() == _moment(on).date())
        and (not since or sent_at >= _moment(since))
        and (not until or sent_at.date() <= _moment(until).date())
    )


def _moment(text: str) -> datetime:
    """A day or a moment, in UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(20001) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _size(query: Mapping[str, str]) -> int:
    size = query.get("PageSize") or str(PAGE_SIZE)
    if not size.isdigit() or not 1 <= int(size) <= LARGEST_PAGE:
        raise Refusal(20001)
    return int(size)


def _start(messages: Sequence[Message], token: str) -> int:
    last = token.removeprefix("PA")
    return next((n + 1 for n, message in enumerate(messages) if message.sid == last), 0)
