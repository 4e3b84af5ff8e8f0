"""A member's own notifications: their devices, what they are told of, when; nobody else's."""

import re
from collections.abc import Iterator

import pytest

from coccinelle.core.notices import NoticeSettings
from coccinelle.engine.attend import attend
from coccinelle.store import channels, notice_settings, push
from coccinelle.store.database import Database
from tests.push_service import PushDevice, PushService, forget_key, push_server, push_service
from tests.web.conftest import Caller, Shop, julies_shop
from tests.web.reading import text_of

__all__ = ["push_server", "push_service"]

PAGE = "/compte/notifications"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    """Of its own: what waits for members in the one they share is told too."""
    return julies_shop(shared_database)


@pytest.fixture(autouse=True)
def _on_this_machine(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_key(shop.place.database)
    allowed = shop.place.settings.model_copy(update={"allow_private_hosts": True})
    monkeypatch.setattr(shop.place, "settings", allowed)


@pytest.fixture
def marine(shop: Shop, stranger: Caller) -> Caller:
    return Caller(stranger.http, shop.employs("Marine", "staff"))


def give(caller: Caller, device: PushDevice, **changes: str) -> int:
    fields = {"endpoint": device.endpoint, "p256dh": device.keys.p256dh, "auth": device.keys.auth}
    return caller.post(f"{PAGE}/appareils", **{**fields, **changes}).status_code


def number_of(shop: Shop, device: PushDevice) -> int:
    found = shop.execute("select id from push_subscription where endpoint = %s", device.endpoint)
    return int(str(found[0][0]))


def settings_of(shop: Shop, name: str) -> NoticeSettings:
    ((member,),) = shop.execute("select id from member where name = %s", name)
    with shop.desk.transaction() as connection:
        return notice_settings.of(connection, int(str(member)))


def test_the_quiet_hours_of_the_shop_are_said_as_hours_are(marine: Caller) -> None:
    assert "Les heures de calme de la boutique, 21h – 8h, comptent aussi." in text_of(
        marine.get(PAGE).text
    )


def test_a_device_that_was_given_gets_a_trial(
    shop: Shop, marine: Caller, push_service: PushService
) -> None:
    phone = push_service.device()
    assert give(marine, phone) == 204
    assert "Navigateur inconnu" in text_of(marine.get(PAGE).text)
    answer = marine.post(f"{PAGE}/essai")
    attend(shop.desk, 0)
    assert "Un essai part" in text_of(marine.led(answer).text)
    assert [note["title"] for note in phone.notes()] == ["Essai réussi"]


def test_without_a_device_there_is_nothing_to_try(marine: Caller) -> None:
    answer = marine.post(f"{PAGE}/essai")
    assert answer.status_code == 409
    assert "activez-les d'abord" in text_of(answer.text)


def test_a_member_sees_and_takes_away_their_own_devices_alone(
    shop: Shop, marine: Caller, alice: Caller, push_service: PushService
) -> None:
    phone = push_service.device()
    give(marine, phone)
    number = number_of(shop, phone)
    assert f"/appareils/{number}/" not in alice.get(PAGE).text
    assert alice.post(f"{PAGE}/appareils/{number}/retirer").status_code == 404
    assert marine.post(f"{PAGE}/appareils/{number}/retirer").status_code == 303
    assert marine.post(f"{PAGE}/appareils/{number}/retirer").status_code == 404


def test_a_log_out_takes_the_device_away(
    shop: Shop, marine: Caller, push_service: PushService
) -> None:
    phone = push_service.device()
    give(marine, phone)
    marine.post("/logout")
    with shop.desk.transaction() as connection:
        assert phone.endpoint not in [row[1] for row in push.sealed(connection)]


@pytest.mark.parametrize(
    "changes",
    [{"endpoint": "file:///etc/passwd"}, {"endpoint": "https://a@b.example.org/"},
     {"p256dh": "x"}, {"auth": "AAAA"}],
)  # fmt: skip
def test_what_is_no_device_is_refused_in_words(
    marine: Caller, push_service: PushService, changes: dict[str, str]
) -> None:
    assert give(marine, push_service.device(), **changes) == 409


def test_a_device_behind_a_host_inside_is_refused(
    shop: Shop, marine: Caller, push_service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = shop.place.settings.model_copy(update={"allow_private_hosts": False})
    monkeypatch.setattr(shop.place, "settings", usual)
    phone = push_service.device()
    for endpoint in (phone.endpoint, "https://169.254.169.254/x", "https://localhost/x"):
        assert give(marine, phone, endpoint=endpoint) == 409


def test_the_keys_of_a_device_are_nowhere_in_the_clear(
    shop: Shop, marine: Caller, push_service: PushService
) -> None:
    phone = push_service.device()
    give(marine, phone)
    ((row,),) = shop.execute("select max(p::text) from push_subscription p")
    assert phone.keys.auth.encode().hex() not in str(row)
    assert phone.keys.p256dh not in str(row)
    assert phone.keys.auth not in marine.get(PAGE).text


def test_the_page_gives_the_key_browsers_subscribe_with(shop: Shop, marine: Caller) -> None:
    assert shop.desk.push is not None
    assert f'data-key="{shop.desk.push.public_key()}"' in marine.get(PAGE).text


def test_what_a_member_chooses_is_kept_and_is_theirs_alone(shop: Shop, marine: Caller) -> None:
    answer = marine.post(
        PAGE, urgent_push="on", digest_email="on", quiet_from="22:00", quiet_until="07:00",
        shows_name="on",
    )  # fmt: skip
    assert "Vos choix sont enregistrés." in text_of(marine.led(answer).text)
    assert settings_of(shop, "Marine") == NoticeSettings(
        {"urgent": ("push",), "draft": (), "message": (), "digest": ("email",)},
        "22:00-07:00",
        shows_name=True,
    )
    assert settings_of(shop, "Alice") == NoticeSettings()
    assert 'value="22:00"' in marine.get(PAGE).text


def test_a_way_that_reaches_nobody_is_said_so(shop: Shop, marine: Caller, alice: Caller) -> None:
    page = text_of(marine.get(PAGE).text)
    assert "SMS : rien ne vous parvient" in page
    assert "E-mail : rien ne vous parvient" in page
    shop.execute("update member set phone = '+33639980077' where name = 'Alice'")
    assert "SMS : rien ne vous parvient" not in text_of(alice.get(PAGE).text)


@pytest.fixture
def mailbox(shop: Shop) -> Iterator[None]:
    with shop.desk.transaction() as connection:
        channels.add(
            connection, kind="email", adapter="in_process", key=f"mail-{shop.id}",
            address="bonjour@example.org", settings={}, secrets=None,
        )  # fmt: skip
    yield
    shop.execute("delete from channel where kind = 'email'")
    shop.execute("update member set email_proven_at = null")


def code_asked(caller: Caller) -> dict[str, str]:
    """What the form that waits for a code carries."""
    page = caller.post(f"{PAGE}/email").text
    return {name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
            for name in ("address", "at", "proof")}  # fmt: skip


def code_of(shop: Shop) -> str:
    return str(re.findall(r"[0-9]{6}", shop.sent[-1].text)[0])


def is_proven(shop: Shop) -> bool:
    rows = shop.execute("select email_proven_at from member where name = 'Marine' order by id desc")
    return rows[0][0] is not None


def test_a_stranger_asks_for_no_code(stranger: Caller) -> None:
    assert stranger.post(f"{PAGE}/email").status_code == 401
    assert stranger.post(f"{PAGE}/email/code").status_code == 401


def test_an_email_is_theirs_once_its_code_is_said(
    shop: Shop, marine: Caller, mailbox: None
) -> None:
    assert "vont à celle de la boutique, sarah@example.org" in text_of(marine.get(PAGE).text)
    form = code_asked(marine)
    assert shop.sent[-1].recipient.startswith("marine-")
    assert marine.post(f"{PAGE}/email/code", **form, code="000000").status_code == 422
    assert not is_proven(shop)
    assert marine.post(f"{PAGE}/email/code", **form, code=code_of(shop)).status_code == 303
    assert is_proven(shop)
    assert "Recevoir un code" not in text_of(marine.get(PAGE).text)


def test_the_shop_s_address_is_not_named_once_an_owner_has_her_own(
    shop: Shop, marine: Caller, mailbox: None
) -> None:
    shop.execute("update member set email_proven_at = now() where role = 'owner'")
    assert "sarah@example.org" not in text_of(marine.get(PAGE).text)


def test_a_code_proves_nobody_else_s_email(
    shop: Shop, marine: Caller, alice: Caller, mailbox: None
) -> None:
    form = code_asked(alice)
    assert marine.post(f"{PAGE}/email/code", **form, code=code_of(shop)).status_code == 422
    assert not is_proven(shop)


def test_without_a_mailbox_no_code_is_offered(marine: Caller) -> None:
    assert "Recevoir un code" not in text_of(marine.get(PAGE).text)
    assert marine.post(f"{PAGE}/email").status_code == 409


def test_a_page_is_known_by_its_session_without_its_secret(shop: Shop, marine: Caller) -> None:
    first, second = (marine.get(page).text for page in (PAGE, "/"))
    (mark,) = set(re.findall(r'data-session="([0-9a-f]{12})"', first + second))
    assert (
        f'data-session="{mark}"'
        not in Caller(marine.http, shop.employs("Léa", "staff")).get("/").text
    )
    assert mark not in marine.token


def test_hours_that_are_none_are_refused(marine: Caller) -> None:
    answer = marine.post(PAGE, urgent_sms="on", quiet_from="22:00", quiet_until="")
    assert answer.status_code == 409
    assert "heures de calme" in text_of(answer.text)


def test_an_owner_keeps_one_way_to_hear_of_what_presses(alice: Caller) -> None:
    answer = alice.post(PAGE, message_push="on")
    assert answer.status_code == 409
    assert "au moins un moyen" in text_of(answer.text)


def test_a_device_is_given_with_the_token_of_our_own_page_alone(
    marine: Caller, push_service: PushService
) -> None:
    phone = push_service.device()
    fields: dict[str, object] = {"endpoint": phone.endpoint, "p256dh": phone.keys.p256dh}
    assert marine.send(f"{PAGE}/appareils", fields).status_code == 403
