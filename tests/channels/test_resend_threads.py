"""What ties an e-mail to others, and what shows that no person wrote it."""

import pytest

from coccinelle.core.messages import BOUNCE
from tests.channels.resend_mail import received
from tests.mailbox import OURS, SENDER

TOKEN = "0123456789abcdef" * 2
TAGGED = OURS.replace("@", f"+t_{TOKEN}@")


def test_the_ids_of_the_headers_are_read() -> None:
    headers = {"In-Reply-To": "<2@x>", "References": "<1@x>\r\n\t<2@x>"}
    thread = received(headers=headers).thread
    assert thread.message_id == "<q1@example.org>"
    assert (thread.in_reply_to, thread.references) == ("<2@x>", ("<1@x>", "<2@x>"))


def test_what_is_no_id_is_no_id() -> None:
    headers = {"in-reply-to": "your message of yesterday", "references": "<a b> <\x00>"}
    thread = received(headers=headers, message_id="").thread
    assert (thread.message_id, thread.in_reply_to, thread.references) == ("", "", ())


@pytest.mark.parametrize("place", ["to", "cc", "bcc"])
def test_our_token_is_found_wherever_the_address_stands(place: str) -> None:
    changed = {"to": [OURS], place: [f"Boutique <{TAGGED.upper().replace('T_', 't_')}>"]}
    assert received(**changed).thread.token == TOKEN


def test_a_token_at_another_domain_is_not_ours() -> None:
    assert received(to=[f"bonjour+t_{TOKEN}@evil.example"]).thread.token == ""


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Auto-Submitted": "auto-replied"}, "auto_reply"),
        ({"auto-submitted": "auto-generated (rejected)"}, "auto_reply"),
        ({"Auto-Submitted": "no"}, ""),
        ({"X-Autoreply": "yes"}, "auto_reply"),
        ({"X-Auto-Response-Suppress": "DR, AutoReply"}, "auto_reply"),
        ({"Precedence": "Bulk"}, "mailing_list"),
        ({"Precedence": "first-class"}, ""),
        ({"List-Id": "<l.example.org>"}, "mailing_list"),
        ({"List-Unsubscribe": "<mailto:x@y>"}, "mailing_list"),
        ({"Return-Path": "<>"}, BOUNCE),
        ({"Content-Type": "multipart/report; report-type=delivery-status"}, BOUNCE),
    ],
)
def test_headers_tell_what_no_person_wrote(headers: dict[str, str], why: str) -> None:
    assert received(headers=headers).automatic == why


@pytest.mark.parametrize(
    ("sender", "why"),
    [
        ("no-reply@shop.example.org", "no_reply"),
        ("noreply@shop.example.org", "no_reply"),
        ("ne-pas-repondre@shop.example.org", "no_reply"),
        ("nepasrepondre@shop.example.org", "no_reply"),
        ("MAILER-DAEMON@mx.example.org", BOUNCE),
        ("postmaster@mx.example.org", BOUNCE),
        (OURS, "own_address"),
        (SENDER, "own_address"),
        ("noelle@example.org", ""),
        ("norepa@example.org", ""),
    ],
)
def test_senders_tell_it_too(sender: str, why: str) -> None:
    assert received(sender=sender).automatic == why


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("Re: Re: Re: Absence", "auto_reply"),
        ("Réponse automatique : Votre commande", "auto_reply"),
        ("Automatic reply: hello", "auto_reply"),
        ("Out of Office", "auto_reply"),
        ("Absence de livraison", ""),
        ("Absente demain, reportez mon retrait", ""),
    ],
)
def test_some_machines_only_have_a_subject(subject: str, why: str) -> None:
    assert received(subject=subject).automatic == why
