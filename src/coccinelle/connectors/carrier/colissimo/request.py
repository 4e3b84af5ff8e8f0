"""The label asked for, in Colissimo's words."""

from dataclasses import replace
from datetime import date
from typing import Any

from coccinelle.connectors.carrier.colissimo.settings import ColissimoSettings
from coccinelle.core.carrier import LabelWanted, Place
from coccinelle.core.errors import PermanentError
from coccinelle.core.postal import split_address

RETURN_TO_FRANCE = "CORE"
FORMAT = "PDF_A4_300dpi"
LINE, FIRST_NAME, REFERENCE, ORDER_NUMBER = 35, 29, 17, 30  # characters at most


def label_request(
    wanted: LabelWanted, settings: ColissimoSettings, deposit: date
) -> dict[str, Any]:
    """Raises PermanentError when an address is not one that a parcel can be sent from or to."""
    sender = _whole(wanted.sender, "du client")
    shop = _whole(_returns_place(wanted.recipient, settings), "de la boutique")
    return {
        "outputFormat": {"x": 0, "y": 0, "outputPrintingType": FORMAT},
        "letter": {
            "service": {
                "productCode": RETURN_TO_FRANCE,
                "depositDate": deposit.isoformat(),
                "orderNumber": wanted.order_number[:ORDER_NUMBER],
                "commercialName": shop.name[:LINE],
            },
            "parcel": {"weight": settings.weight_kg},
            "sender": {
                "senderParcelRef": wanted.reference[:REFERENCE],
                "address": {**_person(sender.name or wanted.sender_name), **_address(sender)},
            },
            "addressee": {
                "addresseeParcelRef": wanted.reference[:REFERENCE],
                "serviceInfo": settings.returns_desk,
                "address": {"companyName": shop.name[:LINE], **_address(shop)},
            },
        },
    }


def _returns_place(shop: Place, settings: ColissimoSettings) -> Place:
    """Where parcels come back to, which need not be where customers come."""
    if not settings.return_address:
        return shop
    line, zip_code, city = split_address(settings.return_address)
    return replace(shop, line=line, zip_code=zip_code, city=city)


def _whole(place: Place | None, whose: str) -> Place:
    if place is None or not (place.line and place.zip_code and place.city):
        raise PermanentError(f"L'adresse postale {whose} manque ou n'est pas complète.")
    if place.country != "FR":
        raise PermanentError("Les étiquettes de retour ne se font que pour la France.")
    return place


def _person(name: str) -> dict[str, str]:
    """Colissimo wants both names; who gave one has it twice."""
    first, _, last = name.strip().partition(" ")
    return {"firstName": first[:FIRST_NAME], "lastName": (last or first)[:LINE]}


def _address(place: Place) -> dict[str, str]:
    """line2 is the number and the street; what does not fit goes on in line3."""
    given = {
        "line2": place.line[:LINE],
        "line3": place.line[LINE : 2 * LINE],
        "countryCode": place.country,
        "city": place.city[:LINE],
        "zipCode": place.zip_code,
        "email": place.email,
        "mobileNumber" if place.phone.startswith(("+336", "+337")) else "phoneNumber": place.phone,
    }
    return {name: value for name, value in given.items() if value}
