"""Who may call: Twilio's signature on the public URL, with both algorithms and both tokens."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from coccinelle.core.channel import Channel, Forged, Malformed
from coccinelle.core.messages import WebhookCall
from coccinelle.sandbox.twilio import signed_form

URL = "https://boutique.example/hooks/twilio/sms?shop=7"
TOKEN = "12345678901234567890123456789012"
ACCOUNT = "AC00000000000000000000000000000001"
SHARED = "Y" * 32
FORM = {
    "AccountSid": ACCOUNT,
    "MessageSid": "SM00000000000000000000000000000001",
    "From": "+33639980001",
    "To": "+33939980000",
    "Body": "Où est ma commande ?",
    "NumMedia": "0",
}

# Two published vectors: they hold no AccountSid or To, so a good signature ends in Malformed.
VECTOR = {
    "MessageSid": "SM00000000000000000000000000000001",
    "From": "+33612345678",
    "To": "+33937000000",
    "Body": "Où est ma commande ?",
    "NumMedia": "0",
}
SHA1, SHA256 = "Ho8g7l3C3+qFShJjuPJfu5nIYYk=", "L8epnyg2tx+6XxnBpgWE7hqrS8zaq+z144miVi4FYPU="


def call(
    form: dict[str, str], signature: str, *, url: str = URL, settings: str = ""
) -> WebhookCall:
    headers = {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": signature,
        "x-twilio-webhooks-signature-settings": settings,
    }
    return WebhookCall(url, headers, urlencode(form).encode())


@pytest.mark.parametrize("url", [URL, URL.replace(".example/", ".example:443/")])
@pytest.mark.parametrize(
    ("signature", "settings"),
    [(SHA1, ""), (SHA1, "algorithm=HMAC_SHA1"), (SHA256, "key=k1,algorithm=HMAC_SHA256")],
)
def test_the_known_vectors_pass_with_or_without_the_port(
    open_channel: Callable[..., Channel], url: str, signature: str, settings: str
) -> None:
    channel = open_channel(webhook_key_id="k1", webhook_key_secret=TOKEN)
    with pytest.raises(Malformed):
        channel.parse(call(VECTOR, signature, url=url, settings=settings))


@pytest.mark.parametrize(
    "url",
    [
        URL.replace("https", "http"),
        URL.replace("?shop=7", ""),
        URL.replace(".example/", ".example:8443/"),
        URL.replace("shop=7", "shop=8"),
    ],
)
def test_a_signature_holds_for_its_own_url_only(channel: Channel, url: str) -> None:
    with pytest.raises(Forged):
        channel.parse(call(VECTOR, SHA1, url=url))


@pytest.mark.parametrize(
    "signature",
    ["", SHA1[:-1], SHA1[:10], f"{SHA1},{SHA1}", SHA1.lower(), SHA256, "é" * 28, "=" * 28],
)
def test_an_absent_or_altered_signature_is_refused(channel: Channel, signature: str) -> None:
    with pytest.raises(Forged):
        channel.parse(call(VECTOR, signature))
    with pytest.raises(Forged):
        channel.report(call(VECTOR, signature))


@pytest.mark.parametrize(
    "settings",
    [
        "key=k1,algorithm=HMAC_MD5",
        "key=k1,algorithm=none",
        "key=k2,algorithm=HMAC_SHA256",
        "algorithm=HMAC_SHA256",
        "key=,algorithm=HMAC_SHA256",
        "key=k1,algorithm=",
    ],
)
@pytest.mark.parametrize("signature", [SHA1, SHA256])
def test_an_unknown_key_or_algorithm_is_refused(
    open_channel: Callable[..., Channel], settings: str, signature: str
) -> None:
    channel = open_channel(webhook_key_id="k1", webhook_key_secret=TOKEN)
    with pytest.raises(Forged):
        channel.parse(call(VECTOR, signature, settings=settings))


def test_a_shared_key_that_was_never_given_signs_nothing(channel: Channel) -> None:
    empty = RequestValidator("").compute_signature(URL, VECTOR, "HMAC_SHA256")
    for settings in ("algorithm=HMAC_SHA256", "key=,algorithm=HMAC_SHA256"):
        with pytest.raises(Forged):
            channel.parse(call(VECTOR, empty, settings=settings))


def test_another_business_cannot_sign_for_this_one(channel: Channel) -> None:
    signature = RequestValidator("9" * 32).compute_signature(URL, FORM)
    with pytest.raises(Forged):
        channel.parse(call(FORM, signature))


def test_both_tokens_sign_during_a_change(open_channel: Callable[..., Channel]) -> None:
    channel = open_channel(next_auth_token="9" * 32)
    for token in (TOKEN, "9" * 32):
        signature = RequestValidator(token).compute_signature(URL, FORM)
        assert channel.parse(call(FORM, signature))[0].sender == "+33639980001"


@pytest.mark.parametrize("algorithm", ["HMAC_SHA1", "HMAC_SHA256"])
@pytest.mark.parametrize("body", ["", "été 👗 & co = 49,90 € + 5 %", "l1\nl2\t", "a" * 1600])
def test_what_twilio_s_own_library_signs_is_accepted(
    open_channel: Callable[..., Channel], algorithm: str, body: str
) -> None:
    channel = open_channel(webhook_key_id="k1", webhook_key_secret=SHARED)
    secret, settings = (TOKEN, "") if algorithm == "HMAC_SHA1" else (SHARED, f"key=k1,{algorithm=}")
    form = {**FORM, "Body": body}
    signature = RequestValidator(secret).compute_signature(URL, form, algorithm)
    settings = settings.replace("'", "")
    assert channel.parse(call(form, signature, settings=settings))[0].text == body


@pytest.mark.parametrize("key", [None, "k1"])
def test_what_the_double_signs_is_accepted_by_twilio_s_own_library(key: str | None) -> None:
    body, headers = signed_form(URL, TOKEN, FORM, shared_key=key)
    algorithm = "HMAC_SHA256" if key else "HMAC_SHA1"
    judge = RequestValidator(TOKEN)
    assert judge.validate(URL, FORM, headers["X-Twilio-Signature"], algorithm)
    assert not judge.validate(URL + "x", FORM, headers["X-Twilio-Signature"], algorithm)
    assert body == urlencode(FORM).encode()
