"""A return slip to print: the customer sticks it on the parcel and pays the post themselves."""

from coccinelle.core.carrier import Label, LabelWanted, Place
from coccinelle.kit.pdf import Paper


class SlipMaker:
    """Nothing leaves the machine: the slip is made with the rows that promise it."""

    is_outside = False

    def make(self, wanted: LabelWanted) -> Label:
        return Label(return_slip(wanted))


def return_slip(wanted: LabelWanted) -> bytes:
    to = wanted.recipient
    paper = Paper(f"Bon de retour {wanted.reference}", to.name)
    paper.small("À coller sur le colis")
    paper.frame(("Destinataire",), (to.name, *_street(to)))
    paper.frame(("Expéditeur",), _sender(wanted))
    paper.bar_code(wanted.reference)
    paper.cut_here()
    paper.title("À glisser dans le colis")
    paper.strong(f"Retour {wanted.reference}", f"Commande n° {wanted.order_number}")
    paper.text(f"Contenu : {wanted.contents}")
    paper.text(
        "1. Placez l'article dans un emballage solide.",
        "2. Glissez cette moitié de page à l'intérieur.",
        "3. Collez l'autre moitié sur le colis et déposez-le à la poste ou en point relais.",
        "4. Gardez la preuve de dépôt jusqu'à notre message.",
    )
    paper.small("Ce bon n'est pas affranchi : il se colle à côté de l'affranchissement.")
    return paper.finished()


def _sender(wanted: LabelWanted) -> tuple[str, ...]:
    """A place to write by hand when the business does not know where they live."""
    if wanted.sender is not None:
        return (wanted.sender.name or wanted.sender_name, *_street(wanted.sender))
    return (wanted.sender_name, "." * 52, "." * 52)


def _street(place: Place) -> tuple[str, ...]:
    return (place.line, f"{place.zip_code} {place.city}".strip())
