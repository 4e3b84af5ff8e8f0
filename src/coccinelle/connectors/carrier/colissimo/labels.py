"""Return labels by Colissimo's SLS. Nothing makes a repeated call harmless: each may be one more
label, so that whatever is not clearly a refusal is an unknown outcome."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx

from coccinelle.connectors.carrier.colissimo import multipart
from coccinelle.connectors.carrier.colissimo.answers import Told, read_json
from coccinelle.connectors.carrier.colissimo.request import label_request
from coccinelle.connectors.carrier.colissimo.settings import ColissimoSettings
from coccinelle.connectors.carrier.transport import UNREACHABLE, Answer, Line
from coccinelle.core.carrier import Label, LabelWanted, Place
from coccinelle.core.errors import OutcomeUnknown, PermanentError, TemporaryError

LOOK_THERE = "Cherchez-la dans la Colissimo Box avant d'en refaire une."
_SOMEWHERE = Place("Essai", "24 Rue de Rivoli", "75004", "Paris")


class ColissimoLabels:
    is_outside = True

    def __init__(self, settings: ColissimoSettings, zone: ZoneInfo) -> None:
        self._settings = settings
        self._zone = zone
        headers = {"apiKey": settings.api_key.get_secret_value()}
        self._line = Line(settings.base_url, headers, settings.timeout_seconds)

    def make(self, wanted: LabelWanted) -> Label:
        answer = self._call("generateLabel", wanted)
        _raise_refusal(answer)
        try:
            found = multipart.parts(answer.media_type, answer.body)
            told = read_json(found["jsonInfos"])
        except (multipart.Malformed, KeyError, ValueError):
            raise OutcomeUnknown(f"La réponse de Colissimo est illisible. {LOOK_THERE}") from None
        if not told.is_done:
            raise PermanentError(told.sentence)
        pdf = found.get("label", b"")
        if not told.parcel_number or not pdf.startswith(b"%PDF"):
            raise OutcomeUnknown(f"Colissimo a fait l'étiquette sans la donner. {LOOK_THERE}")
        return Label(pdf, told.parcel_number, "Colissimo")

    def check(self) -> None:
        """A dry run, which makes nothing: are the key and the contract good?"""
        wanted = LabelWanted("ESSAI", "ESSAI", "Essai", _SOMEWHERE, _SOMEWHERE, "")
        try:
            answer = self._call("checkGenerateLabel", wanted)
            _raise_refusal(answer)
        except OutcomeUnknown as error:
            raise TemporaryError("Colissimo ne répond pas comme prévu.") from error
        told = _told(answer)
        if told is None or not told.is_done:
            raise PermanentError(told.sentence if told else "Colissimo a répondu autre chose.")

    def close(self) -> None:
        self._line.close()

    def _call(self, operation: str, wanted: LabelWanted) -> Answer:
        deposit = datetime.now(UTC).astimezone(self._zone).date()
        asked = label_request(wanted, self._settings, deposit)
        path = f"/sls-ws/SlsServiceWSRest/{self._settings.version}/{operation}"
        try:
            return self._line.ask("POST", path, json=asked)
        except UNREACHABLE as error:
            raise TemporaryError("Colissimo est injoignable pour le moment.") from error
        except httpx.RequestError as error:
            raise OutcomeUnknown(
                f"La connexion à Colissimo s'est rompue pendant la demande. {LOOK_THERE}"
            ) from error


def _raise_refusal(answer: Answer) -> None:
    """A refusal comes before anything is made; a breakdown may come after."""
    match answer.status:
        case 200:
            return
        case 400:
            told = _told(answer)
            raise PermanentError(told.sentence if told else "Colissimo refuse la demande.")
        case 401 | 403:
            raise PermanentError("Colissimo refuse la clé d'API, ou le contrat n'est pas actif.")
        case 422:
            raise PermanentError("Colissimo n'a pas su lire la demande.")
        case 429:
            raise TemporaryError("Colissimo demande de ralentir.", answer.wait_seconds)
    raise OutcomeUnknown(f"Colissimo a eu une panne pendant la demande. {LOOK_THERE}")


def _told(answer: Answer) -> Told | None:
    """From a refusal or a dry run: plain JSON, or the JSON part."""
    try:
        if answer.media_type.lower().startswith("multipart/"):
            return read_json(multipart.parts(answer.media_type, answer.body)["jsonInfos"])
        return read_json(answer.body)
    except (multipart.Malformed, KeyError, ValueError):
        return None
