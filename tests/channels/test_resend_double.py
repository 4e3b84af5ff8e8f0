"""The double judged by Resend's own client and its published description."""

import base64
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
import resend as sdk
from resend.exceptions import ResendError

from tests.mailbox import API_KEY, EMMA, OURS, SECRET, ResendDouble

PUBLISHED = Path(__file__).parents[2].parent / "shared/specs/resend_emails_receiving.openapi.json"
EMAIL: Any = {"from": f"Shop <{OURS}>", "to": [EMMA], "subject": "Robe", "text": "Oui"}


@pytest.fixture(autouse=True)
def _client(resend: ResendDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    """Resend's own client, turned to the double."""
    monkeypatch.setattr(sdk, "api_url", resend.base_url)
    monkeypatch.setattr(sdk, "api_key", API_KEY)


def test_an_email_is_sent_then_read_back(resend: ResendDouble) -> None:
    sent = sdk.Emails.send(EMAIL)
    found = sdk.Emails.get(sent["id"])
    assert (found["to"], found["subject"]) == ([EMMA], "Robe")
    assert dict(found)["message_id"].startswith("<")


def test_a_key_gives_the_same_email_and_refuses_other_words(resend: ResendDouble) -> None:
    first = sdk.Emails.send(EMAIL, {"idempotency_key": "k1"})
    assert sdk.Emails.send(EMAIL, {"idempotency_key": "k1"})["id"] == first["id"]
    with pytest.raises(ResendError) as refused:
        sdk.Emails.send({**EMAIL, "text": "Non"}, {"idempotency_key": "k1"})
    assert (refused.value.code, refused.value.error_type) == (409, "invalid_idempotent_request")
    assert len(resend.sent()) == 1


@pytest.mark.parametrize(
    ("changes", "status", "name"),
    [
        ({"to": []}, 422, "missing_required_field"),
        ({"subject": ""}, 422, "missing_required_field"),
        ({"to": ["emma"]}, 422, "validation_error"),
        ({"text": ""}, 422, "missing_required_field"),
        ({"tags": [{"name": "é", "value": "1"}]}, 422, "validation_error"),
    ],
)
def test_what_resend_refuses(changes: dict[str, Any], status: int, name: str) -> None:
    with pytest.raises(ResendError) as refused:
        sdk.Emails.send({**EMAIL, **changes})
    assert (refused.value.code, refused.value.error_type) == (status, name)


@pytest.mark.parametrize(("key", "status"), [("re_other", 403), ("", 401)])
def test_a_wrong_key_is_refused(resend: ResendDouble, key: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = httpx.post(f"{resend.base_url}/emails", json=EMAIL, headers=headers, timeout=30)
    assert answer.status_code == status


def test_what_was_received_is_read_with_its_files(resend: ResendDouble) -> None:
    content = base64.b64encode(b"%PDF-1.7").decode()
    told = resend.write("Bonjour", attachments=[{"filename": "a.pdf", "content": content}])
    email = sdk.Emails.Receiving.get(told["id"])
    assert (email["text"], email["from"], email["to"]) == ("Bonjour", EMMA, [OURS])
    (file,) = sdk.Emails.Receiving.Attachments.list(told["id"])["data"]
    assert httpx.get(file["download_url"], timeout=30).content == b"%PDF-1.7"


def test_a_webhook_gets_a_secret_of_its_own() -> None:
    made = sdk.Webhooks.create({"endpoint": "http://127.0.0.1:9/", "events": ["email.received"]})
    assert made["signing_secret"].startswith("whsec_")


def test_the_answers_have_the_published_form(resend: ResendDouble) -> None:
    if not PUBLISHED.exists():
        pytest.skip("Resend's published description is not beside the project")
    schemas = json.loads(PUBLISHED.read_text())["components"]["schemas"]
    sent = sdk.Emails.send(EMAIL)
    told = resend.write("Bonjour", attachments=[{"filename": "a.pdf"}])
    email = httpx.get(
        f"{resend.base_url}/emails/receiving/{told['id']}",
        headers={"Authorization": f"Bearer {API_KEY}"},
        timeout=30,
    ).json()
    assert set(sent) - {"http_headers"} <= schemas["SendEmailResponse"]["properties"].keys()
    assert email.keys() == schemas["GetReceivedEmailResponse"]["properties"].keys()
    files = schemas["GetReceivedEmailResponse"]["properties"]["attachments"]["items"]["properties"]
    assert email["attachments"][0].keys() == files.keys()


def test_the_double_runs_as_a_process_of_its_own() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "coccinelle.sandbox.resend", "--port", str(port),
         "--api-key", API_KEY, "--webhook-secret", SECRET],
        env=dict(os.environ),
    )  # fmt: skip
    try:
        assert _answers(f"http://127.0.0.1:{port}/_sandbox/emails") == []
    finally:
        process.terminate()
        process.wait(10)


def _answers(url: str) -> Any:
    ends_at = time.monotonic() + 60
    while True:
        try:
            return httpx.get(url, timeout=2, trust_env=False).json()
        except httpx.TransportError:
            assert time.monotonic() < ends_at, "it never started"
            time.sleep(0.1)
