"""Customers who write real sentences, signed as Twilio signs them, each once it was answered."""

import http.client
import secrets
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from coccinelle.bench.house import SHOP_PHONE, House
from coccinelle.bench.shop import Shop
from coccinelle.core.errors import PermanentError
from coccinelle.sandbox.twilio import signed_form

CONNECTIONS = 4  # at the webhook, each kept open as a provider's would be
LOOK_EVERY = 0.02  # seconds
STUCK_AFTER = 60.0  # seconds without any answer

# Availability, hours, address, a price, a hold: one line is one customer's conversation.
CONVERSATIONS: tuple[tuple[str, ...], ...] = (
    ("Bonjour, la robe fleurie bleue vous l'avez en 38 ?", "Oui merci, je passe demain vers 17h !",
     "vous fermez à quelle heure samedi ?", "merci beaucoup, bonne journée"),
    ("slt c ouvert dimanche ?", "et samedi vous ouvrez à quelle heure",
     "vous avez la robe RL-310 en 40 ?", "elle coute combien ?"),
    ("Bonsoir, pouvez-vous me mettre de côté la robe RF-2849 en 42 svp ?",
     "parfait merci", "c'est quoi votre adresse ?", "Vous avez un parking ?"),
    ("Hello, do you have the blue floral dress in size 38?", "What time do you close tomorrow?",
     "What is your address?", "thank you!"),
    ("vous avez la robe pull bleu pétrole en M ?", "et en L ?",
     "mettez la moi de côté en L stp", "merci !"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """answered: inbound messages taken into account; is_waiting: something has yet to leave."""

    answered: int
    is_waiting: bool


class Customers:
    """Posts as the provider would, over a few open connections."""

    def __init__(self, house: House, shop: Shop) -> None:
        self._house, self._shop = house, shop
        self._path = urlsplit(shop.webhook_url).path
        self._free: list[http.client.HTTPConnection] = []

    def write(self, phone: str, text: str, sid: str | None = None) -> int:
        """The status of the answer; 0 when there was none, twice. sid: to post the same again."""
        body, headers = signed_form(
            self._shop.webhook_url, self._house.auth_token,
            _form(self._house.account_sid, phone, text, sid or new_sid()),
        )  # fmt: skip
        return self._post(body, headers) or self._post(body, headers)

    def one_by_one(self, phone: str, texts: Sequence[str]) -> list[float]:
        """Milliseconds from the post of each to the provider's receipt of its answer."""
        taken = []
        for number, text in enumerate(texts, 1):
            posted_at = time.time() + self._shop.offset_seconds
            self._expect_taken(phone, text)
            self._until_answered(phone, number)
            left_at = self._shop.ask(
                "select extract(epoch from max(m.sent_at)) from message m join conversation c"
                " on (c.business_id, c.id) = (m.business_id, m.conversation_id)"
                " join address a on (a.business_id, a.id) = (c.business_id, c.address_id)"
                " where a.value = %s and m.direction = 'outbound'",
                phone,
            )[0][0]
            if left_at and float(left_at) > posted_at:
                taken.append((float(left_at) - posted_at) * 1000)
        return taken

    def all_at_once(self, phones: Sequence[str]) -> tuple[int, float]:
        """Each holds a conversation of its own and writes on once answered: how many messages were
        answered, and in how many seconds."""
        lines = {p: CONVERSATIONS[n % len(CONVERSATIONS)] for n, p in enumerate(phones)}
        total = sum(map(len, lines.values()))
        written = dict.fromkeys(phones, 0)
        started = moved_at = time.perf_counter()
        with ThreadPoolExecutor(CONNECTIONS) as posts:
            while True:
                progress = self.progress()
                ready = [p for p in phones if _may_write(progress.get(p), written[p])]
                done = sum(written[p] == len(lines[p]) for p in ready)
                if done == len(phones):
                    return total, time.perf_counter() - started
                next_ones = [(p, lines[p][written[p]]) for p in ready if written[p] < len(lines[p])]
                for phone, text in next_ones:
                    written[phone] += 1
                    posts.submit(self._expect_taken, phone, text)
                moved_at = time.perf_counter() if next_ones else moved_at
                if time.perf_counter() - moved_at > STUCK_AFTER:
                    raise PermanentError(f"No answer left within {STUCK_AFTER:.0f} s.")
                time.sleep(LOOK_EVERY)

    def progress(self) -> dict[str, Progress]:
        rows = self._shop.ask(_PROGRESS, self._shop.business_id)
        return {phone: Progress(answered, waiting) for phone, answered, waiting in rows}

    def _until_answered(self, phone: str, count: int) -> None:
        ends_at = time.perf_counter() + STUCK_AFTER
        while not _may_write(self.progress().get(phone), count):
            if time.perf_counter() > ends_at:
                raise PermanentError(f"No answer left within {STUCK_AFTER:.0f} s.")
            time.sleep(LOOK_EVERY / 4)

    def _expect_taken(self, phone: str, text: str) -> None:
        if (status := self.write(phone, text)) != 200:
            raise PermanentError(f"The webhook answered {status or 'nothing'}.")

    def _post(self, body: bytes, headers: dict[str, str]) -> int:
        """0 also when the connection, long unused, had been closed meanwhile."""
        connection = self._free.pop() if self._free else self._connect()
        try:
            connection.request("POST", self._path, body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return 0
        self._free.append(connection)
        return answer.status

    def _connect(self) -> http.client.HTTPConnection:
        settings = self._house.settings
        return http.client.HTTPConnection("127.0.0.1", settings.port, timeout=30)


def phones(first: int, count: int) -> list[str]:
    """Numbers of the range kept for fiction."""
    return [f"+3363998{number:04d}" for number in range(first, first + count)]


def new_sid() -> str:
    return "SM" + secrets.token_hex(16)


def _may_write(progress: Progress | None, written: int) -> bool:
    if progress is None:
        return written == 0
    return progress.answered == written and not progress.is_waiting


def _form(account_sid: str, phone: str, text: str, sid: str) -> dict[str, str]:
    return {
        "AccountSid": account_sid, "ApiVersion": "2010-04-01", "Body": text, "From": phone,
        "FromCountry": "FR", "MessageSid": sid, "NumMedia": "0", "NumSegments": "1",
        "SmsMessageSid": sid, "SmsSid": sid, "SmsStatus": "received", "To": SHOP_PHONE,
        "ToCountry": "FR",
    }  # fmt: skip


_PROGRESS = """
select a.value, count(*) filter (where m.direction = 'inbound' and m.state = 'answered'),
    bool_or(m.state in ('to_send', 'sending'))
from message m
join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)
join address a on (a.business_id, a.id) = (c.business_id, c.address_id)
where m.business_id = %s group by 1
"""
