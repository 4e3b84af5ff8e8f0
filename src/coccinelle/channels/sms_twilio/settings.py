"""What a business gives of its Twilio account; the owner's form is made from these fields."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, SecretStr, model_validator

from coccinelle.core.channel import ChannelSettings
from coccinelle.core.connector import ADVANCED, only

# Mainland France and the overseas numbering zones dialled as French mobiles (+262, +590, +594,
# +596, +508): a message to anywhere else is more often fraud than a customer.
FRENCH_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF", "PM")

HOSTS = r"api(\.[a-z0-9-]+){0,2}\.twilio\.com"  # its data regions included

Region = Annotated[str, Field(pattern="^[A-Z]{2}$")]


class TwilioSettings(ChannelSettings, frozen=True, hide_input_in_errors=True):
    adapter: ClassVar[str] = "sms_twilio"
    kind: ClassVar[str] = "sms"

    account_sid: str = Field(
        title="Identifiant du compte",
        description="« Account SID » sur la page d'accueil de Twilio : AC et 32 caractères.",
        pattern="^AC[0-9a-fA-F]{32}$",
    )
    auth_token: SecretStr = Field(
        title="Jeton du compte",
        description="« Auth Token », à côté de l'identifiant. Il prouve que les SMS reçus "
        "viennent bien de Twilio.",
        min_length=16,
    )
    next_auth_token: SecretStr | None = Field(
        default=None,
        title="Second jeton du compte",
        description="Pendant un changement de jeton seulement : les deux sont alors acceptés.",
        min_length=16,
        json_schema_extra=ADVANCED,
    )
    api_key: str | None = Field(
        default=None,
        title="Clé d'API",
        description="Facultative : SK et 32 caractères, pour envoyer sans le jeton du compte.",
        pattern="^SK[0-9a-fA-F]{32}$",
        json_schema_extra=ADVANCED,
    )
    api_secret: SecretStr | None = Field(
        default=None,
        title="Secret de la clé d'API",
        description="Donné une fois, avec la clé.",
        json_schema_extra=ADVANCED,
    )
    number: str | None = Field(
        default=None,
        title="Numéro d'envoi",
        description="Le numéro Twilio de la boutique, au format +33937000000.",
        pattern="^\\+[1-9][0-9]{6,14}$",
    )
    messaging_service_sid: str | None = Field(
        default=None,
        title="Service d'envoi",
        description="« Messaging Service SID », si vous en utilisez un : MG et 32 caractères.",
        pattern="^MG[0-9a-fA-F]{32}$",
        json_schema_extra=ADVANCED,
    )
    webhook_key_id: str | None = Field(
        default=None,
        title="Clé de signature",
        description="Facultative : la clé partagée choisie chez Twilio pour signer ses appels.",
        min_length=1,
        json_schema_extra=ADVANCED,
    )
    webhook_key_secret: SecretStr | None = Field(
        default=None,
        title="Secret de la clé de signature",
        description="Le secret qui va avec la clé de signature.",
        min_length=16,
        json_schema_extra=ADVANCED,
    )
    allowed_regions: tuple[Region, ...] = Field(
        default=FRENCH_REGIONS,
        title="Pays des destinataires",
        description="Codes à deux lettres. Aucun SMS ne part vers un autre pays.",
        json_schema_extra=ADVANCED,
    )
    base_url: str = Field(
        default="https://api.twilio.com",
        title="Adresse de Twilio",
        description="À ne changer que pour une région de données européenne ou un essai.",
        pattern=only(HOSTS),
        json_schema_extra=ADVANCED,
    )
    timeout_seconds: float = Field(
        default=10.0,
        title="Attente maximale",
        description="Secondes laissées à Twilio pour répondre.",
        gt=0,
        le=60,
        json_schema_extra=ADVANCED,
    )

    @property
    def address(self) -> str:
        return self.number or self.messaging_service_sid or ""

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        tokens = (self.auth_token, self.next_auth_token)
        return tuple(token.get_secret_value() for token in tokens if token)

    @property
    def credentials(self) -> tuple[str, str]:
        if self.api_key and self.api_secret:
            return self.api_key, self.api_secret.get_secret_value()
        return self.account_sid, self.auth_token.get_secret_value()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not self.address:
            raise ValueError("Donnez un numéro d'envoi ou un service d'envoi.")
        if bool(self.api_key) != bool(self.api_secret):
            raise ValueError("La clé d'API et son secret vont ensemble.")
        if bool(self.webhook_key_id) != bool(self.webhook_key_secret):
            raise ValueError("La clé de signature et son secret vont ensemble.")
        return self
