"""What an owner types about her Twilio account, and the door the registry knocks at."""

import pkgutil
from importlib import import_module
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from coccinelle import channels
from coccinelle.channels import sms_twilio
from coccinelle.channels.sms_twilio.settings import TwilioSettings

GOOD: dict[str, Any] = {
    "account_sid": "AC" + "0" * 32,
    "auth_token": "1" * 32,
    "number": "+33939980000",
}


def test_the_folder_holds_the_adapter() -> None:
    found = [
        import_module(f"coccinelle.channels.{m.name}")
        for m in pkgutil.iter_modules(channels.__path__)
    ]
    adapters = {m.ADAPTER: m for m in found if hasattr(m, "ADAPTER")}
    assert (adapters["sms_twilio"].KIND, adapters["sms_twilio"].SETTINGS) == ("sms", TwilioSettings)
    opened = adapters["sms_twilio"].open(TwilioSettings(**GOOD), callback_url="https://s.example/s")
    assert (opened.kind, opened.address, opened.segments("prêt" * 20)) == ("sms", "+33939980000", 2)
    opened.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"account_sid": "SK" + "0" * 32},
        {"account_sid": "AC" + "0" * 31},
        {"auth_token": ""},
        {"number": "0939980000"},
        {"number": None},
        {"messaging_service_sid": "AC" + "0" * 32},
        {"api_key": "SK" + "0" * 32},
        {"api_secret": "secret"},
        {"webhook_key_id": "k1"},
        {"webhook_key_secret": "1" * 32},
        {"base_url": "http://api.twilio.com"},
        {"base_url": "https://api.twilio.com.evil.example"},
        {"base_url": "https://api.twilio.com@evil.example"},
        {"base_url": "http://169.254.169.254"},
        {"allowed_regions": ["France"]},
        {"timeout_seconds": 0},
        {"tone": "vous"},
    ],
)
def test_what_cannot_work_is_refused_at_once(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        TwilioSettings(**{**GOOD, **changes})
    assert "1" * 32 not in str(caught.value)


@pytest.mark.parametrize(
    "base_url",
    ["https://api.twilio.com", "https://api.dublin.ie1.twilio.com", "http://127.0.0.1:9001"],
)
def test_a_data_region_or_a_double_may_be_chosen(base_url: str) -> None:
    assert TwilioSettings(**GOOD, base_url=base_url).base_url == base_url


def test_each_field_is_explained_in_french_and_secrets_stay_hidden() -> None:
    for name, field in sms_twilio.SETTINGS.model_fields.items():
        assert field.title, name
        assert field.description, name
        assert field.description.endswith("."), name
    settings = TwilioSettings(**GOOD, api_key="SK" + "0" * 32, api_secret=SecretStr("hush" * 4))
    assert "1" * 32 not in repr(settings)
    assert "hush" not in repr(settings)
