"""What can be set, matter by matter, in plain words: data of the settings pages."""

from dataclasses import dataclass

from coccinelle.web.i18n import Spoken
from coccinelle.web.settings import choices
from coccinelle.web.settings.fields import Field


@dataclass(frozen=True, slots=True)
class Matter:
    """about: sentences of the preview; samples: a reply is shown; is_owners: staff do not read it;
    part: the template of its fields when they are no plain list."""

    slug: str
    title: str
    intro: str
    fields: tuple[Field, ...] = ()
    about: tuple[str, ...] = ()
    samples: bool = False
    is_owners: bool = False
    part: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        own = {"horaires": ("hours",), "fermetures": ("closures",)}
        return own.get(self.slug) or tuple(field.key for field in self.fields)


MATTERS = (
    Matter(
        "etablissement", "Votre établissement",
        "Ce que l'assistant dit de vous, et comment vous joindre.",
        (
            Field("card.name", "Nom", section="Ce que vos clients lisent"),
            Field("card.sector", "Ce que vous faites", "choice", choices=choices.SECTORS,
                  hint="L'assistant connaît les mots de ce métier."),
            Field("card.address", "Adresse"),
            Field("card.phone", "Téléphone", "phone"),
            Field("card.email", "E-mail", "email"),
            Field("card.parking", "Où se garer"),
            Field("card.timezone", "Vous êtes à l'heure de", "choice", choices=choices.ZONES),
            Field("card.language", "Sans autre indication, l'assistant écrit en", "choice",
                  choices=choices.LANGUAGES,
                  hint="Qui écrit en français ou en anglais a sa réponse dans la même langue."),
            Field("card.owner_name", "Votre prénom", section="Vous"),
            Field("card.owner_phone", "Votre téléphone", "phone",
                  hint="Pour être prévenue quand c'est urgent, une fois vérifié par un code ; les"
                  " clients ne le voient pas."),
            Field("card.owner_email", "Votre e-mail", "email"),
            Field("legal.siren", "SIREN ou SIRET", section="Sur vos factures",
                  hint="Avec lui, la copie envoyée à un client est une facture ; sans lui, un"
                  " justificatif d'achat. D'un SIRET, les neuf premiers chiffres sont gardés."),
            Field("legal.vat_number", "N° de TVA"),
            Field("legal.vat_percent", "TVA", "number", "%", hint="0 si vous en êtes exonérée."),
        ),
        about=("clock",),
    ),
    Matter(
        "horaires", "Les horaires", "Deux plages par jour ; un jour sans heure est fermé.",
        about=("hold", "answer"), part="_hours_fields.html",
    ),
    Matter(
        "fermetures", "Les fermetures", "Les jours où vous n'ouvrez pas. Un jour férié n'est pas"
        " forcément fermé : c'est à vous de dire.",
        about=("hold", "answer", "starting"), part="_closures_fields.html",
    ),
    Matter(
        "regles", "Les règles", "Ce que l'assistant peut promettre, sans vous demander.",
        (
            Field("policy.hold_until", "Une mise de côté tient jusqu'à", "choice",
                  choices=choices.ENDS, section="Les mises de côté"),
            Field("policy.hold_max", "Sur demande, elle peut tenir jusqu'à", "choice",
                  choices=choices.ENDS),
            Field("policy.reminder_before", "Le client est rappelé avant son passage", "choice",
                  choices=choices.DELAYS),
            Field("policy.hold_max_quantity", "Dans une mise de côté, au plus", "number",
                  "articles"),
            Field("policy.holds_per_contact", "Un même client peut en avoir à la fois", "number",
                  "mises de côté"),
            Field("policy.exchange_days", "Un échange est possible pendant", "number", "jours",
                  section="Les échanges et les retours"),
            Field("policy.exchange_hold_days", "L'article échangé est gardé", "number", "jours"),
            Field("policy.exchange_post_fee", "Un échange par courrier coûte", "euros", "€"),
            Field("policy.return_days", "Un retour est possible pendant", "number", "jours",
                  hint="Pour un achat à distance, la loi donne 14 jours : l'assistant les applique"
                  " toujours."),
            Field("policy.loan_free", "Prêter le même article en boutique", "choice",
                  choices=choices.FREE, section="Quand l'événement n'attend pas"),
            Field("policy.express_free", "Envoyer en express, sans frais", "choice",
                  choices=choices.FREE),
            Field("policy.answer_within", "Vous répondez à un client en", "choice",
                  choices=choices.DELAYS, section="Vos réponses"),
            Field("policy.answer_within_urgent", "… et quand c'est urgent, en", "choice",
                  choices=choices.DELAYS),
            Field("policy.draft_expires", "Un brouillon vous attend au plus", "choice",
                  choices=choices.DELAYS),
        ),
        about=("hold", "longest", "reminder", "limits", "exchange", "exchange_kept",
               "exchange_fee", "return", "answer", "urgent", "draft"),
    ),
    Matter(
        "ton", "Le ton", "Comment l'assistant parle à vos clients.",
        (
            Field("policy.tone", "Il dit", "choice", choices=choices.TONES),
            Field("policy.emoji", "Émojis", "choice",
                  choices=choices.EMOJIS),
            Field("policy.signature", "Signature des e-mails",
                  hint="Vide : « Coccinelle.AI pour » et le nom de la boutique."),
        ),
        samples=True,
    ),
    Matter(
        "notifications", "Vos alertes", "Comment l'assistant vous joint, et quand il se tait.",
        (
            Field("policy.notify_by", "Vous prévenir par", "several",
                  choices=choices.WAYS),
            Field("policy.chase_after", "Vous relancer après", "choice", choices=choices.DELAYS),
            Field("policy.quiet_hours", "Heures de silence", "night",
                  hint="Ni message commencé, ni alerte qui peut attendre ; le dimanche non plus."
                  " L'usage en France : rien après 21h ni avant 8h."),
            Field("policy.delivery_alert_hour", "Un colis suivi n'est pas là : alerte à", "time"),
        ),
        about=("starting", "night"),
    ),
    Matter(
        "depenses", "Les dépenses", "Au-delà, les SMS de l'assistant ne partent plus : chacun vous"
        " est montré, à envoyer vous-même. STOP est toujours confirmé.",
        (
            Field("policy.sms_monthly_cents", "SMS, par mois au plus", "cents", "€"),
            Field("policy.sms_daily_cents", "SMS, par jour au plus", "cents", "€"),
            Field("policy.sms_segment_cents", "Prix d'un SMS chez votre opérateur", "number",
                  "centimes", hint="0 : rien n'est compté."),
            Field("policy.sms_max_segments", "Longueur d'un message", "number", "SMS au plus"),
            Field("policy.labels_daily", "Étiquettes de retour, par jour au plus", "number"),
            Field("policy.model_daily_cents", "Modèle de langage, par jour au plus", "cents", "€"),
        ),
        about=("sms",), is_owners=True,
    ),
    Matter(
        "donnees", "Les données", "Combien de temps ce que disent vos clients est gardé. Plus court"
        " est toujours permis ; plus long demande une raison.",
        (
            Field("policy.retention_conversations_months", "Les conversations", "number", "mois"),
            Field("policy.retention_contacts_months", "Les clients qui n'écrivent plus", "number",
                  "mois"),
            Field("policy.satisfaction_share", "Conversations après lesquelles on demande un avis",
                  "percent", "%"),
        ),
        about=("words", "contacts"), is_owners=True,
    ),
)  # fmt: skip
# What a page says in the member's own language; French is written here.
WORDS = Spoken({
    text: text
    for matter in MATTERS
    for text in (
        matter.title, matter.intro,
        *(text for field in matter.fields
          for text in (field.section, field.label, field.unit, field.hint)),
        *(words for field in matter.fields for _, words in field.choices),
    )
    if text
})  # fmt: skip
BY_SLUG = {matter.slug: matter for matter in MATTERS}
