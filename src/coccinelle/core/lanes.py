"""The default policy as data: the lane of each kind of request when every look-up succeeds."""

from dataclasses import dataclass
from datetime import date, timedelta

from coccinelle.core.policy import Lane, Policy
from coccinelle.core.reading import Reading, Request, to_serve

CAUTION: tuple[Lane, ...] = ("ignore", "answer", "act", "draft", "escalate")

# A person now, whatever the request is (product policy, row escalate); the first match says why.
ALARMS: dict[str, str] = {
    "danger": "Danger signalé : une personne doit répondre tout de suite",
    "self_harm": "Détresse signalée : une personne doit répondre tout de suite",
    "allergy": "Allergie ou santé : on n'affirme jamais la sécurité sans une personne",
    "legal_threat": "Menace juridique ou d'avis négatif",
    "fraud": "Fraude signalée : une personne doit vérifier",
    "human_wanted": "Le client demande à parler à une personne",
    "anger": "Le client est très mécontent",
}
FOREIGN = "Langue que l'assistant n'écrit pas : réponse préparée en anglais, à valider"
DOUBT = "Message inhabituel : l'assistant préfère que quelqu'un relise"


@dataclass(frozen=True, slots=True)
class Row:
    """needs: for an action, the details it cannot do without, one of each group; without them the
    lane is *answer*: they are asked for. reason: in words a shop owner reads."""

    lane: Lane
    reason: str
    needs: tuple[tuple[str, ...], ...] = ()


_DAY = ("date", "new_date")
_HOUR = ("time", "new_time")
_WHAT = ("service", "product", "property_ref", "vehicle", "address")
_CHANGE = ("new_date", "new_time", "party_size", "service")
_NEW_ORDER = ("size", "size_to", "color", "product", "address", "quantity", "date", "new_date",
              "phone", "email", "name", "time")  # fmt: skip
_VARIANT = ("size", "size_to", "color")

# product policy; the key is the intent, or the intent and its sub-kind
LANES: dict[str, Row] = {
    "order_status": Row("answer", "Suivi de commande : une information"),
    "order_status/dispute": Row("escalate", "Colis perdu ou contesté : à une personne"),
    "order_cancel": Row("act", "Annulation d'une commande non expédiée, après son accord"),
    "order_modify": Row("act", "Modification d'une commande non expédiée", (_NEW_ORDER,)),
    "place_order": Row("answer", "Comment commander : une information"),
    "place_order/special": Row("draft", "Commande spéciale : à valider"),
    "stock_availability": Row("answer", "Disponibilité : une information"),
    "stock_availability/notify": Row("act", "Inscription sur la liste d'attente"),
    "waiting_list": Row("act", "Inscription sur la liste d'attente"),
    "product_service_info": Row("answer", "Renseignement sur un produit ou une prestation"),
    "product_service_info/advice": Row("draft", "Conseil requis : à valider"),
    "hold_item": Row("act", "Mise de côté en boutique", (("product",),)),
    "hold_item/cancel": Row("act", "Mise de côté annulée à sa demande"),
    "hold_item/extend": Row("act", "Mise de côté prolongée"),
    "hold_item/long": Row("draft", "Mise de côté plus longue que la règle de la boutique"),
    "exchange_request": Row("act", "Échange du même article, dans les règles", (_VARIANT,)),
    "exchange_request/way": Row("act", "Échange : la façon choisie"),
    "exchange_request/cancel": Row("act", "Échange annulé à sa demande"),
    "exchange_request/label": Row("answer", "Échange en cours : son étiquette"),
    "exchange_request/policy": Row("answer", "Conditions d'échange : une information"),
    "exchange_request/outside": Row("draft", "Échange hors des règles de la boutique"),
    "return_refund": Row("draft", "Remboursement : l'argent qui sort est toujours validé"),
    "return_refund/request": Row("draft", "Remboursement : l'argent qui sort est toujours validé"),
    "return_refund/status": Row("answer", "Suivi d'un remboursement : une information"),
    "return_refund/policy": Row("answer", "Conditions de retour : une information"),
    "item_problem": Row("draft", "Article abîmé, faux ou manquant : à valider"),
    "delivery_info": Row("answer", "Livraison : une information"),
    "booking_create": Row("act", "Réservation", (_DAY, _HOUR)),
    "booking_create/group": Row("draft", "Groupe ou événement : à valider"),
    "booking_modify": Row("act", "Réservation déplacée, après son accord", (_CHANGE,)),
    "booking_cancel": Row("act", "Réservation annulée, après son accord"),
    "booking_status": Row("answer", "Réservation : une information"),
    "hours_location": Row("answer", "Horaires, adresse, accès : une information"),
    "price_quote": Row("answer", "Prix du tarif : une information"),
    "price_quote/quote": Row("draft", "Devis ou estimation hors tarif : à valider"),
    "allergy_medical": Row("escalate", ALARMS["allergy"]),
    "promo_loyalty": Row("answer", "Offres et fidélité : une information"),
    "promo_loyalty/discount": Row("answer", "Remise non publiée : un refus poli"),
    "promo_loyalty/goodwill": Row("draft", "Geste commercial : à valider"),
    "payment_invoice": Row("answer", "Paiement : une information"),
    "payment_invoice/copy": Row("act", "Copie de facture"),
    "payment_invoice/correction": Row("draft", "Facture à corriger : à valider"),
    "payment_invoice/dispute": Row("escalate", "Paiement contesté : une personne doit vérifier"),
    "account_data": Row("draft", "Données du compte : à valider"),
    "account_data/login": Row("answer", "Accès au compte : une information"),
    "account_data/change": Row("draft", "Changement de coordonnées : à valider"),
    "account_data/privacy": Row("escalate", "Données personnelles : une personne doit répondre"),
    "opt_out": Row("act", "Désinscription, tout de suite"),
    "repair_status": Row("answer", "Suivi de réparation : une information"),
    "incident_assistance": Row("escalate", "Panne, accident ou fuite : une personne tout de suite"),
    "property_enquiry": Row("answer", "Renseignement sur un bien"),
    "property_enquiry/offer": Row("escalate", "Offre ou négociation : une personne doit répondre"),
    "property_enquiry/tenancy": Row("escalate", "Droit du bail : une personne doit répondre"),
    "complaint": Row("draft", "Mécontentement : à valider"),
    "complaint/strong": Row("escalate", ALARMS["anger"]),
    "human_request": Row("escalate", ALARMS["human_wanted"]),
    "human_request/robot": Row("answer", "« C'est un robot ? » : la vérité"),
    "ack_closing": Row("ignore", "Aucune réponse nécessaire"),
    "ack_closing/greeting": Row("answer", "Bonjour : on propose son aide"),
    "business_other": Row("draft", "Courrier professionnel : à valider"),
    "business_other/prospecting": Row("ignore", "Démarchage : sans réponse"),
    "spam_phishing": Row("ignore", "Indésirable : sans réponse"),
    "unclear_other": Row("answer", "Pas compris : on demande de préciser"),
    "unclear_other/either": Row("answer", "Deux demandes possibles : on lui demande laquelle"),
    "unclear_other/left_behind": Row("draft", "Objet oublié ou trouvé : à vous de regarder"),
    "unclear_other/wrong_number": Row("ignore", "Erreur de numéro : sans réponse"),
}  # fmt: skip


def row_of(request: Request) -> Row:
    """The sub-kind's row, else the intent's; an intent nobody knows is not understood."""
    by_kind = LANES.get(f"{request.intent}/{request.sub_kind}")
    return by_kind or LANES.get(request.intent) or LANES["unclear_other"]


def alarm_of(reading: Reading) -> str | None:
    return next((reason for flag, reason in ALARMS.items() if flag in reading.flags), None)


def most_cautious(lanes: set[Lane]) -> Lane:
    return next(lane for lane in reversed(CAUTION) if lane in lanes)


def expected(
    reading: Reading, policy: Policy, sector: str, today: date
) -> tuple[Lane, tuple[str, ...]]:
    """The lane of a message if every look-up succeeds and identity is proven, and why; as if it
    were written in a language we have words in."""
    alarm = alarm_of(reading)
    if alarm:
        return "escalate", (alarm,)
    rows = [_expected(request, policy, sector, today) for request in to_serve(reading)]
    lane = most_cautious({lane for lane, _ in rows} or {"escalate"})
    if "doubt" in reading.flags and lane in ("answer", "act"):
        return "draft", (DOUBT,)
    return lane, tuple(reason for _, reason in rows)


def _expected(request: Request, policy: Policy, sector: str, today: date) -> tuple[Lane, str]:
    row = row_of(request)
    limit = _limit(request, policy, today)
    if row.lane == "act" and limit:
        return "draft", limit
    if row.lane == "act" and _lacks(request, row, sector):
        return "answer", f"{row.reason} : il manque un détail, on le demande"
    return row.lane, row.reason


def _lacks(request: Request, row: Row, sector: str) -> bool:
    said = {entity.name for entity in request.entities}
    needs = list(row.needs)
    if request.intent == "booking_create":
        needs.append(("party_size",) if sector == "restaurant" else _WHAT)
    return not all(said.intersection(group) for group in needs)


def _limit(request: Request, policy: Policy, today: date) -> str:
    """What the owner keeps for herself: large groups, many items, long holds."""
    party, quantity = request.entity("party_size"), request.entity("quantity")
    if party and _number(party.value) > policy.party_auto_max:
        return LANES["booking_create/group"].reason
    if request.intent != "hold_item":
        return ""
    if quantity and _number(quantity.value) > policy.hold_max_quantity:
        return "Plus d'articles que la règle de la boutique"
    day = request.entity("date")
    late = day and str(day.value) > (today + timedelta(days=2)).isoformat()
    return LANES["hold_item/long"].reason if late else ""


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
