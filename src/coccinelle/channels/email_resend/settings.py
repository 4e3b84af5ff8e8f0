"""What a business gives of its Resend account; the owner's form is made from these fields."""

import base64
import binascii
import re
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator

from coccinelle.core.channel import ChannelSettings
from coccinelle.core.connector import ADVANCED, only

MAILBOX = r"[a-z0-9._-]{1,64}@([a-z0-9-]{1,63}\.)+[a-z]{2,63}"
SENDER = rf"^([^<>@,;:\"\x00-\x1f]{{1,80}} <{MAILBOX}>|{MAILBOX})$"


def _signs(secret: SecretStr) -> SecretStr:
    prefix, _, key = secret.get_secret_value().partition("_")
    try:
        long_enough = len(base64.b64decode(key, validate=True)) >= SHORTEST_KEY
    except binascii.Error:
        long_enough = False
    if prefix != "whsec" or not long_enough:
        raise ValueError("Le secret de signature est whsec_ et des caractères.")
    return secret


def _opens(key: SecretStr) -> SecretStr:
    if not re.fullmatch(r"re_[\x21-\x7e]{4,200}", key.get_secret_value()):
        raise ValueError("La clé d'API est re_ et des caractères.")
    return key


SHORTEST_KEY = 16  # bytes
SigningSecret = Annotated[SecretStr, AfterValidator(_signs)]
ApiKey = Annotated[SecretStr, AfterValidator(_opens)]


class ResendSettings(ChannelSettings, frozen=True, hide_input_in_errors=True):
    adapter: ClassVar[str] = "email_resend"
    kind: ClassVar[str] = "email"

    api_key: ApiKey = Field(
        title="Clé d'API",
        description="« API Keys » chez Resend, avec l'accès complet : re_ et des caractères.",
    )
    webhook_secret: SigningSecret = Field(
        title="Secret de signature",
        description="« Signing secret » du webhook chez Resend. Il prouve que les e-mails reçus "
        "viennent bien de Resend.",
    )
    next_webhook_secret: SigningSecret | None = Field(
        default=None,
        title="Second secret de signature",
        description="Pendant un changement de secret seulement : les deux sont alors acceptés.",
        json_schema_extra=ADVANCED,
    )
    sender: str = Field(
        title="Adresse d'envoi",
        description="Comme les clients la voient : Élégance Paris <bonjour@votre-domaine.fr>. "
        "Son domaine est vérifié chez Resend.",
        pattern=SENDER,
    )
    reply_address: str = Field(
        title="Adresse de réception",
        description="Celle où les réponses arrivent, à un domaine que Resend reçoit : "
        "bonjour@in.votre-domaine.fr.",
        pattern=rf"^{MAILBOX}$",
    )
    authserv_id: str = Field(
        default="amazonses.com",
        title="Nom du serveur qui vérifie",
        description="Le premier mot de l'en-tête « Authentication-Results » des e-mails reçus. "
        "Sans le bon, aucun expéditeur n'est tenu pour vérifié.",
        pattern=r"^[a-z0-9.-]{1,255}$",
        json_schema_extra=ADVANCED,
    )
    base_url: str = Field(
        default="https://api.resend.com",
        title="Adresse de Resend",
        description="À ne changer que pour un essai.",
        pattern=only(r"api\.resend\.com"),
        json_schema_extra=ADVANCED,
    )
    timeout_seconds: float = Field(
        default=10.0,
        title="Attente maximale",
        description="Secondes laissées à Resend pour répondre.",
        gt=0,
        le=60,
        json_schema_extra=ADVANCED,
    )

    @property
    def address(self) -> str:
        return self.reply_address

    @property
    def sender_address(self) -> str:
        return self.sender.rpartition("<")[2].removesuffix(">")

    @property
    def reply_domain(self) -> str:
        return self.reply_address.rpartition("@")[2]

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        secrets = (self.webhook_secret, self.next_webhook_secret)
        return tuple(secret.get_secret_value() for secret in secrets if secret)

    def with_token(self, token: str) -> str:
        """Where the answers to one conversation come."""
        name, _, domain = self.reply_address.partition("@")
        return f"{name}+{TOKEN_PREFIX}{token}@{domain}"

    @model_validator(mode="after")
    def _leaves_room(self) -> Self:
        if len(self.reply_address.partition("@")[0]) > LONGEST_NAME:
            raise ValueError("L'adresse de réception est trop longue avant le @.")
        return self


TOKEN_PREFIX = "t_"
LONGEST_NAME = 24  # of 64 characters before the @: our token takes the rest
