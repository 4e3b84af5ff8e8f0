"""Resend's errors by name, in words for a member and with what to do about each."""

from coccinelle.core.messages import Remedy, SendFault

KNOWN: dict[str, tuple[Remedy, str]] = {
    # Refused at once.
    "missing_api_key": ("stop_channel", "Il manque la clé d'API de Resend."),
    "invalid_api_key": ("stop_channel", "Resend refuse notre clé d'API : vérifiez-la."),
    "restricted_api_key": ("stop_channel", "La clé d'API de Resend n'a pas l'accès complet."),
    "invalid_from_address": ("stop_channel", "Resend refuse l'adresse d'envoi."),
    "domain_not_verified": ("stop_channel", "Le domaine d'envoi n'est pas vérifié chez Resend."),
    "invalid_access": ("stop_channel", "Resend refuse l'accès à ce compte."),
    "security_error": ("tell_member", "Resend a bloqué l'envoi par prudence."),
    "validation_error": ("tell_member", "Resend refuse cet e-mail tel qu'il est écrit."),
    "missing_required_field": ("tell_member", "Il manque une partie de l'e-mail."),
    "not_found": ("tell_member", "Resend ne trouve pas ce qui lui est demandé."),
    "rate_limit_exceeded": ("retry", "Trop de demandes à la fois chez Resend."),
    "daily_quota_exceeded": ("retry", "Le nombre d'e-mails du jour est atteint chez Resend."),
    "monthly_quota_exceeded": ("retry", "Le nombre d'e-mails du mois est atteint chez Resend."),
    # Told afterwards.
    "bounced_permanent": ("mark_address_bad", "Cette adresse e-mail n'existe pas ou plus."),
    "mailbox_full": ("tell_member", "La boîte de ce client est pleine."),
    "bounced_other": ("tell_member", "Le serveur de ce client a refusé l'e-mail."),
    "complained": ("mark_opted_out", "Cette personne a signalé l'e-mail comme indésirable."),
    "suppressed": ("mark_address_bad", "Resend n'écrit plus à cette adresse, déjà refusée."),
    "failed": ("tell_member", "Resend n'a pas pu envoyer l'e-mail."),
}
UNKNOWN: tuple[Remedy, str] = ("tell_member", "Resend n'a pas envoyé l'e-mail.")


def of(name: str) -> SendFault:
    """The fault of a name of Resend's; an unknown or empty one goes to a member."""
    remedy, sentence = KNOWN.get(name, UNKNOWN)
    return SendFault(name[:64] or "unknown", sentence, remedy)
