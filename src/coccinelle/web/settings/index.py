"""The first page of the settings: every page there is, on its shelf."""

from collections.abc import Iterator
from dataclasses import dataclass

from coccinelle.web.i18n import Spoken
from coccinelle.web.settings.matters import BY_SLUG


@dataclass(frozen=True, slots=True)
class Entry:
    address: str
    icon: str
    title: str
    intro: str
    is_owners: bool = False


def _matter(slug: str, icon: str) -> Entry:
    matter = BY_SLUG[slug]
    return Entry(f"/reglages/{slug}", icon, matter.title, matter.intro, matter.is_owners)


SHELVES: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("Qui vous êtes", (
        _matter("etablissement", "shopping-bag"), _matter("horaires", "clock"),
        _matter("fermetures", "calendar-clock"),
    )),
    ("Comment l'assistant répond", (
        _matter("regles", "handshake"), _matter("ton", "message-circle"),
        Entry("/autonomie", "gauge", "L'autonomie",
              "Jusqu'où l'assistant va seul, pour chaque sorte de demande, et ce qu'il a montré."),
    )),
    ("Vous et votre équipe", (
        _matter("notifications", "siren"),
        Entry("/reglages/membres", "users", "Les membres", "Qui voit et qui répond.", True),
    )),
    ("Ce qui est branché, et ses limites", (
        Entry("/reglages/connexions", "zap", "Les canaux et les connexions",
              "SMS, e-mail, transporteurs : leurs clés, et un essai.", True),
        _matter("depenses", "chart-column"), _matter("donnees", "archive"),
        Entry("/bienvenue/articles", "package", "Vos articles",
              "L'export de votre caisse ou de votre site.", True),
        Entry("/bienvenue", "sparkles", "La mise en route",
              "Les cinq étapes, à reprendre quand vous voulez.", True),
    )),
)  # fmt: skip
WORDS = Spoken({
    text: text
    for title, entries in SHELVES
    for text in (title, *(text for one in entries for text in (one.title, one.intro)))
})  # fmt: skip


def shelves(*, is_owner: bool) -> Iterator[tuple[str, list[Entry]]]:
    """Those with something on them for whoever asks."""
    for title, entries in SHELVES:
        seen = [one for one in entries if is_owner or not one.is_owners]
        if seen:
            yield title, seen
