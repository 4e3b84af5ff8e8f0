"""May an SMS go to this number? Only to a mobile, only in the countries the business chose."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from coccinelle.core.channel import SendRefused
from coccinelle.core.messages import Remedy, SendFault

# 06 39 98 xx xx: kept by the French regulator for works of fiction, given to nobody, hence unknown
# to number plans; our demo shop and its customers live there.
FICTION = re.compile(r"\+3363998[0-9]{4}")

# In some plans (North America) nothing tells a mobile from a landline.
MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def check(phone: str, allowed_regions: tuple[str, ...]) -> None:
    """Raises SendRefused: premium, satellite and foreign numbers are how SMS fraud earns money."""
    region = _region(phone)
    if region not in allowed_regions:
        raise _refusal(
            "country", "tell_member", "Ce numéro est d'un pays où la boutique n'écrit pas."
        )


def _region(phone: str) -> str:
    if FICTION.fullmatch(phone):
        return "FR"
    number = _parse(phone)
    if phonenumbers.number_type(number) not in MOBILE:
        raise _refusal(
            "not_mobile", "mark_address_bad", "Ce numéro n'est pas un mobile : pas de SMS."
        )
    return phonenumbers.region_code_for_number(number) or ""


def _parse(phone: str) -> PhoneNumber:
    try:
        return phonenumbers.parse(phone)
    except NumberParseException as error:
        sentence = "Ce numéro de téléphone ne se lit pas."
        raise _refusal("not_a_number", "mark_address_bad", sentence) from error


def _refusal(code: str, remedy: Remedy, sentence: str) -> SendRefused:
    return SendRefused(SendFault(code, sentence, remedy))
