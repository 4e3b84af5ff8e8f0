"""What stands on the pages: the demo shop on its morning, after a few customers have written."""

from dataclasses import dataclass, field

from coccinelle.engine.journal import AuditLine, note
from coccinelle.store import channels
from coccinelle.store.database import Database
from tests.web.conftest import Shop, open_shop

JULIE, EMMA, LEA = "+33639980001", "+33639980002", "+33639980003"


@dataclass(frozen=True, slots=True)
class Scene:
    """tokens: of an open session, by role."""

    shop: Shop
    held: int  # Julie's conversation: a dress was put aside
    asked: int  # Emma's: a draft waits
    mail: int  # Léa's, by e-mail
    html_message: int
    tokens: dict[str, str] = field(repr=False)

    def paths(self) -> dict[str, str]:
        """Every page of a member, by a name for its picture."""
        return {
            "feed": "/", "engagements": "/engagements", "fiches": "/fiches",
            "compte": "/compte", "journal": "/journal",
            "autonomie": "/autonomie", "mises-de-cote": "/mises-de-cote?ref=RF-2847",
            "conversation": f"/conversations/{self.held}",
            "brouillon": f"/conversations/{self.asked}", "e-mail": f"/conversations/{self.mail}",
        }  # fmt: skip


def play(database: Database) -> Scene:
    shop = open_shop(database, full=True)
    held = shop.hears("Bonjour, la robe fleurie bleue RF-2847, vous l'avez en 38 ?", JULIE)
    shop.hears("Oui merci ! Je passe ce soir vers 17h !", JULIE)
    asked = shop.hears("Bonjour, vous pouvez m'appeler ? C'est pour un mariage", EMMA)
    shop.drafts(asked, "Bonjour Emma, avec plaisir : à quelle heure vous appeler ?")
    mail, html_message = _write_mail(shop)
    note(shop.desk, AuditLine("Sarah", "POST /stock", after={"sku": "RF-2847-38", "on_hand": 3}))
    tokens = {"owner": shop.employs("Sarah", "owner"), "staff": shop.employs("Bob", "staff")}
    return Scene(shop, held, asked, mail, html_message, tokens)


def _write_mail(shop: Shop) -> tuple[int, int]:
    """Léa's e-mail, as its door would have kept it."""
    conversation = shop.hears("Bonjour, quels sont vos horaires samedi ?", LEA)
    with shop.desk.transaction() as connection:
        channels.add(
            connection, kind="email", adapter="email_resend", key=f"mail-{shop.id}",
            address="bonjour@example.org", settings={}, secrets=None,
        )  # fmt: skip
    ((message,),) = shop.execute(
        "update message set html = %s, subject = 'Samedi' where conversation_id = %s and seq = 1"
        " returning id",
        "<p>Bonjour,</p><p>quels sont vos <b>horaires</b> samedi ?</p>"
        '<img src="https://images.example.org/pixel.gif">',
        conversation,
    )
    shop.execute("update conversation set kind = 'email' where id = %s", conversation)
    return conversation, int(str(message))
