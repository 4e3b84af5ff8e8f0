"""A phone or an e-mail is whose it is said to be once the code that was sent there comes back: a
wrong letter would hand the shop's alerts, and the codes that approve replies, to a stranger."""

from dataclasses import dataclass

from coccinelle.core.channel import SendRefused
from coccinelle.core.errors import OutcomeUnknown, PermanentError
from coccinelle.core.messages import Outbound
from coccinelle.engine.desk import Desk
from coccinelle.kit.link_token import token_hash
from coccinelle.store import channels
from coccinelle.store.database import Connection

UNSURE = "Le code n'est peut-être pas parti : attendez une minute, puis recommencez."


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a code proves. kind: of the channel it leaves by; words: with {shop} and {code}."""

    kind: str
    words: str
    subject: str = ""


MEMBER_PHONE = Purpose(
    "sms", "{shop} : {code} est le code qui prouve que ce numéro est bien le vôtre. Dites-le à qui"
    " vous ajoute sur Coccinelle.",
)  # fmt: skip
OWNER_PHONE = Purpose(
    "sms", "{shop} : {code} est le code qui prouve que ce numéro est bien le vôtre. Écrivez-le dans"
    " les quinze minutes, dans Réglages, Votre établissement.",
)  # fmt: skip
OWN_EMAIL = Purpose(
    "email", "Bonjour,\n\n{code} est le code qui prouve que cette adresse est bien la vôtre."
    " Écrivez-le dans les quinze minutes sur la page Notifications de Coccinelle ({shop}).\n\nSi"
    " vous n'avez rien demandé, ignorez cet e-mail : rien ne change.\n", "Votre code - {shop}",
)  # fmt: skip


def can_leave(connection: Connection, purpose: Purpose) -> bool:
    return channels.of_kind(connection, purpose.kind) is not None


def send_code(desk: Desk, purpose: Purpose, address: str, code: str) -> bool:
    """By the business's own channel, and kept nowhere. False when there is none that works: nothing
    can be sent to that address either. Raises PermanentError, TemporaryError."""
    with desk.transaction() as connection:
        row = channels.of_kind(connection, purpose.kind)
    if row is None:
        return False
    shop = desk.business.name
    sent = Outbound(
        key=f"code-{token_hash(address + code).hex()[:32]}", recipient=address,
        text=purpose.words.format(shop=shop, code=code), subject=purpose.subject.format(shop=shop),
    )  # fmt: skip
    try:
        desk.open_channel(row).send(sent)
    except SendRefused as refusal:
        raise PermanentError(refusal.fault.sentence) from refusal
    except OutcomeUnknown as error:
        raise PermanentError(UNSURE) from error
    return True
