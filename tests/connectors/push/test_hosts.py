"""A browser names the server we shall call: only public ones, over https (threat F4)."""

import pytest

from coccinelle.connectors.push.hosts import check_endpoint
from coccinelle.core.errors import PermanentError

GOOD = "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABn"


def public(host: str) -> list[str]:
    return ["142.250.201.10", "2a00:1450:4007:80d::200a"]


@pytest.mark.parametrize("endpoint", [GOOD, "https://fcm.googleapis.com:443/fcm/send/x:APA91b"])
def test_a_public_service_may_be_called(endpoint: str) -> None:
    check_endpoint(endpoint, allow_private=False, resolve=public)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.net/a",
        "https://push.example.net:8443/a",
        "https://user:secret@push.example.net/a",
        "https://push.example.net@evil.example.org/a",
        "https:///a",
        "https://[::1/a",
        "https://push.example.net:99999/a",
        "file:///etc/passwd",
        "gopher://push.example.net/a",
        "https://push.example.net/a\\b",
        "https://push.example.net/a b",
        "https://push.example.net/\r\nHost: x",
        "https://púsh.example.net/a",
        "",
        "x" * 1001,
        "https://push.example.net/" + "x" * 1000,
    ],
)
def test_an_odd_address_is_refused_before_any_look_up(endpoint: str) -> None:
    def never(host: str) -> list[str]:
        raise AssertionError(host)

    with pytest.raises(PermanentError):
        check_endpoint(endpoint, allow_private=False, resolve=never)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0", "::1", "fe80::1%eth0",
     "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(PermanentError):
        check_endpoint(GOOD, allow_private=False, resolve=lambda host: ["142.250.201.10", address])


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "127.1", "[::1]"])
def test_this_machine_is_refused_however_it_is_spelled(host: str) -> None:
    with pytest.raises(PermanentError):
        check_endpoint(f"https://{host}/a", allow_private=False)


def test_a_name_without_an_address_is_refused() -> None:
    with pytest.raises(PermanentError):
        check_endpoint(GOOD, allow_private=False, resolve=lambda host: [])


def test_a_trial_installation_may_call_its_own_machine() -> None:
    check_endpoint("http://127.0.0.1:9005/wpush/v2/x", allow_private=True)
    with pytest.raises(PermanentError):
        check_endpoint("file:///etc/passwd", allow_private=True)
