"""Customers who write real sentences, signed as Twilio signs them, each once it was answered."""

import http.client
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from coccinelle.bench.house import SHOP_PHONE, House
from coccinelle.bench.shop import Shop
from coccinelle.core.errors import PermanentError
from coccinelle.sandbox.twilio import signed_form

CONNECTIONS = 4  # at the webhook, each kept open as a provider's would be
LOOK_EVERY = 0.02  # seconds
PATIENCE = 60.0  # seconds for all that was written to be answered

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
class Written:
    """A message that the webhook took."""

    phone: str
    text: str
    sid: str


class Customers:
    """Posts as the provider would, over a few open connections. written: in order."""

    def __init__(self, house: House, shop: Shop) -> None:
        self._house, self._shop = house, shop
        self._path = urlsplit(shop.webhook_url).path
        self.written: list[Written] = []
        self._free: SimpleQueue[http.client.HTTPConnection] = SimpleQueue()

    def write(self, phone: str, text: str, sid: str | None = None) -> int:
        """The status of the answer; 0 when there was none, twice. sid: to post the same again."""
        body, headers = signed_form(
            self._shop.webhook_url, self._house.auth_token,
            _form(self._house.account_sid, phone, text, sid or new_sid()),
        )  # fmt: skip
        try:
            used = self._free.get_nowait()
        except Empty:
            used = self._connect()
        return self._post(used, body, headers) or self._post(self._connect(), body, headers)

    def one_by_one(self, phone: str, texts: Sequence[str]) -> list[float]:
        """Milliseconds from the post of each to the provider's receipt of its answer."""
        taken = []
        for text in texts:
            posted_at = time.time() + self._shop.offset_seconds
            self._expect_taken(phone, text)
            self._until_answered(phone)
            left_at = float(self._shop.ask(_LEFT_AT, phone)[0][0] or 0)
            if left_at > posted_at:
                taken.append((left_at - posted_at) * 1000)
        return taken

    def all_at_once(
        self,
        lines: Mapping[str, Sequence[str]],
        *,
        at_once: int | None = None,
        meanwhile: Callable[[], object] = lambda: None,
        patience: float = PATIENCE,
    ) -> float:
        """Each phone writes its lines, the next one once the last is answered; the seconds taken.

        at_once: customers who write at the same time, None for all. meanwhile: called again and
        again. Raises PermanentError when patience (seconds) ends.
        """
        unsaid = {phone: deque(texts) for phone, texts in lines.items()}
        calls: dict[str, Future[None]] = {}
        started = time.perf_counter()
        with ThreadPoolExecutor(CONNECTIONS) as connections:
            while unsaid:
                for phone in self._ready([*unsaid][:at_once], calls):
                    if unsaid[phone]:
                        text = unsaid[phone].popleft()
                        calls[phone] = connections.submit(self._expect_taken, phone, text)
                    else:
                        del unsaid[phone]
                meanwhile()
                _check_patience(started, patience)
                time.sleep(LOOK_EVERY)
        return time.perf_counter() - started

    def _ready(self, unsaid: Iterable[str], calls: dict[str, "Future[None]"]) -> list[str]:
        """Taken by the webhook before we looked, and no longer waiting when we did."""
        taken = [phone for phone in unsaid if phone not in calls or calls[phone].done()]
        for phone in taken:
            if phone in calls:
                calls[phone].result()
        waiting = self.waiting()
        return [phone for phone in taken if phone not in waiting]

    def waiting(self) -> set[str]:
        """The phones to which something has yet to be answered or to leave."""
        return {row[0] for row in self._shop.ask(_WAITING, self._shop.business_id)}

    def close(self) -> None:
        while not self._free.empty():
            self._free.get().close()

    def _until_answered(self, phone: str) -> None:
        started = time.perf_counter()
        while phone in self.waiting():
            _check_patience(started)
            time.sleep(LOOK_EVERY / 4)

    def _expect_taken(self, phone: str, text: str) -> None:
        sid = new_sid()
        if (status := self.write(phone, text, sid)) != 200:
            raise PermanentError(f"The webhook answered {status or 'nothing'}.")
        self.written.append(Written(phone, text, sid))

    def _post(
        self, connection: http.client.HTTPConnection, body: bytes, headers: dict[str, str]
    ) -> int:
        """0 also when the connection, long unused, had been closed meanwhile."""
        try:
            connection.request("POST", self._path, body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return 0
        self._free.put(connection)
        return answer.status

    def _connect(self) -> http.client.HTTPConnection:
        settings = self._house.settings
        return http.client.HTTPConnection("127.0.0.1", settings.port, timeout=30)


def phones(first: int, count: int) -> list[str]:
    """Numbers of the range kept for fiction."""
    return [f"+3363998{number:04d}" for number in range(first, first + count)]


def new_sid() -> str:
    return "SM" + secrets.token_hex(16)


def _check_patience(started: float, patience: float = PATIENCE) -> None:
    if time.perf_counter() - started > patience:
        raise PermanentError(f"Not everything was answered within {patience:.0f} s.")


def _form(account_sid: str, phone: str, text: str, sid: str) -> dict[str, str]:
    return {
        "AccountSid": account_sid, "ApiVersion": "2010-04-01", "Body": text, "From": phone,
        "FromCountry": "FR", "MessageSid": sid, "NumMedia": "0", "NumSegments": "1",
        "SmsMessageSid": sid, "SmsSid": sid, "SmsStatus": "received", "To": SHOP_PHONE,
        "ToCountry": "FR",
    }  # fmt: skip


_WAITING = """
select a.value from (
    select conversation_id, business_id from message where direction = 'inbound'
        and state = 'received'
    union
    select conversation_id, business_id from message where direction = 'outbound'
        and state in ('to_send', 'sending')
) as m
join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)
join address a on (a.business_id, a.id) = (c.business_id, c.address_id)
where m.business_id = %s
"""

_LEFT_AT = """
select extract(epoch from max(m.sent_at)) from message m
join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)
join address a on (a.business_id, a.id) = (c.business_id, c.address_id)
where a.value = %s and m.direction = 'outbound'
"""
