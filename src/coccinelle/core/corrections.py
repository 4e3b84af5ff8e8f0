"""What a member can say was wrong in an automatic message, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """label: as members read it. is_grave: once is enough to validate that skill again."""

    label: str
    is_grave: bool = False


KINDS: dict[str, Wrong] = {
    "wrong_fact": Wrong("Une information est fausse"),
    "wrong_understanding": Wrong("La demande est mal comprise"),
    "wrong_tone": Wrong("Le ton ne va pas"),
    "should_have_asked": Wrong("Il fallait d'abord demander une précision"),
    "should_have_waited": Wrong("Il fallait me faire valider"),
    "wrong_action": Wrong("L'action n'est pas la bonne"),
    "false_promise": Wrong("Une promesse que la boutique ne peut pas tenir", is_grave=True),
    "private_data": Wrong("Les données de quelqu'un d'autre", is_grave=True),
    "danger": Wrong("Un risque pour la santé ou la sécurité", is_grave=True),
    "other": Wrong("Autre chose"),
}
