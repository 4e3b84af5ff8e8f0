"""What a setting can be chosen from: values and their words."""

from coccinelle.packs.trades import TRADES
from coccinelle.web.settings.fields import Choices

SECTORS: Choices = tuple((sector, trade.name) for sector, trade in TRADES.items())
# Where French is spoken in shops; any other zone of the world may be written in the file.
ZONES: Choices = (
    ("Europe/Paris", "France métropolitaine"), ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"), ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"), ("Indian/Mayotte", "Mayotte"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"), ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Polynésie française"), ("Europe/Brussels", "Belgique"),
    ("Europe/Luxembourg", "Luxembourg"), ("Europe/Zurich", "Suisse"),
    ("Europe/Monaco", "Monaco"), ("America/Toronto", "Québec"),
)  # fmt: skip
LANGUAGES: Choices = (("fr", "français"), ("en", "anglais"))
ENDS: Choices = (
    ("same_day closing", "le jour même, à la fermeture"),
    ("next_day 12:00", "le lendemain à midi"),
    ("next_day 18:00", "le lendemain à 18h"),
    ("next_day closing", "le lendemain, à la fermeture"),
    ("+2d closing", "deux jours après, à la fermeture"),
    ("+3d closing", "trois jours après, à la fermeture"),
    ("+5d closing", "cinq jours après, à la fermeture"),
    ("+7d closing", "une semaine après, à la fermeture"),
    ("+14d closing", "deux semaines après, à la fermeture"),
)
DELAYS: Choices = (
    ("15m", "15 minutes"), ("30m", "30 minutes"), ("1h", "1 heure"), ("2h", "2 heures"),
    ("4h", "4 heures"), ("8h", "8 heures"), ("24h", "24 heures"), ("2d", "2 jours"),
    ("7d", "7 jours"),
)  # fmt: skip
FREE: Choices = (("never", "jamais"), ("urgent", "quand l'événement du client n'attend pas"))
TONES: Choices = (("vous", "vous"), ("tu", "tu"))
EMOJIS: Choices = (("some", "un de temps en temps"), ("none", "jamais"))
WAYS: Choices = (("sms", "SMS"), ("email", "e-mail"))
