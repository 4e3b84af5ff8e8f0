"""Nothing a customer wrote, and nobody's number, is in any log: real processes, real words."""

import io
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import structlog

from coccinelle.demo.processes import free_ports
from coccinelle.kit import log
from coccinelle.kit.log import Discreet
from coccinelle.packs import demo_folder
from coccinelle.sandbox.twilio import signed_form
from coccinelle.store.postgres import SUPERUSER, EmbeddedServer, remove
from coccinelle.store.postgres.home import home_of
from tests.cli.conftest import environment
from tests.loopback import ACCOUNT, SHOP, TOKEN, Double
from tests.mailbox import API_KEY, OURS, SECRET, SENDER, ResendDouble

CANARIES = ("capucine-canari", "39981777", "canari@example.org", "mot-de-passe-canari", TOKEN,
            API_KEY, SECRET, "6A13000290106")  # fmt: skip
PHONE = "+33639981777"
PROGRAM = [sys.executable, "-m", "coccinelle"]


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("logs") / "var"
    yield folder
    remove(folder)


@contextmanager
def running(var: Path, port: int, output: Path) -> Iterator[None]:
    env = environment(
        var, COCCINELLE_PORT=str(port), COCCINELLE_PUBLIC_URL=f"http://127.0.0.1:{port}",
        COCCINELLE_LOG_LEVEL="info", PYTHONUNBUFFERED="1",
    )  # fmt: skip
    with output.open("wb") as file:
        children = [
            subprocess.Popen([*PROGRAM, name], env=env, stdout=file, stderr=file)
            for name in ("web", "worker")
        ]
        try:
            yield
        finally:
            for child in children:
                os.kill(child.pid, signal.SIGTERM)
            for child in children:
                child.wait(40)


def eventually(happened: Callable[[], object]) -> None:
    ends_at = time.monotonic() + 60
    while True:
        try:
            if happened():
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < ends_at, "it never happened"
        time.sleep(0.1)


def add_channel(var: Path, port: int, double: Double) -> str:
    env = environment(var, COCCINELLE_PUBLIC_URL=f"http://127.0.0.1:{port}")
    pairs = (f"account_sid={ACCOUNT}", f"auth_token={TOKEN}", f"number={SHOP}",
             f"base_url={double.base_url}")  # fmt: skip
    flags = [part for pair in pairs for part in ("--set", pair)]
    for command in (["import", str(demo_folder())], ["channel", "add", "sms_twilio", *flags]):
        done = subprocess.run(
            [*PROGRAM, *command], env=env, capture_output=True, text=True, timeout=90, check=True
        )
    return done.stdout.split()[-1]


def add_mailbox(var: Path, port: int, resend: ResendDouble) -> str:
    """And La Poste, which parcels are asked of by their number."""
    env = environment(var, COCCINELLE_PUBLIC_URL=f"http://127.0.0.1:{port}")
    mailbox = {"api_key": API_KEY, "webhook_secret": SECRET, "sender": SENDER,
               "reply_address": OURS, "base_url": resend.base_url}  # fmt: skip
    la_poste = {"okapi_key": API_KEY, "base_url": resend.base_url}
    for command, values in (
        (["connector", "add", "laposte"], la_poste),
        (["channel", "add", "email_resend"], mailbox),
    ):
        flags = [part for name, value in values.items() for part in ("--set", f"{name}={value}")]
        done = subprocess.run(
            [*PROGRAM, *command, *flags], env=env, capture_output=True, text=True, timeout=90,
            check=True,
        )  # fmt: skip
    return done.stdout.split()[-1]


def write_by_email(url: str, resend: ResendDouble) -> None:
    resend.forget()
    resend.listen(**{url: SECRET})
    file = {"filename": "capucine-canari.png", "content": "iVBORw0KGgoAAAAA"}
    resend.write(
        "Ici capucine-canari : la commande 2847, et le colis 6A13000290106 ?",
        sender=f"capucine-canari <{CANARIES[2]}>", subject="capucine-canari", attachments=[file],
        message_id="<capucine-canari@example.org>",
    )  # fmt: skip
    eventually(resend.sent)


def knock(url: str, **changes: str) -> int:
    fields = {"MessageSid": "SM" + "c" * 32, "AccountSid": ACCOUNT, "From": PHONE, "To": SHOP,
              "Body": "capucine-canari", "NumMedia": "0", **changes}  # fmt: skip
    body, headers = signed_form(url, TOKEN, fields)
    return httpx.post(url, content=body, headers=headers, timeout=30).status_code


def misbehave(url: str, root: str) -> list[int]:
    """Every way of being refused that a log line is written for."""
    forged = {"X-Twilio-Signature": "capucine-canari"}
    return [
        knock(url, MessageSid="capucine-canari"),
        knock(url, AccountSid="AC" + "9" * 32),
        knock(url + "capucine-canari"),
        knock(url, Body="capucine-canari" * 6000),
        httpx.post(url, content=b"Body=capucine-canari", headers=forged, timeout=30).status_code,
        httpx.post(root + "/login", data={"email": CANARIES[2], "password": CANARIES[3]},
                   headers={"cookie": "visitor=capucine-canari"}, timeout=30).status_code,
        httpx.get(root + "/conversations/capucine-canari", timeout=30).status_code,
        httpx.get(root + "/documents/1.capucine-canari", timeout=30).status_code,
        httpx.get(root + "/login", params={"next": "capucine-canari"}, timeout=30).status_code,
    ]  # fmt: skip


@pytest.mark.timeout(240)
def test_no_canary_sings_in_any_log(
    var: Path, tmp_path: Path, double_server: Double, resend_server: ResendDouble
) -> None:
    double_server.forget()
    port, output = free_ports(0)[0], tmp_path / "output"
    root = f"http://127.0.0.1:{port}"
    with EmbeddedServer(var, durable=False) as server:
        url = add_channel(var, port, double_server)
        mail_url = add_mailbox(var, port, resend_server)
        with running(var, port, output):
            eventually(lambda: httpx.get(root + "/healthz", timeout=30).status_code == 200)
            double_server.write(
                url, "Ici capucine-canari, canari@example.org, vous avez la RF-2847 en 38 ?",
                **{"from": PHONE},
            )  # fmt: skip
            eventually(lambda: replies(double_server))
            write_by_email(mail_url, resend_server)
            misbehave(url, root)
            _break_the_database(server.address.url(SUPERUSER))
            knock(url, MessageSid="SM" + "d" * 32, Body="encore capucine-canari")
            eventually(lambda: "UndefinedColumn" in output.read_text())
        postgres = home_of(var).log.read_text()
    said = output.read_text()
    assert "received" in said
    assert "attended" in said
    assert "announced" in said
    assert "UndefinedColumn" in said
    assert [canary for canary in CANARIES if canary in said] == []
    assert "ERROR" in postgres
    assert [canary for canary in CANARIES if canary in postgres] == []
    assert all(isinstance(json.loads(line), dict) for line in said.splitlines())


def replies(double: Double) -> list[dict[str, Any]]:
    return [m for m in double.messages() if m["to"] == PHONE]


def _break_the_database(url: str) -> None:
    """An error of ours, whose text quotes the statement and its values."""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("alter table message rename column text to said")


def formatted(call: Callable[[], None]) -> dict[str, Any]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet())
    logger = logging.getLogger("somebody.else")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        call()
    finally:
        logger.removeHandler(handler)
        logger.propagate = True
    (line,) = stream.getvalue().splitlines()
    return dict(json.loads(line))


def test_other_people_s_errors_are_told_without_their_words() -> None:
    def fail() -> None:
        try:
            int("capucine-canari")
        except ValueError:
            logging.getLogger("somebody.else").exception("about %s", "capucine-canari")

    told = formatted(fail)
    assert (told["event"], told["error"], told["level"]) == ("somebody.else", "ValueError", "error")
    assert "test_logs.py" in told["where"]
    assert "canari" not in json.dumps(told)


def test_a_line_break_in_a_value_stays_in_its_record(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    try:
        log.configure("info")
        structlog.get_logger().info("received", code='x\n{"level": "critical"}', text="canari")
        (line,) = capsys.readouterr().err.splitlines()
    finally:
        structlog.configure(**before)
    assert json.loads(line)["code"] == 'x\n{"level": "critical"}'
    assert "canari" not in line
