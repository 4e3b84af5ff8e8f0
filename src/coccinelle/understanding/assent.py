"""Whether a contact says yes, says no, asks something else or corrects what was said."""

import re

from coccinelle.understanding.passage import Passage

_YES = re.compile(
    r"\b(?:oui|ouais|ouaip|ouep|yes|ye|yea|yeah|yep|yup|sure|ok|okay|oki|d'acc|d'ac|dac|d'accord|"
    r"valide[zs]?|je valide|je confirme|i confirm|confirm|go|banco|parfait|nickel|impec\w*|"
    r"ca (?:me |nous )?(?:marche|roule|va|convient|irait|colle|joue|ira)|entendu|allez|allons-y|"
    r"vas-y|allez-y|volontiers|avec plaisir|carrement|vendu|adjuge|super|top|deal|great|perfect\w*|"
    r"sounds? (?:good|great|fine)|works|go ahead|please do|put me|book (?:it|me|us)|that's fine|"
    r"lovely|brilliant|si|claro|vale|de acuerdo|perfecto|va bene|perfetto|certo|d'accordo|ja|gerne|"
    r"passt|genau|einverstanden|sim|fica|pode ser|combinado|prima|akkoord|graag|adorable|"
    r"faites(?: (?:comme ca|donc|ainsi|le))?|c'est (?:bon|parfait|note|ok)|"
    r"ce serait (?:super|parfait|top|genial|gentil|bien)|reservez|"
    r"bloquez|prenez|gardez|mettez|notez|je prends|on prend|partons|on part|exact(?:ement)?|"
    r"tout a fait|absolument|bien sur|affirmatif|c'est (?:bien )?ca|c'est (?:exact|correct|juste)|"
    r"that's (?:right|correct|it)|that is (?:right|correct)|correct|exactly|absolutely|of course|"
    r"definitely)\b"
)
_NO = re.compile(
    r"\b(?:non|nan|nn|no|nope|nah|nein|nee|nao|niet|pas (?:maintenant|mtn|la peine|besoin|tout de "
    r"suite|pour (?:l'instant|le moment)|aujourd'hui|cette fois|interesse\w*)|hors (?:de )?budget|"
    r"trop (?:tard|cher|chere|loin|court)|tant pis|laissez? tomber|oubliez|oublie|on (?:l')?oublie|"
    r"sans facon|une autre fois|another (?:time|day)|"
    r"never ?mind|forget it|not (?:now|today|this time)|rien|ca ira|"
    r"too (?:late|expensive|far)|i'll pass|je passe mon tour|on va s'abstenir|inutile)\b"
)
# "let me talk to my sister": neither yes nor no, and nobody is asked for.
_PUTS_OFF = re.compile(
    r"\b(?:let me (?:talk|check|think|see|ask)|get back to you|let you know|je (?:vous )?(?:redis|"
    r"reviens vers)|j'en parle|(?:en parle|parler?) (?:a|avec) (?:mon|ma|mes)|regarder ailleurs|"
    r"je (?:vais )?(?:y )?reflechi\w*|i'll think|on (?:va )?reflechi\w*)\b"
)
_NO_PROBLEM = re.compile(
    r"\b(?:pas de|aucun|no|sans) (?:souci|soucis|probleme|problemes|pb|problem|worries)\b|"
    r"\bpourquoi (?:pas|non)\b|\bwhy not\b|\bnon plus\b"
)
_CALLS_OFF = re.compile(
    r"\b(?:j?annul\w+|cancel\w*|decommand\w+|scrap|call(?:ing)? (?:it )?off|"
    r"drop it(?! (?:off|by|at|to|in))|forget (?:it|"
    r"about)|oubli(?:e|er|ez|ons)|laiss(?:e|er|ez|ons) tomber|supprim\w+|renonc\w+|"
    r"(?:viens|viendrai|vient|viendra|viendrons|venir|passer|passerai|pourrai|pourrons|pouvons|peux)"
    r" (?:pas|plus)|plus (?:besoin|venir|possible)|(?:can't|cannot|won't|unable to) (?:make|come|"
    r"be there)|not coming|no longer (?:need|want)|storn\w+|absag\w+|disdi\w+|annull\w+|"
    r"changed? d'avis|plus d'actualite|tombe a l'eau|renoncer)\b"
)
_CANNOT = re.compile(
    r"\b(?:(?:ne )?veux pas|(?:n')?ai (?:pas|plus)|prefere pas|(?:don't|do not) (?:have|want)|"
    r"(?:sais|connais|souviens|rappelle) (?:pas|plus)|(?:aucune|pas d') ?idee|no idea|don't know|"
    r"can't remember)\b"
)
_NODS = frozenset("👍👌✅🙏")


def agrees(passage: Passage) -> bool:
    """A "super" before another question is courtesy, a "oui" is not."""
    if agrees_plainly(passage):
        return True
    return not asks(passage) and (passage.hears("okay", "come_by") or _is_pleased(passage))


def agrees_plainly(passage: Passage) -> bool:
    if passage.hears("agree", "hold", "take_it") or _nods(passage):
        return True
    if "?" in passage.text.folded or passage.hears("price", "hours", "have", "place"):
        return passage.hears("come_by") and not passage.hears("have")
    return passage.hears("okay")


def _nods(passage: Passage) -> bool:
    return not passage.words and bool(_NODS.intersection(passage.text.original))


def _is_pleased(passage: Passage) -> bool:
    """A lone "merci" after an offer agrees, politely."""
    return passage.hears("positive") and not passage.hears("nope", "negative")


def declines(passage: Passage) -> bool:
    """The first of yes and no wins: "non merci", "oui pas de problème"."""
    if passage.hears("cancel", "think_over", "none_of_them"):
        return True
    if passage.hears("not_come") and not passage.hears("not_before"):
        return True
    no = next((h.start for h in passage.heard if h.concept == "nope"), None)
    yes = next((h.start for h in passage.heard if h.concept in ("okay", "hold")), None)
    return no is not None and (yes is None or no <= yes)


def accepts(passage: Passage) -> bool:
    """A yes in any of the languages, wider than what an offer of the shop takes for one."""
    folded = passage.text.folded
    return agrees(passage) or _YES.search(folded) is not None or bool(_NO_PROBLEM.search(folded))


def refuses(passage: Passage) -> bool:
    """The first of yes and no wins: "non merci", "oui pas de problème", "ok non laissez"."""
    folded = _NO_PROBLEM.sub(lambda m: " " * len(m[0]), passage.text.folded)
    if _PUTS_OFF.search(folded):
        return True
    no, yes = _NO.search(folded), _YES.search(folded)
    if no and yes and yes.start() < no.start():
        return False
    return no is not None or (declines(passage) and yes is None)


def calls_off(passage: Passage) -> bool:
    """In a sentence that asks nothing, when there is one ("l'annuler. le bon reste valable ?")."""
    folded = passage.text.folded
    told = [c for c in passage.clauses if not c.asks] or passage.clauses
    heard = [h for h in passage.heard if h.concept in ("cancel", "not_come")]
    return any(
        _CALLS_OFF.search(folded, c.start, c.end) or any(c.start <= h.start < c.end for h in heard)
        for c in told
    )


def accepts_first(passage: Passage) -> bool:
    """The message begins by a yes."""
    yes = _YES.search(passage.text.folded)
    return yes is not None and not passage.text.folded[: yes.start()].strip(" ,.!-")


def cannot_say(passage: Passage) -> bool:
    """ "je ne sais plus", "aucune idée"; or will not."""
    return _CANNOT.search(passage.text.folded) is not None


def puts_off(passage: Passage) -> bool:
    return _PUTS_OFF.search(passage.text.folded) is not None


def asks_only(passage: Passage) -> bool:
    """Every sentence is a question."""
    return asks(passage) and all(c.asks for c in passage.clauses)


def corrects(passage: Passage) -> bool:
    return passage.hears("correction")


def asks(passage: Passage) -> bool:
    return "?" in passage.text.folded or (
        passage.hears("have", "price", "hours") and not passage.hears("agree", "correction")
    )
