"""The door of the providers: what is refused leaves no trace."""

import httpx
import pytest

from coccinelle.sandbox.twilio import signed_form
from tests.journeys.conftest import World
from tests.loopback import ACCOUNT, JULIE, SHOP, TOKEN

FORM = "application/x-www-form-urlencoded"


def form(**changes: str) -> dict[str, str]:
    usual = {
        "MessageSid": "SM" + "1" * 32,
        "AccountSid": ACCOUNT,
        "From": JULIE,
        "To": SHOP,
        "Body": "Bonjour",
        "NumMedia": "0",
    }
    return {**usual, **changes}


def nothing_is_kept(world: World) -> bool:
    with world.desk.transaction() as connection:
        row = connection.execute("select count(*) from message").fetchone()
    return row == (0,)


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    return httpx.post(url, content=body, headers=headers, timeout=30).status_code


def test_a_signed_form_is_taken_in(world: World) -> None:
    body, headers = signed_form(world.webhook_url, TOKEN, form())
    assert post(world.webhook_url, body, headers) == 200
    assert not nothing_is_kept(world)


@pytest.mark.parametrize("signature", ["", "AAAA", None])
def test_a_wrong_signature_is_refused(world: World, signature: str | None) -> None:
    body, headers = signed_form(world.webhook_url, TOKEN, form())
    headers.pop("X-Twilio-Signature")
    if signature is not None:
        headers["X-Twilio-Signature"] = signature
    assert post(world.webhook_url, body, headers) == 403
    assert nothing_is_kept(world)


def test_another_shops_signed_call_is_refused(world: World) -> None:
    body, headers = signed_form(world.webhook_url, TOKEN, form(To="+33939980099"))
    assert post(world.webhook_url, body, headers) == 403
    assert nothing_is_kept(world)


def test_a_body_over_64_kb_is_refused(world: World) -> None:
    body, headers = signed_form(world.webhook_url, TOKEN, form(Body="a" * 65_536))
    assert post(world.webhook_url, body, headers) == 413
    assert nothing_is_kept(world)


def test_a_malformed_form_is_refused(world: World) -> None:
    body, headers = signed_form(world.webhook_url, TOKEN, form(MessageSid="nonsense"))
    assert post(world.webhook_url, body, headers) == 400
    assert nothing_is_kept(world)


def test_an_unknown_key_is_not_found(world: World) -> None:
    url = world.webhook_url + "x"
    body, headers = signed_form(url, TOKEN, form())
    assert post(url, body, headers) == 404
    assert post(world.webhook_url.replace("sms_twilio", "other"), body, headers) == 404


@pytest.mark.parametrize("text", ["", "a\x00b", "🐞" * 1500, "'; DROP TABLE message;--", "%_%_%"])
def test_any_text_is_kept_and_answered(world: World, text: str) -> None:
    body, headers = signed_form(world.webhook_url, TOKEN, form(Body=text))
    assert post(world.webhook_url, body, headers) == 200
    world.attend()
    assert [m.state for m in world.messages() if m.direction == "inbound"] == ["answered"]


def test_another_businesss_message_is_no_status_of_ours(world: World) -> None:
    url = world.webhook_url + "/status?m=1"
    body, headers = signed_form(
        url, TOKEN, {"MessageSid": "SM" + "9" * 32, "MessageStatus": "delivered",
                     "AccountSid": ACCOUNT, "To": JULIE, "From": SHOP},
    )  # fmt: skip
    assert post(url, body, headers) == 204
    assert nothing_is_kept(world)
