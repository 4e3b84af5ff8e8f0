"""The settings pages: closed to a stranger, read by the staff, set by the owner."""

import pytest

from coccinelle.core.business import Legal
from coccinelle.web.access.sessions import form_token
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

RULES = {
    "policy.hold_until": "same_day closing", "policy.exchange_days": "15",
    "policy.exchange_post_fee": "5,50",
}  # fmt: skip
MATTERS = ["etablissement", "horaires", "fermetures", "regles", "ton", "notifications", "depenses",
           "donnees"]  # fmt: skip


@pytest.mark.parametrize("path", ["", "/regles"])
def test_a_stranger_sees_no_setting(stranger: Caller, path: str) -> None:
    assert stranger.get(f"/reglages{path}").status_code == 303
    assert stranger.post("/reglages/regles", **RULES).status_code == 401


def test_staff_read_the_rules_and_cannot_set_them(bob: Caller, shop: Shop) -> None:
    page = bob.get("/reglages/regles")
    assert page.status_code == 200
    assert "Enregistrer" not in page.text
    assert bob.post("/reglages/regles", **RULES).status_code == 403
    assert shop.desk.business.policy.exchange_days == 30


@pytest.mark.parametrize("matter", ["depenses", "donnees"])
def test_what_concerns_the_owner_alone_is_not_read_by_staff(bob: Caller, matter: str) -> None:
    assert bob.get(f"/reglages/{matter}").status_code == 403
    assert f"/reglages/{matter}" not in bob.get("/reglages").text


def test_the_owner_next_door_sets_only_her_own(charlie: Caller, shop: Shop) -> None:
    assert charlie.post("/reglages/regles", **RULES).status_code == 200
    assert shop.desk.business.policy.exchange_days == 30


@pytest.mark.parametrize("matter", MATTERS)
def test_every_page_opens_for_the_owner_from_the_first_one(alice: Caller, matter: str) -> None:
    assert alice.get(f"/reglages/{matter}").status_code == 200
    assert f"/reglages/{matter}" in alice.get("/reglages").text


def test_a_matter_nobody_knows_is_not_found(alice: Caller) -> None:
    assert alice.get("/reglages/magie").status_code == 404
    assert alice.post("/reglages/apercu", matter="magie").status_code == 404


def test_the_owner_sets_rules_and_reads_what_changed(alice: Caller, shop: Shop) -> None:
    page = text_of(alice.post("/reglages/regles", **RULES).text)
    assert "Un échange est possible pendant : 30 jours → 15 jours" in page
    assert "le lendemain à 18h → le jour même, à la fermeture" in page
    assert "4,90 € → 5,50 €" in page
    assert shop.desk.business.policy.exchange_post_fee == 5.5


def test_who_set_it_and_what_the_file_says_stand_beside_it(alice: Caller, shop: Shop) -> None:
    alice.post("/reglages/regles", **RULES)
    page = text_of(alice.get("/reglages/regles").text)
    assert "Réglé par Alice, aujourd'hui à" in page
    assert "à l'origine : 30 jours" in page


def test_the_file_counts_again_when_the_owner_says_so(alice: Caller, shop: Shop) -> None:
    alice.post("/reglages/regles", **RULES)
    page = text_of(alice.post("/reglages/regles/fichier").text)
    assert "15 jours → 30 jours" in page
    assert shop.desk.business.policy.exchange_days == 30


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("policy.exchange_days", "beaucoup", "un nombre est attendu"),
        ("policy.exchange_days", "9999", "nombre hors des limites"),
        ("policy.exchange_post_fee", "inf", "nombre hors des limites"),
        ("policy.hold_until", "demain", "écrivez par exemple next_day 18:00"),
        ("policy.loan_free", "toujours", "n'est pas possible"),
    ],
)
def test_one_fault_refuses_the_whole_form_in_french(
    alice: Caller, shop: Shop, field: str, value: str, sentence: str
) -> None:
    answer = alice.post("/reglages/regles", **{"policy.return_days": "20", field: value})
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert 'value="20"' in answer.text
    assert shop.execute("select key from setting") == []


def test_rules_that_contradict_each_other_are_refused(alice: Caller, shop: Shop) -> None:
    answer = alice.post("/reglages/regles", **{"policy.hold_until": "+14d closing"})
    assert answer.status_code == 422
    assert "plus longtemps que son maximum" in text_of(answer.text)


def test_the_preview_shows_what_would_change_and_keeps_nothing(alice: Caller, shop: Shop) -> None:
    answer = alice.post("/reglages/apercu", matter="regles", **RULES)
    assert "tiendrait jusqu'à ce soir 19h." in text_of(answer.text)
    assert "<h1>" in answer.text
    assert shop.execute("select key from setting") == []
    assert "apercu" not in str(shop.execute("select what from audit"))


def test_the_page_s_own_script_gets_the_preview_alone(alice: Caller) -> None:
    headers = {"hx-request": "true", "x-form-token": form_token(alice.token)}
    answer = alice.send("/reglages/apercu", {"matter": "ton", "policy.tone": "tu"}, **headers)
    assert "je te garde cet article" in text_of(answer.text)
    assert "<h1>" not in answer.text


def test_hours_are_two_ranges_a_day(alice: Caller, shop: Shop) -> None:
    alice.post(
        "/reglages/horaires",
        **{"monday.1.from": "10:00", "monday.1.to": "12:30",
           "monday.2.from": "14:00", "monday.2.to": "19:00"},
    )  # fmt: skip
    week = shop.desk.business.hours.week
    assert [len(ranges) for ranges in week] == [2, 0, 0, 0, 0, 0, 0]
    assert 'name="monday.2.to" value="19:00"' in alice.get("/reglages/horaires").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"monday.1.from": "10:00"}, "Donnez l'heure d'ouverture et celle de fermeture."),
        ({"monday.1.from": "19:00", "monday.1.to": "10:00"}, "finit avant de commencer"),
        (
            {"monday.1.from": "10:00", "monday.1.to": "14:00", "monday.2.from": "13:00",
             "monday.2.to": "19:00"},
            "chevauche",
        ),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_told_beside_their_day(
    alice: Caller, shop: Shop, typed: dict[str, str], sentence: str
) -> None:
    answer = alice.post("/reglages/horaires", **typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert shop.execute("select key from setting") == []


def test_public_holidays_are_proposed_and_days_off_added(alice: Caller, shop: Shop) -> None:
    assert "Lundi de Pâques" in text_of(alice.get("/reglages/fermetures").text)
    alice.post(
        "/reglages/fermetures", **{"day.2025-04-21": "1", "from": "2025-08-01", "to": "2025-08-03"}
    )
    closures = sorted(day.isoformat() for day in shop.desk.business.hours.closures)
    assert closures == ["2025-04-21", "2025-08-01", "2025-08-02", "2025-08-03"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2025-08-03", "2025-08-01"), ("", "2025-08-01"), ("2025-08-01", "2026-08-01"),
     ("2020-01-01", "")],
)  # fmt: skip
def test_days_off_that_cannot_be_are_told(alice: Caller, first: str, last: str) -> None:
    answer = alice.post("/reglages/fermetures", **{"from": first, "to": last})
    assert answer.status_code == 422


def test_alerts_and_quiet_hours_round_trip(alice: Caller, shop: Shop) -> None:
    alice.post(
        "/reglages/notifications",
        **{"policy.notify_by.email": "1", "policy.chase_after": "1h",
           "policy.quiet_hours.from": "20:00", "policy.quiet_hours.to": "09:00",
           "policy.delivery_alert_hour": "11:00"},
    )  # fmt: skip
    policy = shop.desk.business.policy
    assert policy.notify_by == ("email",)
    assert policy.quiet_hours == "20:00-09:00"


def test_the_ceiling_is_written_in_euros(alice: Caller, shop: Shop) -> None:
    page = alice.post("/reglages/depenses", **{"policy.sms_monthly_cents": "120"})
    assert shop.desk.business.policy.sms_monthly_cents == 12_000
    assert "300 € → 120 €" in text_of(page.text)


def test_the_card_is_read_as_the_folder_is(alice: Caller, shop: Shop) -> None:
    alice.post("/reglages/etablissement", **{"card.phone": "06 39 98 00 42", "card.name": "Sarah"})
    assert shop.desk.business.phone == "+33639980042"
    assert shop.desk.business.name == "Sarah"
    bad = alice.post("/reglages/etablissement", **{"card.phone": "12", "card.name": ""})
    assert "n'est pas un numéro de téléphone" in text_of(bad.text)
    assert "valeur obligatoire" in text_of(bad.text)


def test_the_trade_and_the_registration_are_set_on_the_screen(alice: Caller, shop: Shop) -> None:
    page = alice.post(
        "/reglages/etablissement",
        **{"card.sector": "spa", "card.timezone": "Indian/Reunion",
           "legal.siren": "123 456 782 00010", "legal.vat_percent": "5,5"},
    )  # fmt: skip
    assert "Boutique → Institut ou spa" in text_of(page.text)
    assert "SIREN ou SIRET : vide → 123456782" in text_of(page.text)
    assert shop.desk.business.legal == Legal("123456782", vat_percent=5.5)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("card.sector", "magie", "n'est pas possible"),
        ("card.timezone", "Mars/Olympe", "n'est pas un fuseau horaire"),
        ("legal.siren", "123456789", "n'est ni un SIREN"),
        ("legal.siren", "12345678200011", "n'est ni un SIREN"),
        ("legal.vat_number", "FR12123456782", "n'est pas un numéro de TVA"),
        ("legal.vat_number", "FR11123456782", "La TVA s'écrit avec le SIREN"),
    ],
)
def test_a_card_that_cannot_be_is_told(
    alice: Caller, shop: Shop, field: str, value: str, sentence: str
) -> None:
    answer = alice.post("/reglages/etablissement", **{field: value})
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert shop.execute("select key from setting") == []


def test_the_preview_tells_the_hour_of_another_zone(alice: Caller) -> None:
    answer = alice.post(
        "/reglages/apercu", matter="etablissement", **{"card.timezone": "Indian/Reunion"}
    )
    assert "Chez vous, il est 10h15. Chez vous, il est 13h15." in text_of(answer.text)


def test_an_english_speaking_owner_reads_all_of_it_in_english(shop: Shop, stranger: Caller) -> None:
    owner = Caller(stranger.http, shop.employs("Marine", "owner"))
    owner.post("/compte/langue", language="en")
    page = text_of(owner.post("/reglages/regles", **RULES).text)
    assert "An item put aside now would be kept until 7pm this evening." in page
    assert "30 days → 15 days" in page
    hours = owner.post("/reglages/horaires", **{"monday.1.from": "19:00", "monday.1.to": "10:00"})
    assert "Monday" in hours.text
    assert "ends before it starts" in text_of(hours.text)
    assert "Easter Monday" in owner.get("/reglages/fermetures").text
    wrong = owner.post("/reglages/etablissement", **{"card.phone": "12"})
    assert "is not a phone number" in text_of(wrong.text)


def test_each_change_leaves_its_line_without_a_member_s_phone(alice: Caller, shop: Shop) -> None:
    alice.post("/reglages/regles", **{"policy.exchange_days": "15"})
    alice.post("/reglages/etablissement", **{"card.owner_email": "lea@example.org"})
    lines = shop.execute("select before, after from audit order by id desc limit 2")
    label = "Un échange est possible pendant"
    assert lines[1] == ({label: "30 jours"}, {label: "15 jours"})
    assert lines[0][1] == {"Votre e-mail": "…"}
