"""Twilio's error numbers for SMS, in words for a member and with what to do about each."""

from coccinelle.core.messages import Remedy, SendFault

QUEUE_WAIT_SECONDS = 60.0

KNOWN: dict[str, tuple[Remedy, str]] = {
    "20003": ("stop_channel", "Twilio refuse nos identifiants : vérifiez le compte et le jeton."),
    "20005": ("stop_channel", "Le compte Twilio n'est pas actif."),
    "20404": ("tell_member", "Twilio ne trouve pas ce qui lui est demandé."),
    "20429": ("retry", "Trop de demandes à la fois chez Twilio."),
    "21211": ("mark_address_bad", "Ce numéro de téléphone n'existe pas."),
    "21212": ("stop_channel", "Le numéro d'envoi n'est pas valable chez Twilio."),
    "21408": ("tell_member", "L'envoi vers ce pays n'est pas ouvert sur le compte Twilio."),
    "21602": ("tell_member", "Le message est vide."),
    "21603": ("stop_channel", "Il manque un numéro d'envoi."),
    "21604": ("mark_address_bad", "Il manque le numéro du destinataire."),
    "21606": ("stop_channel", "Le numéro d'envoi ne peut pas envoyer de SMS."),
    "21608": ("tell_member", "Un compte d'essai n'écrit qu'aux numéros vérifiés chez Twilio."),
    "21610": ("mark_opted_out", "Cette personne a demandé de ne plus recevoir de SMS."),
    "21611": ("retry", "Trop de SMS attendent déjà sur ce numéro d'envoi."),
    "21612": ("tell_member", "Le numéro d'envoi ne peut pas joindre ce destinataire."),
    "21614": ("mark_address_bad", "Ce numéro n'est pas un mobile."),
    "21617": ("tell_member", "Le message est trop long pour un SMS."),
    "21703": ("stop_channel", "Le service d'envoi n'a aucun numéro."),
    "30001": ("retry", "La file d'envoi de Twilio est pleine."),
    "30002": ("stop_channel", "Le compte Twilio est suspendu."),
    "30003": ("retry", "Le téléphone est éteint ou hors de portée."),
    "30004": ("tell_member", "Le SMS a été bloqué."),
    # Another try would fail the same way: the address is at fault, another channel may do.
    "30005": ("mark_address_bad", "Ce numéro est inconnu de l'opérateur."),
    "30006": ("mark_address_bad", "Ce numéro est une ligne fixe ou n'est pas joignable par SMS."),
    "30007": ("tell_member", "L'opérateur a filtré le SMS comme indésirable."),
    "30008": ("retry", "L'opérateur n'a pas remis le SMS, sans dire pourquoi."),
}
UNKNOWN: tuple[Remedy, str] = ("tell_member", "Twilio n'a pas remis le SMS.")


def of(code: str, retry_after_seconds: float | None = None) -> SendFault:
    """The fault of a number of Twilio's; an unknown or empty one goes to a member."""
    remedy, sentence = KNOWN.get(code, UNKNOWN)
    if remedy == "retry" and retry_after_seconds is None:
        retry_after_seconds = QUEUE_WAIT_SECONDS
    return SendFault(code or "unknown", sentence, remedy, retry_after_seconds)
