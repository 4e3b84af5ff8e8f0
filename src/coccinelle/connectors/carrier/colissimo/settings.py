"""What a business gives of its Colissimo contract."""

from typing import ClassVar, Literal

from pydantic import Field, SecretStr, field_validator

from coccinelle.core.connector import ADVANCED, ConnectorSettings, only
from coccinelle.core.postal import split_address


class ColissimoSettings(ConnectorSettings, frozen=True, hide_input_in_errors=True):
    adapter: ClassVar[str] = "colissimo"
    kind: ClassVar[str] = "carrier"

    api_key: SecretStr = Field(
        title="Clé d'API",
        description="« apiKey », faite dans la Colissimo Box, rubrique des services web.",
        min_length=8,
    )
    return_address: str = Field(
        default="",
        title="Adresse des retours",
        description="« 24 rue de Rivoli, 75004 Paris » ; vide : celle de la boutique.",
        max_length=200,
    )
    weight_kg: float = Field(
        default=0.5,
        title="Poids d'un retour",
        description="En kilogrammes, emballage compris ; 30 au plus.",
        gt=0,
        le=30,
    )
    returns_desk: str = Field(
        default="Service retours",
        title="Service destinataire",
        description="Ce qui est écrit sous le nom de la boutique, 35 caractères au plus.",
        max_length=35,
    )
    version: Literal["2.0", "3.1"] = Field(
        default="2.0",
        title="Version du service",
        description="Celle de votre contrat.",
        json_schema_extra=ADVANCED,
    )
    base_url: str = Field(
        default="https://ws.colissimo.fr",
        title="Adresse de Colissimo",
        description="À ne changer que pour un essai sur cette machine.",
        pattern=only(r"ws\.colissimo\.fr"),
        json_schema_extra=ADVANCED,
    )
    timeout_seconds: float = Field(
        default=15.0,
        title="Attente maximale",
        description="Secondes laissées à Colissimo pour faire l'étiquette.",
        gt=0,
        le=25,
        json_schema_extra=ADVANCED,
    )

    @field_validator("return_address")
    @classmethod
    def _is_whole(cls, value: str) -> str:
        if value and not all(split_address(value)):
            raise ValueError("Donnez la rue, le code postal et la ville.")
        return value
