"""What a business gives of its account on La Poste's developer portal."""

from typing import ClassVar

from pydantic import Field, SecretStr

from coccinelle.core.connector import ADVANCED, ConnectorSettings, only


class LaPosteSettings(ConnectorSettings, frozen=True, hide_input_in_errors=True):
    adapter: ClassVar[str] = "laposte"
    kind: ClassVar[str] = "carrier"

    okapi_key: SecretStr = Field(
        title="Clé Okapi",
        description="« X-Okapi-Key », sur developer.laposte.fr, une fois Suivi v2 accordé.",
        min_length=8,
    )
    calls_per_second: float = Field(
        default=10.0,
        title="Appels par seconde",
        description="Le plafond de votre accès.",
        gt=0,
        le=1000,
        json_schema_extra=ADVANCED,
    )
    base_url: str = Field(
        default="https://api.laposte.fr",
        title="Adresse de La Poste",
        description="À ne changer que pour un essai sur cette machine.",
        pattern=only(r"api\.laposte\.fr"),
        json_schema_extra=ADVANCED,
    )
    timeout_seconds: float = Field(
        default=8.0,
        title="Attente maximale",
        description="Secondes laissées à La Poste pour répondre.",
        gt=0,
        le=25,
        json_schema_extra=ADVANCED,
    )
