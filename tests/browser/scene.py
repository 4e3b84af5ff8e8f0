"""What stands on the pages: the demo shop on its morning, after a few customers have written."""

from dataclasses import dataclass, field

from coccinelle.engine.attend import attend
from coccinelle.engine.business.journal import AuditLine, note
from coccinelle.engine.desk import Desk
from coccinelle.store import channels, conversations, trial_scripts
from coccinelle.store.database import Database
from coccinelle.trial.copy import renew
from coccinelle.trial.people import NEW
from coccinelle.trial.write import write
from tests.web.conftest import Shop, open_shop

JULIE, EMMA, LEA = "+33639980001", "+33639980002", "+33639980003"


@dataclass(frozen=True, slots=True)
class Scene:
    """tokens: of an open session, by role."""

    shop: Shop
    held: int  # Julie's conversation: a dress was put aside
    asked: int  # Emma's: a draft waits
    mail: int  # Léa's, by e-mail
    trial: int  # the copy to try things on
    html_message: int
    tokens: dict[str, str] = field(repr=False)

    @property
    def customer(self) -> int:
        """Emma."""
        return self._one("select contact_id from orders where number = '2847'")

    @property
    def known(self) -> int:
        """Julie: her name, her number and her e-mail are all on file."""
        return self._one("select contact_id from orders where number = '2839'")

    @property
    def order(self) -> int:
        """With an exchange by post."""
        return self._one("select id from orders where number = '2847'")

    @property
    def channel(self) -> int:
        return self._one("select min(id) from channel")

    def _one(self, sql: str) -> int:
        return int(str(self.shop.execute(sql)[0][0]))

    def paths(self) -> dict[str, str]:
        """Every page of a member, by a name for its picture."""
        return {
            "feed": "/", "engagements": "/engagements", "fiches": "/fiches",
            "compte": "/compte", "journal": "/journal", "tableau-de-bord": "/resultats",
            "essayer": "/essayer?who=new&by=sms",
            "autonomie": "/autonomie", "réglages": "/reglages", "règles": "/reglages/regles",
            "horaires": "/reglages/horaires", "fermetures": "/reglages/fermetures",
            "ton": "/reglages/ton", "alertes": "/reglages/notifications",
            "membres": "/reglages/membres", "connexions": "/reglages/connexions",
            "connexion": "/reglages/connexions/sms_twilio",
            "canal": f"/reglages/canaux/{self.channel}",
            "retirer-canal": f"/reglages/canaux/{self.channel}/retirer", "bienvenue": "/bienvenue",
            "articles": "/bienvenue/articles", "étape-horaires": "/bienvenue/horaires",
            "étape-canal": "/bienvenue/canal", "étape-essai": "/bienvenue/essai",
            "étape-marche": "/bienvenue/marche", "établissement": "/reglages/etablissement",
            "mises-de-cote": "/mises-de-cote?ref=RF-2847",
            "clients": "/clients", "client": f"/clients/{self.customer}",
            "effacer": f"/clients/{self.customer}/effacer",
            "réunir": f"/clients/{self.known}/reunir?q=le", "commandes": "/commandes",
            "commande": f"/commandes/{self.order}", "publications": "/publications",
            "connaissances": "/connaissances?essai=Vous+faites+les+retouches",
            "conversation": f"/conversations/{self.held}",
            "brouillon": f"/conversations/{self.asked}", "e-mail": f"/conversations/{self.mail}",
        }  # fmt: skip


def play(database: Database) -> Scene:
    shop = open_shop(database, full=True)
    held = shop.hears("Bonjour, la robe fleurie bleue RF-2847, vous l'avez en 38 ?", JULIE)
    shop.hears("Oui merci ! Je passe ce soir vers 17h !", JULIE)
    asked = shop.hears("Bonjour, vous pouvez m'appeler ? C'est pour un mariage", EMMA)
    shop.drafts(asked, "Bonjour Emma, avec plaisir : à quelle heure vous appeler ?")
    shop.hears("Puis-je échanger le pantalon noir 40 de la commande 2847 contre un 38 ?", EMMA)
    shop.hears("Par courrier", EMMA)
    mail, html_message = _write_mail(shop)
    note(shop.desk, AuditLine("Sarah", "POST /stock", after={"sku": "RF-2847-38", "on_hand": 3}))
    tokens = {"owner": shop.employs("Sarah", "owner"), "staff": shop.employs("Bob", "staff")}
    trial = _try(shop)
    return Scene(shop, held, asked, mail, trial, html_message, tokens)


def _try(shop: Shop) -> int:
    """Somebody new has asked there for a dress, and something was kept."""
    ((owner,),) = shop.execute("select id from member where name = 'Sarah'")
    number = renew(shop.desk, by=int(str(owner)))
    desk = shop.place.desk(number)
    conversation = write(desk, kind="sms", sender=NEW.phone, text="Bonjour, la robe fleurie ?")
    assert conversation is not None
    attend_at_once(desk, conversation)
    with shop.desk.transaction() as connection:
        trial_scripts.add(
            connection, name="La robe", script="turns: []", replies=["Bonjour"], by="Sarah",
            at=shop.desk.now(),
        )  # fmt: skip
    return number


def attend_at_once(desk: Desk, conversation_id: int) -> None:
    """The rest of a burst is not waited for."""
    with desk.transaction() as connection:
        conversations.answer_later(connection, conversation_id, desk.now())
    attend(desk, conversation_id)


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
