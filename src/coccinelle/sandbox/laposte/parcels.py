"""A parcel as a demo or a test sets it, and as La Poste then tells it."""

from typing import Any

from pydantic import AwareDatetime, BaseModel, Field

# Our own words for the codes a demo uses; others are told by their code alone.
LABELS = {
    "DR1": "Votre colis va bientôt nous être confié par l'expéditeur",
    "PC1": "Votre colis est pris en charge",
    "ET1": "Votre colis est en cours d'acheminement",
    "EP1": "Votre colis est arrivé sur son site de distribution",
    "MD2": "Votre colis est dans le véhicule du livreur",
    "ND1": "Votre colis n'a pas pu être remis",
    "AG1": "Votre colis vous attend au point de retrait",
    "DI1": "Votre colis est livré",
    "DI2": "Votre colis est revenu à l'expéditeur",
    "RE1": "Votre colis retourne à l'expéditeur",
    "PB1": "Votre colis rencontre un imprévu",
}
STEPS = ("DR", "PC", "ET", "MD", "DI")  # of the timeline, 1 to 5
FINAL = frozenset({"DI0", "DI1", "DI2"})


class Event(BaseModel, extra="forbid", frozen=True):
    code: str = Field(max_length=10)
    at: AwareDatetime
    label: str = ""


class Parcel(BaseModel, extra="forbid", frozen=True):
    """events: in any order. expected: as the carrier would write it, a day or a moment."""

    number: str = Field(pattern="^[A-Z0-9]{8,20}$")
    events: tuple[Event, ...] = ()
    expected: str | None = None
    product: str = "Colissimo"
    holder: int = 4


def found(parcel: Parcel) -> dict[str, Any]:
    newest_first = sorted(parcel.events, key=lambda e: e.at, reverse=True)
    shipment: dict[str, Any] = {
        "idShip": parcel.number,
        "holder": parcel.holder,
        "product": parcel.product,
        "isFinal": any(event.code in FINAL for event in newest_first),
        "url": f"https://www.laposte.fr/outils/suivre-vos-envois?code={parcel.number}",
        "timeline": _timeline(parcel),
        "event": [
            {
                "code": event.code,
                "label": event.label or LABELS.get(event.code, event.code),
                "date": event.at.isoformat(),
                "order": len(newest_first) - n,
            }
            for n, event in enumerate(newest_first)
        ],
        "contextData": {"originCountry": "FR", "arrivalCountry": "FR"},
    }
    if newest_first:
        shipment["entryDate"] = newest_first[-1].at.isoformat()
    if parcel.expected is not None:
        shipment["estimDate"] = parcel.expected
    return {"lang": "fr_FR", "scope": "open", "returnCode": 200, "shipment": shipment}


def refused(number: str, code: int, message: str) -> dict[str, Any]:
    return {
        "returnCode": code,
        "returnMessage": message,
        "lang": "fr_FR",
        "scope": "open",
        "idShip": number,
    }


def _timeline(parcel: Parcel) -> list[dict[str, Any]]:
    steps = []
    for place, prefix in enumerate(STEPS, start=1):
        dates = [event.at for event in parcel.events if event.code.startswith(prefix)]
        step = {
            "id": place,
            "shortLabel": prefix,
            "longLabel": "",
            "status": bool(dates),
            "type": 1,
        }
        steps.append({**step, **({"date": min(dates).isoformat()} if dates else {})})
    return steps
