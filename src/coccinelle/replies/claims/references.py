"""Addresses and references said in a text: links, e-mails, phones, bank accounts, order numbers."""

import re

from coccinelle.replies.claims.claim import Claim
from coccinelle.replies.claims.page import Page

MARKUP = re.compile(r"<[/!]?[a-z]|\]\(|&#?[a-z0-9]{2,8};")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,190}")
URL = re.compile(
    r"[a-z][a-z0-9+]{1,12}://[^\s\x00]+|(?<![a-z0-9-])(?:mailto|tel|javascript|data):[^\s\x00]+"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,18}(?![\w-])(?:[/?#:][^\s\x00]*)?"
)
IBAN = re.compile(
    r"(?<![a-z0-9])[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?(?![a-z0-9])"
)
PHONE = re.compile(
    r"(?<![\w])(?:(?:\+|00)[1-9][0-9 .()-]{6,18}[0-9]|0[ .-]?[1-9](?:[ .-]?[0-9]{2}){4})(?![0-9])"
)
NAMED = re.compile(
    r"(?:(?<![a-z])(?:commandes?|orders?|ref(?:erence)?s?|numeros?|n°|colis|factures?|invoices?|suivi"
    r"|tracking|dossier|devis|ticket|code)[ .:]{0,2}(?:n°|numero|number|no|#)?[ .:]{0,2}|#)"
    r"(?P<ref>[a-z]{0,4}-?[0-9][a-z0-9-]{0,30})"
)
CODED = re.compile(
    r"(?<![\w-])(?=[a-z-]{0,12}[0-9])(?=[0-9-]{0,12}[a-z])(?![0-9]{1,3}(?:er|re|ere|e|eme|st|nd|rd|th)"
    r"(?![a-z0-9]))[a-z0-9]+(?:-[a-z0-9]+)*"
)

_NOT_ALNUM = re.compile(r"[^a-z0-9]")
_NOT_DIGIT = re.compile(r"[^0-9]")
_ENDING = ".,;:!?)»\"'"


def read_addresses(page: Page) -> list[Claim]:
    found = page.take("markup", MARKUP, lambda m: m[0])
    found += page.take("email", EMAIL, lambda m: m[0].rstrip(_ENDING))
    found += page.take("url", URL, lambda m: link(m[0]))
    found += page.take("iban", IBAN, lambda m: squashed(m[0]))
    return found + page.take("phone", PHONE, lambda m: phone(m[0]))


def read_named_references(page: Page) -> list[Claim]:
    """What the text itself calls an order, a reference, a parcel."""
    return page.take("reference", NAMED, lambda m: squashed(m["ref"]))


def read_coded_references(page: Page) -> list[Claim]:
    """Any word that mixes letters and figures and was not understood otherwise."""
    return page.take("reference", CODED, lambda m: squashed(m[0]))


def link(text: str) -> str:
    return text.rstrip(_ENDING).rstrip("/")


def squashed(text: str) -> str:
    """rf-2847 and rf 2847 are the same reference."""
    return _NOT_ALNUM.sub("", text)


def phone(text: str) -> str:
    """The digits after the French trunk zero or country code; a foreign number whole."""
    digits = _NOT_DIGIT.sub("", text)
    for prefix in ("0033", "33"):
        if digits.startswith(prefix) and len(digits.removeprefix(prefix).lstrip("0")) == 9:
            return digits.removeprefix(prefix).lstrip("0")
    return digits[1:] if len(digits) == 10 and digits[0] == "0" else digits.removeprefix("00")
