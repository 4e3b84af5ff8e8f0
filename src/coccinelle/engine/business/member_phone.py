"""A member's phone is theirs once they have said the code that was sent to it: a wrong digit would
hand the shop's alerts, and the codes that approve replies, to a stranger."""

from coccinelle.core.channel import SendRefused
from coccinelle.core.errors import OutcomeUnknown, PermanentError
from coccinelle.core.messages import Outbound
from coccinelle.engine.desk import Desk
from coccinelle.kit.link_token import token_hash
from coccinelle.store import channels

UNSURE = "Le code n'est peut-être pas parti : attendez une minute, puis recommencez."


def send_code(desk: Desk, phone: str, code: str) -> bool:
    """By the business's own number, and kept nowhere. False when there is none that works: nothing
    can be sent to that phone either. Raises PermanentError, TemporaryError."""
    with desk.transaction() as connection:
        row = channels.of_kind(connection, "sms")
    if row is None:
        return False
    words = (
        f"{desk.business.name} : {code} est le code qui prouve que ce numéro est bien le vôtre."
        " Dites-le à qui vous ajoute sur Coccinelle."
    )
    key = f"phone-{token_hash(phone + code).hex()[:32]}"
    try:
        desk.open_channel(row).send(Outbound(key=key, recipient=phone, text=words))
    except SendRefused as refusal:
        raise PermanentError(refusal.fault.sentence) from refusal
    except OutcomeUnknown as error:
        raise PermanentError(UNSURE) from error
    return True
