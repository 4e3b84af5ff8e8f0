"""Colissimo return labels, under a contract: the customer is the sender, the shop the addressee."""

from zoneinfo import ZoneInfo

from coccinelle.connectors.carrier.colissimo.labels import ColissimoLabels
from coccinelle.connectors.carrier.colissimo.settings import ColissimoSettings
from coccinelle.core.carrier import Carrier
from coccinelle.core.connector import ConnectorSettings

ADAPTER = ColissimoSettings.adapter
KIND = ColissimoSettings.kind
SETTINGS: type[ConnectorSettings] = ColissimoSettings


def open(settings: ConnectorSettings, zone: ZoneInfo) -> Carrier:
    labels = ColissimoLabels(ColissimoSettings.model_validate(settings), zone)
    return Carrier(names=("colissimo",), labels=labels, check=labels.check, close=labels.close)
