"""Asks La Poste where a parcel is; each way it can fail has its sentence."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx

from coccinelle.connectors.carrier.laposte import answers
from coccinelle.connectors.carrier.laposte.settings import LaPosteSettings
from coccinelle.connectors.carrier.transport import Answer, Line
from coccinelle.core.carrier import Tracking
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.kit.pace import Pace

_NUMBER = re.compile(r"[A-Z0-9]{8,20}")
_NOBODYS = "6A00000000000"  # in the right form, of no parcel
_MALFORMED, _UNKNOWN = 400, 404


class LaPosteTracker:
    def __init__(self, settings: LaPosteSettings, zone: ZoneInfo) -> None:
        key = settings.okapi_key.get_secret_value()
        headers = {"X-Okapi-Key": key, "Accept": "application/json"}
        self._line = Line(settings.base_url, headers, settings.timeout_seconds)
        self._pace = Pace(settings.calls_per_second)
        self._zone = zone

    def track(self, number: str, carrier: str = "", *, fresh: bool = False) -> Tracking:
        """A number that La Poste does not know, or not yet, has no events.

        Raises TemporaryError, PermanentError when the key is refused.
        """
        asked, now = _plain(number), datetime.now(UTC).astimezone(self._zone)
        nothing = Tracking(number, carrier, "unknown", (), now)
        if not _NUMBER.fullmatch(asked):
            return nothing
        answer = self._ask(asked)
        if answer.return_code in (_MALFORMED, _UNKNOWN) or answer.shipment is None:
            return nothing
        return answers.tracking(number, carrier, answer.shipment, zone=self._zone, now=now)

    def check(self) -> None:
        """Whether the key opens: asked of a parcel that does not exist."""
        self._ask(_NOBODYS)

    def close(self) -> None:
        self._line.close()

    def _ask(self, number: str) -> answers.ShipmentAnswer:
        if not self._pace.wait():
            raise TemporaryError("Trop de colis à suivre en même temps.")
        try:
            answer = self._line.ask("GET", f"/suivi/v2/idships/{number}", params={"lang": "fr_FR"})
        except httpx.RequestError as error:
            raise TemporaryError("Le suivi de La Poste est injoignable pour le moment.") from error
        _raise_failure(answer)
        try:
            found = answers.read(answer.body, number)
        except answers.Unreadable:
            raise TemporaryError("Le suivi de La Poste a répondu autre chose.") from None
        _raise_refusal(found.return_code, answer)
        return found


def _plain(number: str) -> str:
    return re.sub(r"[\s.-]", "", number).upper()


def _raise_failure(answer: Answer) -> None:
    """Of the whole call: its body may be the gateway's own, or a page."""
    if answer.status not in (200, 207, _MALFORMED, _UNKNOWN):
        _raise_refusal(answer.status, answer)


def _raise_refusal(code: int, answer: Answer) -> None:
    if code in (200, _MALFORMED, _UNKNOWN):
        return
    if code in (401, 403):
        raise PermanentError("La Poste refuse la clé Okapi : vérifiez-la sur son portail.")
    if code == 429:
        wait = answer.wait_seconds
        raise TemporaryError("La Poste demande de ralentir : trop d'appels.", wait)
    raise TemporaryError("Le suivi de La Poste est en panne pour le moment.", answer.wait_seconds)
