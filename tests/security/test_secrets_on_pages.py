"""A key written in a form is read nowhere: not on a page, in a log, an export or a copy."""

import re
from base64 import b64encode
from collections.abc import Iterator
from io import StringIO
from urllib.parse import quote

import pytest
import structlog

from coccinelle.kit import log
from coccinelle.store.database import Database
from coccinelle.web.access.audience import AUDIENCES, OWNER
from tests.loopback import ACCOUNT, Double
from tests.mailbox import OURS, SENDER
from tests.web.conftest import Caller, Shop, serving, web_app
from tests.web.settings.conftest import MAIL, NUMBER, SMS, WAYS, connected_shop
from tests.web.test_routes import ROWS, WORDS

SIGNING = "whsec_" + b64encode(b"canari-de-signature-0123").decode()
TWILIO = {"account_sid": ACCOUNT, "auth_token": "canari-jeton-0123456789abcdef",
          "next_auth_token": "canari-second-0123456789abcdef", "api_key": "SK" + "a" * 32,
          "api_secret": "canari-secret-0123456789", "number": NUMBER, "webhook_key_id": "k1",
          "webhook_key_secret": "canari-signature-0123456789"}  # fmt: skip
RESEND = {"api_key": "re_canari_0123456789", "webhook_secret": SIGNING, "sender": SENDER,
          "reply_address": OURS}  # fmt: skip
LAPOSTE = {"okapi_key": "canari-okapi-0123"}
COLISSIMO = {"api_key": "canari-colissimo-0123"}
CANARIES = [value for form in (TWILIO, RESEND, LAPOSTE, COLISSIMO) for name, value in form.items()
            if "canari" in value or name == "webhook_secret"]  # fmt: skip
STREAMS = ("/events", "/essayer/events")


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    opened = connected_shop(shared_database)
    opened.execute("delete from channel")
    return opened


@pytest.fixture(scope="module")
def alice(shop: Shop) -> Iterator[Caller]:
    with serving(web_app(shop)) as http:
        yield Caller(http, shop.employs("Alice", "owner"))


def seen_in(text: str) -> list[str]:
    """As it is, as an address writes it, as the web carries it."""
    return [one for one in CANARIES if any(form in text for form in _forms(one))]


def _forms(key: str) -> tuple[str, ...]:
    return key, quote(key), b64encode(key.encode()).decode()


@pytest.fixture(scope="module")
def answers(alice: Caller, shop: Shop, double_server: Double) -> dict[str, str]:
    """Each form kept, refused and tried where its keys are refused; then every page there is."""
    found: dict[str, str] = {}

    def post(path: str, **fields: str) -> str:
        answer = alice.post(path, **fields)
        found[f"POST {path} {len(found)}"] = f"{answer.headers}{answer.text}"
        return str(answer.headers.get("location", path)).partition("?")[0]

    forms = {SMS: TWILIO, MAIL: RESEND, f"{WAYS}/laposte": LAPOSTE, f"{WAYS}/colissimo": COLISSIMO}
    for path, form in forms.items():
        post(path, **{**form, "timeout_seconds": "never"})
        post(path, **{**form, "base_url": "https://example.org"})
        page = post(path, **form, base_url=double_server.base_url)
        post(f"{page}/essayer")
        post(f"{page}/essayer/rien", **form)
    post("/essayer/preparer")
    post(f"/clients/{shop.execute('select min(id) from contact')[0][0]}/export")
    for route, audience in AUDIENCES.items():
        method, path = route.split(" ")
        if method == "GET" and path not in STREAMS and audience.roles & OWNER.roles:
            path = _filled(path, shop)
            answer = alice.get(path)
            found[f"GET {path}"] = f"{answer.headers}{answer.text}"
    return found


def _filled(path: str, shop: Shop) -> str:
    for name in re.findall("{([a-z_]+)}", path):
        value = WORDS.get(name) or next(iter(shop.execute(ROWS[name])), (None,))[0] or 1
        path = path.replace(f"{{{name}}}", str(value))
    return path


def test_no_answer_of_the_program_shows_a_key(answers: dict[str, str]) -> None:
    assert len(answers) > 50
    assert {where: seen_in(text) for where, text in answers.items() if seen_in(text)} == {}


def test_the_journal_of_acts_and_every_table_are_without_them(
    answers: dict[str, str], shop: Shop
) -> None:
    tables = [str(row[0]) for row in shop.execute(
        "select c.relname from pg_class c where c.relrowsecurity and c.relkind = 'r'"
    )]  # fmt: skip
    for table in tables:
        rows = shop.execute(f"select t::text from {table} t")
        assert seen_in("".join(str(row[0]) for row in rows)) == [], table


def test_a_copy_made_for_trials_has_no_key_at_all(answers: dict[str, str], shop: Shop) -> None:
    with shop.place.database.routing() as connection:
        copies = connection.execute("select business_id, sandbox_of from copies()").fetchall()
    copy = next(number for number, parent in copies if parent == shop.id)
    with shop.place.database.transaction(copy) as connection:
        rows = connection.execute("select settings, secrets from channel").fetchall()
        others = connection.execute("select count(*) from connector").fetchone()
    assert rows
    assert {(str(settings), secrets) for settings, secrets in rows} == {("{}", None)}
    assert others == (0,)


@pytest.fixture
def written() -> Iterator[StringIO]:
    """Our log as a process writes it, whoever configured it before."""
    before, lines = structlog.get_config(), StringIO()
    log.configure("debug")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(lines))
    yield lines
    structlog.configure(**before)


def test_no_line_of_the_log_has_one(
    alice: Caller, shop: Shop, double_server: Double, written: StringIO,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level("DEBUG")
    page = (
        alice.post(SMS, **TWILIO, base_url=double_server.base_url)
        .headers["location"]
        .partition("?")[0]
    )
    alice.post(f"{page}/essayer")
    alice.http.post(f"/webhooks/sms_twilio/{shop.execute('select key from channel')[0][0]}")
    assert "webhook refused" in written.getvalue()
    assert seen_in(written.getvalue() + caplog.text) == []
