"""La Poste's "Suivi v2": letters, Colissimo and Chronopost, with one key."""

from zoneinfo import ZoneInfo

from coccinelle.connectors.carrier.laposte.settings import LaPosteSettings
from coccinelle.connectors.carrier.laposte.tracker import LaPosteTracker
from coccinelle.core.carrier import Carrier
from coccinelle.core.connector import ConnectorSettings

ADAPTER = LaPosteSettings.adapter
KIND = LaPosteSettings.kind
SETTINGS: type[ConnectorSettings] = LaPosteSettings
NAMES = ("la poste", "laposte", "colissimo", "chronopost")


def open(settings: ConnectorSettings, zone: ZoneInfo) -> Carrier:
    tracker = LaPosteTracker(LaPosteSettings.model_validate(settings), zone)
    return Carrier(names=NAMES, tracker=tracker, check=tracker.check, close=tracker.close)
