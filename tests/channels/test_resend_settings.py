"""What an owner may give of a Resend account."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.channels.resend_mail import settings
from tests.mailbox import API_KEY, OURS, SECRET


@pytest.mark.parametrize(
    "change",
    [
        {"api_key": "sk_other"},
        {"webhook_secret": "Y29jY2luZWxsZS10ZXN0LXNlY3JldC0w"},
        {"webhook_secret": "whsec_"},
        {"webhook_secret": "whsec_not base64"},
        {"sender": "bonjour"},
        {"sender": "Shop <a@b.fr>, x@y.fr"},
        {"sender": "Shop\r\nBcc: x@y.fr <a@b.fr>"},
        {"reply_address": "Shop <a@b.fr>"},
        {"reply_address": "a" * 25 + "@b.fr"},
        {"base_url": "https://evil.example"},
        {"base_url": "https://api.resend.com.evil.example"},
        {"base_url": "http://10.0.0.1"},
        {"authserv_id": "a b"},
        {"unknown": "1"},
    ],
)
def test_what_cannot_be_right_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        settings(**change)
    assert SECRET not in str(refused.value)
    assert API_KEY not in str(refused.value)


def test_secrets_do_not_show() -> None:
    assert SECRET not in repr(settings()) and API_KEY not in repr(settings())


def test_the_address_of_a_thread_is_no_longer_than_allowed() -> None:
    address = settings(reply_address="a" * 24 + "@b.fr").with_token("0" * 32)
    assert len(address.partition("@")[0]) <= 64
    assert settings().with_token("x") == OURS.replace("@", "+t_x@")


def test_the_sending_address_is_within_its_name() -> None:
    assert settings(sender="Élégance Paris <a@b.fr>").sender_address == "a@b.fr"
    assert settings(sender="a@b.fr").sender_address == "a@b.fr"
