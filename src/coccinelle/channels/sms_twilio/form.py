"""From the raw call to a form that Twilio signed for this channel, and that cannot be read twice.

Twilio signs names and values joined without separators, so one signature also fits the same
characters cut elsewhere. A signed form therefore still has to show regular names and values.
"""

import re
import unicodedata
from urllib.parse import parse_qsl

from coccinelle.channels.sms_twilio import signature
from coccinelle.channels.sms_twilio.settings import TwilioSettings
from coccinelle.core.channel import Forged, Malformed
from coccinelle.core.messages import WebhookCall

MEDIA_TYPE = "application/x-www-form-urlencoded"
MAX_FIELDS = 200

NAME = re.compile("[A-Za-z][A-Za-z0-9]{0,63}")
# `From` + `w=hatsapp:+33…` is `Fromw` + `hatsapp:+33…`; the genuine FromCity has a capital here.
CUT_NAME = re.compile("(From|To|Body|MessageSid|AccountSid)[a-z0-9].*")

PHONE = r"\+[1-9][0-9]{6,14}"
VALUES = {
    "AccountSid": re.compile("AC[0-9a-fA-F]{32}"),
    "MessageSid": re.compile("(SM|MM)[0-9a-fA-F]{32}"),
    "MessagingServiceSid": re.compile("(MG[0-9a-fA-F]{32})?"),
    "From": re.compile(PHONE),
    "To": re.compile(PHONE),
    "NumMedia": re.compile("[0-9]{0,2}"),
    "MessageStatus": re.compile("[a-z_]{1,32}"),
    "ErrorCode": re.compile("[0-9]{0,6}"),
    "OptOutType": re.compile("[A-Z]{0,8}"),
}
NEEDED = ("AccountSid", "MessageSid", "From")

Form = dict[str, str]


def read(call: WebhookCall, settings: TwilioSettings) -> Form:
    """Raises Forged, Malformed."""
    if not call.headers.get(signature.SIGNATURE):
        raise Forged("L'appel n'est pas signé.")
    pairs = _decode(call)
    signature.check(call, pairs, settings)
    form = _regular(pairs)
    _check_owner(form, settings)
    return {name: _clean(value) for name, value in form.items()}


def _decode(call: WebhookCall) -> list[tuple[str, str]]:
    """Lone surrogates pass, to be stripped after the signature; any other wrong byte does not."""
    _check_media_type(call.headers)
    try:
        return parse_qsl(
            call.body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="surrogatepass",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:  # whose text quotes the form
        raise Malformed("Le formulaire reçu ne se lit pas.") from None


def _check_media_type(headers: dict[str, str]) -> None:
    media_type, *parameters = re.split(r"\s*;\s*", headers.get("content-type", "").strip().lower())
    if media_type != MEDIA_TYPE or parameters not in ([], ["charset=utf-8"]):
        raise Malformed("Le contenu reçu n'est pas un formulaire.")
    if headers.get("content-encoding", "identity") != "identity":
        raise Malformed("Le contenu reçu est compressé.")


def _regular(pairs: list[tuple[str, str]]) -> Form:
    form = dict(pairs)
    twice = len(form) != len(pairs)
    odd_name = any(not NAME.fullmatch(name) or CUT_NAME.fullmatch(name) for name in form)
    odd_value = any(not rule.fullmatch(form[n]) for n, rule in VALUES.items() if n in form)
    if twice or odd_name or odd_value or any(name not in form for name in NEEDED):
        raise Malformed("Le formulaire reçu n'a pas la forme attendue.")
    return form


def _check_owner(form: Form, settings: TwilioSettings) -> None:
    if form["AccountSid"] != settings.account_sid:
        raise Forged("L'appel concerne un autre compte Twilio.")


def _clean(value: str) -> str:
    """Pairs of surrogates become their character, lone ones and NUL go; accents are composed."""
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return unicodedata.normalize("NFC", whole.replace("\0", ""))
