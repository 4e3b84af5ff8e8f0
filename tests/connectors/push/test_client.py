"""A note reaches its device through a service that checks who writes and decrypts as a browser."""

import dataclasses
from collections.abc import Callable

import pytest

from coccinelle.connectors.push import WebPush
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.push import DeviceGone, DeviceKeys, PushNote
from coccinelle.kit.seal import Seal
from coccinelle.kit.vapid import new_key
from tests.push_service import PushDevice, PushService

KEY = new_key()
NOTE = PushNote("Urgence", "Un client attend.", "/conversations/7", "conversation-7", "1", "high")


def web_push(**changes: object) -> WebPush:
    usual: dict[str, object] = {
        "key": lambda: KEY, "vault": Seal((bytes(32),)), "place": "push:1:{}".format,
        "contact": "mailto:bonjour@example.org", "allow_private": True,
    }  # fmt: skip
    return WebPush(**{**usual, **changes})  # type: ignore[arg-type]


def send(device: PushDevice, way: WebPush, note: PushNote = NOTE) -> None:
    way.send(device.endpoint, way.seal(device.endpoint, device.keys), note)


def test_a_note_is_read_by_its_device_alone(push_service: PushService) -> None:
    phone, other = push_service.device(), push_service.device()
    send(phone, web_push())
    (told,) = phone.told()
    assert told["note"] == dataclasses.asdict(NOTE)
    assert (told["urgency"], told["ttl"]) == ("high", "43200")
    assert other.notes() == []


def test_the_topic_says_nothing_and_is_the_same_for_the_same_thing(
    push_service: PushService,
) -> None:
    phone = push_service.device()
    for _ in range(2):
        send(phone, web_push())
    first, second = (told["topic"] for told in phone.told())
    assert first == second
    assert len(first) == 32
    assert "conversation" not in first


def test_another_installations_key_is_refused(push_service: PushService) -> None:
    phone = push_service.device()
    send(phone, web_push())
    with pytest.raises(PermanentError):
        send(phone, web_push(key=new_key))


def test_a_device_that_said_no_is_gone(push_service: PushService) -> None:
    phone = push_service.device()
    phone.says_no()
    with pytest.raises(DeviceGone):
        send(phone, web_push())


def test_one_never_heard_of_is_gone_too(push_service: PushService) -> None:
    phone = push_service.device()
    unknown = dataclasses.replace(phone, endpoint=phone.endpoint + "x")
    with pytest.raises(DeviceGone):
        send(unknown, web_push())


@pytest.mark.parametrize(("fault", "wait"), [("too_many", 7.0), ("server_error", None)])
def test_a_service_that_is_busy_is_asked_again_later(
    push_service: PushService, fault: str, wait: float | None
) -> None:
    phone = push_service.device()
    push_service.fault(fault, seconds=7)
    with pytest.raises(TemporaryError) as raised:
        send(phone, web_push())
    assert raised.value.retry_after_seconds == wait


def test_a_service_that_is_away_is_asked_again_later(push_service: PushService) -> None:
    phone = push_service.device()
    away = dataclasses.replace(phone, endpoint="http://127.0.0.1:9/x")
    with pytest.raises(TemporaryError):
        send(away, web_push())


def test_a_host_inside_is_neither_kept_nor_called(push_service: PushService) -> None:
    phone, way = push_service.device(), web_push(allow_private=False)
    with pytest.raises(PermanentError, match="n'appelons pas"):
        way.seal(phone.endpoint, phone.keys)
    kept = web_push().seal(phone.endpoint, phone.keys)
    with pytest.raises(PermanentError, match="n'appelons pas"):
        way.send(phone.endpoint, kept, NOTE)
    assert phone.told() == []


@pytest.mark.parametrize(
    "change",
    [lambda k: ("", k.auth), lambda k: (k.p256dh, ""), lambda k: (k.p256dh[:-4], k.auth),
     lambda k: ("é" + k.p256dh, k.auth), lambda k: ("B" + "A" * 86, k.auth)],
)  # fmt: skip
def test_keys_that_are_none_are_not_kept(
    push_service: PushService, change: Callable[[DeviceKeys], tuple[str, str]]
) -> None:
    phone = push_service.device()
    with pytest.raises(PermanentError, match="clés"):
        web_push().seal(phone.endpoint, DeviceKeys(*change(phone.keys)))


def test_kept_keys_open_for_their_own_device_alone(push_service: PushService) -> None:
    phone, other, way = push_service.device(), push_service.device(), web_push()
    kept = way.seal(phone.endpoint, phone.keys)
    assert phone.keys.auth.encode() not in kept
    with pytest.raises(PermanentError, match="ne s'ouvrent pas"):
        way.send(other.endpoint, kept, NOTE)
