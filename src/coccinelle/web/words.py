"""What our codes are called on the members' pages; an unknown code is shown as it is."""

from coccinelle.core.corrections import KINDS
from coccinelle.web.i18n import Spoken

LANES = Spoken({
    "answer": "Répond seule", "act": "Agit et répond", "draft": "Fait valider",
    "escalate": "Passe la main", "ignore": "Ne répond pas",
})  # fmt: skip
INTENTS = Spoken({
    "order_status": "où en est la commande", "order_cancel": "annuler une commande",
    "order_modify": "modifier une commande", "place_order": "commander",
    "stock_availability": "disponibilité d'un article",
    "product_service_info": "renseignement ou conseil", "hold_item": "mise de côté",
    "exchange_request": "échange", "return_refund": "retour ou remboursement",
    "item_problem": "problème sur un article", "delivery_info": "livraison",
    "booking_create": "prendre rendez-vous", "booking_modify": "déplacer un rendez-vous",
    "booking_cancel": "annuler un rendez-vous", "booking_status": "vérifier un rendez-vous",
    "hours_location": "horaires et adresse", "price_quote": "prix ou devis",
    "allergy_medical": "allergie ou santé", "promo_loyalty": "promotion ou fidélité",
    "payment_invoice": "paiement ou facture", "account_data": "données personnelles",
    "opt_out": "ne plus recevoir de messages", "repair_status": "suivi de réparation",
    "incident_assistance": "incident ou panne", "property_enquiry": "bien immobilier",
    "waiting_list": "être prévenu du retour", "complaint": "réclamation",
    "human_request": "parler à une personne",
    "ack_closing": "remerciement ou salutation", "business_other": "démarche professionnelle",
    "spam_phishing": "publicité ou arnaque", "unclear_other": "pas clair",
})  # fmt: skip
ENTITIES = Spoken({
    "order_number": "commande", "tracking_number": "suivi", "invoice_number": "facture",
    "product": "article", "size": "taille", "size_from": "taille reçue",
    "size_to": "taille voulue", "color": "couleur", "quantity": "quantité", "date": "jour",
    "time": "heure", "new_date": "nouveau jour", "new_time": "nouvelle heure",
    "deadline": "échéance", "party_size": "personnes", "plate": "immatriculation",
    "vehicle": "véhicule", "mileage": "kilométrage", "service": "prestation",
    "property_ref": "bien", "budget": "budget", "amount": "montant", "name": "nom",
    "phone": "téléphone", "email": "e-mail", "address": "adresse", "promo_code": "code promo",
    "event": "évènement", "date_to": "jusqu'au", "time_to": "jusqu'à", "day_part": "moment du jour",
})  # fmt: skip
HOW = Spoken({
    "words": "dans le message", "catalogue": "d'après le catalogue",
    "post": "d'après une publication", "memory": "d'après la conversation",
    "model": "d'après le modèle de langage",
})  # fmt: skip
FACTS = Spoken({
    "product": "article", "reference": "référence", "sku": "référence", "color": "couleur",
    "size": "taille", "count": "quantité", "price": "prix", "moment": "moment", "date": "jour",
    "time": "heure", "name": "nom", "place": "lieu", "phone": "téléphone", "email": "e-mail",
    "url": "lien", "hours": "horaires", "text": "texte", "percent": "pourcentage",
    "number": "nombre",
})  # fmt: skip
FLAGS = Spoken({
    "anger": "colère", "legal_threat": "menace juridique", "human_wanted": "veut une personne",
    "danger": "danger", "self_harm": "détresse", "injection": "tentative de manipulation",
    "allergy": "allergie", "is_it_a_robot": "demande si c'est un robot",
    "opt_out": "STOP", "opt_in": "accepte de nouveau", "fraud": "fraude",
    "doubt": "inhabituel, à relire", "withdrawal": "se rétracte",
})  # fmt: skip
MERGES = Spoken({
    "proposed": "à vous de dire", "merged": "réunies", "refused": "laissées séparées",
    "undone": "séparées de nouveau",
})  # fmt: skip
ANSWERS = Spoken({"yes": "oui", "no": "non", "choice": "choix", "correction": "correction"})
QUESTIONS = Spoken({
    "offer_hold": "a proposé une mise de côté", "which_product": "a demandé quel article",
    "which_size": "a demandé la taille", "which_color": "a demandé la couleur",
    "offer_waiting": "a proposé la liste d'attente", "which_slot": "a proposé des créneaux",
    "which_detail": "a demandé un détail", "proposal": "a proposé",
    "which_day": "a demandé le jour", "rephrase": "a demandé de préciser",
    "which_order": "a demandé quelle commande", "which_way": "a demandé quelle solution",
    "proof": "a demandé de prouver qui écrit",
})  # fmt: skip
# The ways that were offered; other choices are sizes, colours, numbers.
CHOICES = Spoken({
    "shop": "en boutique", "post": "par courrier", "loan": "prêt en boutique",
    "pickup": "retrait en boutique", "express": "livraison express", "email": "l'e-mail",
    "code": "le code",
})  # fmt: skip
TIMINGS = Spoken({
    "read": "compréhension", "propose_decide": "recherche et décision",
    "word_check": "rédaction et contrôle",
})  # fmt: skip
STATES = Spoken({
    "received": "à traiter", "answered": "", "to_send": "à envoyer", "sending": "envoi en cours",
    "sent": "envoyé", "delivered": "remis", "read": "lu", "failed": "échec d'envoi",
    "dropped": "non envoyé",
})  # fmt: skip
CHANNELS = Spoken({
    "sms": "SMS", "whatsapp": "WhatsApp", "email": "E-mail", "instagram": "Instagram",
    "web": "Site web",
})  # fmt: skip
NETWORKS = Spoken({
    "instagram": "Instagram", "facebook": "Facebook", "tiktok": "TikTok",
    "pinterest": "Pinterest", "web": "Site web",
})  # fmt: skip
COMMITMENTS = Spoken({
    "hold_expiry": "Fin de mise de côté", "reminder": "Rappel", "watch": "Suivi de colis",
    "alert": "Alerte", "call_back": "À rappeler", "task": "Tâche", "resume": "Reprise",
    "tell_arrived": "Annoncer l'arrivée", "tell_waiting": "Prévenir du retour en stock",
    "exchange_over": "Annoncer la fin d'un échange", "tell_back": "Colis retour reçu : le dire",
    "satisfaction": "Question de satisfaction",
    "answer_due": "Réponse promise", "draft_expiry": "Fin d'un brouillon",
    "digest": "Ce qui attend à l'ouverture",
})  # fmt: skip
STATUSES = Spoken(
    {"pending": "en attente", "done": "tenu", "cancelled": "annulé", "failed": "échoué"}
)
PURPOSES = Spoken({"pickup": "retrait", "exchange": "échange", "backup": "secours"})
NOT_TOLD = Spoken({
    "Le client a dit STOP": "le client a dit STOP",
    "Un membre a la conversation": "un membre a la conversation",
    "Ce client n'a pas de conversation": "ce client n'a pas de conversation",
    "Le colis n'était pas revenu": "le colis n'était pas revenu",
    "Données effacées": "ses données sont effacées",
})  # fmt: skip
ADAPTERS = Spoken({
    "sms_twilio": "SMS, par Twilio", "email_resend": "E-mail, par Resend",
    "laposte": "Suivi des colis, par La Poste", "colissimo": "Étiquettes de retour, par Colissimo",
})  # fmt: skip
ROLES = Spoken({"owner": "propriétaire", "staff": "équipe"})
WRONGS = Spoken({kind: wrong.label for kind, wrong in KINDS.items()})
# Acts of members in the journal: routes and commands.
ACTS = Spoken({
    "POST /login": "s'est connecté", "POST /logout": "s'est déconnecté",
    "POST /mot-de-passe/{token}": "a choisi un nouveau mot de passe par un lien",
    "POST /compte/mot-de-passe": "a changé de mot de passe",
    "POST /compte/notifications/email": "a demandé un code pour son e-mail",
    "POST /compte/notifications/email/code": "a vérifié son e-mail",
    "POST /compte/langue": "a choisi sa langue",
    "POST /compte/sessions/fermer": "a fermé ses autres sessions",
    "POST /compte/sessions/{session_id}/fermer": "a fermé une de ses sessions",
    "POST /conversations/{conversation_id}/repondre": "a répondu",
    "POST /conversations/{conversation_id}/valider": "a validé une réponse",
    "POST /conversations/{conversation_id}/modifier": "a modifié et envoyé une réponse",
    "POST /conversations/{conversation_id}/refuser": "a refusé une réponse",
    "POST /conversations/{conversation_id}/prendre-la-main": "a pris la main",
    "POST /conversations/{conversation_id}/rendre": "a rendu la main",
    "POST /conversations/{conversation_id}/signaler": "a signalé une réponse",
    "POST /conversations/{conversation_id}/confier": "a confié une conversation",
    "POST /conversations/{conversation_id}/reporter": "a reporté une conversation",
    "POST /conversations/{conversation_id}/reprendre": "a repris une conversation reportée",
    "POST /conversations/{conversation_id}/clore": "a clos une conversation",
    "POST /conversations/{conversation_id}/clore-et-suivant": "a clos une conversation",
    "POST /conversations/{conversation_id}/rouvrir": "a rouvert une conversation",
    "POST /conversations/{conversation_id}/noter": "a écrit une note interne",
    "POST /conversations/{conversation_id}/non-lu": "a marqué une conversation non lue",
    "POST /conversations/{conversation_id}/renvoyer": "a renvoyé un message",
    "POST /nouveau": "a écrit la première à un client",
    "POST /reponses": "a enregistré une réponse",
    "POST /reponses/{saved_id}": "a modifié une réponse enregistrée",
    "POST /reponses/{saved_id}/supprimer": "a supprimé une réponse enregistrée",
    "POST /actions/{action_id}/confirmer": "a annulé une action automatique",
    "POST /engagements/{commitment_id}/deplacer": "a déplacé un engagement",
    "POST /engagements/{commitment_id}/annuler": "a annulé un engagement",
    "POST /engagements/{commitment_id}/faire": "a fait un engagement",
    "POST /mises-de-cote/{hold_id}/retiree": "a remis un article au client",
    "POST /mises-de-cote/{hold_id}/prolonger": "a prolongé une mise de côté",
    "POST /stock": "a corrigé un stock",
    "POST /fiches/{merge_id}/reunir": "a réuni deux fiches",
    "POST /fiches/{merge_id}/refuser": "a laissé deux fiches séparées",
    "POST /fiches/{merge_id}/separer": "a séparé deux fiches",
    "POST /essayer/preparer": "a préparé un essai", "POST /essayer/ecrire": "a essayé un message",
    "POST /essayer/avancer": "a avancé l'horloge de l'essai",
    "POST /essayer/valider": "a validé une réponse de l'essai",
    "POST /essayer/modifier": "a modifié une réponse de l'essai",
    "POST /essayer/refuser": "a refusé une réponse de l'essai",
    "POST /essayer/scenario": "a rejoué un scénario",
    "POST /essayer/enregistrer": "a enregistré un essai",
    "POST /essayer/scripts/{script_id}/rejouer": "a rejoué un essai",
    "POST /essayer/scripts/{script_id}/supprimer": "a supprimé un essai",
    "POST /clients/{contact_id}/notes": "a écrit les notes d'un client",
    "POST /clients/{contact_id}/fiche": "a corrigé la fiche d'un client",
    "POST /clients/{contact_id}/adresses": "a ajouté une coordonnée à un client",
    "POST /clients/{contact_id}/adresses/{address_id}/retirer":
        "a retiré une coordonnée d'un client",
    "POST /clients/{contact_id}/vip": "a marqué ou retiré un VIP",
    "POST /clients/{contact_id}/consentement": "a noté un STOP ou un accord",
    "POST /clients/{contact_id}/export": "a exporté les données d'un client",
    "POST /clients/{contact_id}/effacer": "a effacé un client",
    "POST /clients/{contact_id}/reunir": "a réuni deux fiches",
    "POST /echanges/{exchange_id}/recu": "a reçu le colis d'un échange",
    "POST /commandes/{order_id}/suivi": "a demandé où est un colis",
    "POST /retractations/{withdrawal_id}/recu": "a reçu le colis d'une rétractation",
    "POST /retours/{parcel_id}/annuler": "a annulé la réception d'un colis",
    "POST /etiquettes/{action_id}/refaire": "a fait refaire une étiquette",
    "POST /connaissances": "a écrit une réponse de la base de connaissances",
    "POST /connaissances/lacune": "a mis de côté une question sans réponse",
    "POST /connaissances/lacune/reprendre": "a repris une question mise de côté",
    "POST /connaissances/{knowledge_id}": "a modifié une réponse de la base de connaissances",
    "POST /connaissances/{knowledge_id}/supprimer":
        "a supprimé une réponse de la base de connaissances",
    "POST /publications": "a ajouté une publication",
    "POST /publications/{post_id}/cacher": "a retiré un article d'une publication",
    "POST /publications/{post_id}/supprimer": "a supprimé une publication",
    "POST /publications/{post_id}/remettre": "a remis une publication",
    "POST /publications/{post_id}/produit": "a dit ce que montre une publication",
    "POST /autonomie/{skill}/niveau": "a réglé une autonomie",
    "POST /autonomie/{skill}/accepter": "a passé une compétence en automatique",
    "POST /autonomie/{skill}/refuser": "a refusé de passer une compétence en automatique",
    "POST /bienvenue/horaires": "a donné les horaires de la boutique",
    "POST /bienvenue/etapes/{step}": "a passé une étape de la mise en route",
    "POST /bienvenue/marche": "a mis l'assistant en marche",
    "POST /bienvenue/articles": "a apporté un fichier d'articles",
    "POST /bienvenue/articles/colonnes": "a fait correspondre les colonnes",
    "POST /bienvenue/articles/importer": "a importé des articles",
    "POST /bienvenue/articles/abandonner": "a abandonné un fichier d'articles",
    "POST /bienvenue/articles/demonstration": "a pris les articles de démonstration",
    "POST /bienvenue/ouvrir/{token}": "a ouvert la boutique",
    "POST /reglages/membres": "a ajouté un membre",
    "POST /reglages/membres/{member_id}/role": "a changé le rôle d'un membre",
    "POST /reglages/membres/{member_id}/lien": "a fait un lien de mot de passe",
    "POST /reglages/membres/{member_id}/telephone": "a changé le téléphone d'un membre",
    "POST /reglages/membres/{member_id}/telephone/code": "a vérifié le téléphone d'un membre",
    "POST /reglages/membres/{member_id}/retirer": "a retiré un membre",
    "POST /reglages/connexions/{adapter}": "a enregistré une connexion",
    "POST /reglages/connexions/{adapter}/essayer": "a essayé une connexion",
    "POST /reglages/connexions/{adapter}/retirer": "a retiré une connexion",
    "POST /reglages/canaux/{channel_id}": "a enregistré un canal",
    "POST /reglages/canaux/{channel_id}/essayer": "a essayé un canal",
    "POST /reglages/canaux/{channel_id}/retirer": "a retiré un canal",
    "POST /reglages/canaux/{channel_id}/pause": "a mis un canal en pause",
    "POST /reglages/canaux/{channel_id}/reprendre": "a repris un canal",
    "POST /reglages/etablissement/telephone": "a demandé un code pour son téléphone",
    "POST /reglages/etablissement/telephone/code": "a vérifié son téléphone",
    "POST /reglages/etablissement/telephone/oublier": "a oublié un téléphone pas encore vérifié",
    "POST /reglages/{matter}": "a changé un réglage",
    "POST /reglages/{matter}/fichier": "est revenu au fichier pour un réglage",
})  # fmt: skip
# What a line of the journal tells of an act.
TOLD = Spoken({
    "sku": "référence", "ref": "produit", "on_hand": "en rayon", "until": "jusqu'au",
    "due_at": "pour le", "draft_id": "brouillon", "level": "niveau", "skill": "compétence",
})  # fmt: skip
