"""Who an e-mail is from, and whether the receiving server vouches for it."""

from typing import Any

import pytest

from coccinelle.channels.email_resend import verdict
from coccinelle.channels.email_resend.mailbox import mailbox
from tests.channels.resend_mail import PASS, received
from tests.mailbox import EMMA

OURS = "amazonses.com"
EMMAS = "emma@ex.fr"


@pytest.mark.parametrize(
    ("header", "address", "is_sole"),
    [
        ("emma@ex.fr", EMMAS, True),
        ("Emma Martin <emma@ex.fr>", EMMAS, True),
        ('"Martin, Emma" <emma@ex.fr>', EMMAS, True),
        ("EMMA@EX.FR", EMMAS, True),
        ("Émma <emma@ex.fr>", EMMAS, True),
        ("=?utf-8?q?emma=40ex.fr?= <x@evil.fr>", "x@evil.fr", True),
        ('"emma@ex.fr" <x@evil.fr>', "x@evil.fr", True),
        ('"Sarah (Élégance Paris)" <x@evil.fr>', "x@evil.fr", True),
        ("emma@ex.fr.evil.fr", "emma@ex.fr.evil.fr", True),
        ("emma+x@ex.fr", "emma+x@ex.fr", True),
        ("emma@ex.fr <x@evil.fr>", "x@evil.fr", False),
        ("<emma@ex.fr> <x@evil.fr>", "x@evil.fr", False),
        ("emma@ex.fr, x@evil.fr", "x@evil.fr", False),
        ("emma@ex.fr (x@evil.fr)", "x@evil.fr", False),
        ("Emma", "", False),
        ("", "", False),
    ],
)
def test_a_from_header_names_one_mailbox_or_proves_nothing(
    header: str, address: str, is_sole: bool
) -> None:
    read = mailbox(header)
    assert (read.address, read.is_sole) == (address, is_sole)


@pytest.mark.parametrize(
    "header",
    [
        f"{OURS}; dmarc=pass header.from=ex.fr",
        f"{OURS}; dmarc=pass (p=REJECT) header.from=ex.fr",
        f"{OURS} 1; spf=pass smtp.mailfrom=ex.fr; dkim=pass header.d=ex.fr header.s=a",
        f"{OURS}; dkim=pass header.i=@ex.fr",
        f"{OURS}; dkim=pass header.d=EX.FR; dkim=fail header.d=list.evil.fr",
        f"{OURS}; dmarc=none header.from=ex.fr; dkim=pass header.d=ex.fr",
        f"{OURS}; spf=pass (spfCheck: a (nested) word) client-ip=192.0.2.1; "
        "envelope-from=emma@ex.fr; dkim=pass header.i=@ex.fr; dmarc=pass header.from=ex.fr;",
    ],
)
def test_an_aligned_verdict_of_our_server_counts(header: str) -> None:
    assert verdict.is_aligned([header], OURS, "ex.fr")


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [""],
        ["evil.fr; dmarc=pass header.from=ex.fr"],
        [f"{OURS}; dmarc=fail", f"{OURS}; dmarc=pass"],
        [f"{OURS}; dmarc=pass header.from=ex.fr", f"{OURS}; dmarc=fail header.from=ex.fr"],
        [f"{OURS}; dmarc=fail; dmarc=pass"],
        [f"{OURS}; dmarc=pass; dmarc=fail"],
        [f"{OURS}; (x (y) dmarc=pass) spf=fail"],
        [f"{OURS}; (dmarc=pass"],
        [f"{OURS}; spf=fail ) dmarc=pass"],
        [f'{OURS}; spf=pass smtp.mailfrom="a) dmarc=pass (b"@evil.fr'],
        [f'{OURS}; spf=pass smtp.mailfrom="a; dmarc=pass"'],
        [f'{OURS}; spf=pass reason="; dmarc=pass"'],
        [f"{OURS}; dkim=fail header.d=ex.fr; dkim=pass header.d=evil.fr"],
        [f"{OURS}; dkim=pass header.d=evil.fr header.d=ex.fr"],
        [f"{OURS}; dkim=pass header.d=fr"],
        [f"{OURS}; dkim=pass header.d=notex.fr"],
        [f"{OURS}; dmarc=pass header.from=evil.fr"],
        [f"{OURS}; spf=pass smtp.mailfrom=evil.fr"],
        [f"{OURS}; dkim=fail header.d=ex.fr; dkim=pass header.d=ex.fr"],
        [f"{OURS}; dmarc = pass\\"],
        [f"{OURS}.evil.fr; dmarc=pass"],
        [f"{OURS}; none"],
        [f"{OURS}; " + "(" * 5000],
    ],
)
def test_anything_else_proves_nothing(headers: list[str]) -> None:
    assert not verdict.is_aligned(headers, OURS, "ex.fr")


@pytest.mark.parametrize(
    ("given", "is_proven"),
    [
        (PASS, True),
        ([PASS], True),
        (f'["{PASS}"]', True),
        (["evil.fr; dmarc=pass", PASS], False),
        (f'["amazonses.com; dmarc=fail", "{PASS}"]', False),
        (None, False),
        ("", False),
        (7, False),
    ],
)
def test_a_repeated_header_is_read_from_the_top(given: Any, is_proven: bool) -> None:
    assert received(headers={"authentication-results": given}).is_proven == is_proven


def test_a_header_under_two_spellings_has_lost_its_order() -> None:
    twice = {"Authentication-Results": "amazonses.com; dmarc=fail header.from=example.org"}
    assert not received(headers=twice).is_proven


@pytest.mark.parametrize(
    "headers",
    [
        {"from": [EMMA, "x@evil.fr"]},
        {"From": "x@evil.fr"},
        {"from": "x@evil.fr"},
        {"from": f"{EMMA} <x@evil.fr>"},
    ],
)
def test_two_readings_of_from_prove_nobody(headers: dict[str, Any]) -> None:
    assert not received(headers=headers).is_proven


def test_reply_to_and_copies_play_no_part() -> None:
    kept = received(headers={"reply-to": "x@evil.fr"}, cc=["y@evil.fr"])
    assert (kept.sender, kept.is_proven) == (EMMA, True)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "Ete\u0301"])
def test_words_no_database_takes_are_cleaned(text: str) -> None:
    kept = received(text=text, subject=text)
    kept.text.encode()
    assert "\x00" not in kept.text + kept.subject


def test_a_subject_has_one_line() -> None:
    assert received(subject="Re: x\r\nBcc: a@b").subject == "Re: x Bcc: a@b"
