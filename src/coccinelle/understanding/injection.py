"""Sentences written for a machine rather than for the shop."""

import re

from coccinelle.understanding.text import Text

_ORDERS = re.compile(
    r"\b(?:ignor\w*|oubli\w*|disregard|forget|bypass|override)\b[^.\n]{0,40}\b(?:instruction|"
    r"regle|consigne|"
    r"rule|prompt|previous|precedent|above|limite)"
    r"|\b(?:system|admin|assistant|developer|root|developpeur) ?(?::|\]|mode)|\[(?:admin|system|"
    r"inst)\b"
    r"|\bmode (?:developpeur|admin|debug|dan|maintenance)\b|\b(?:developer|admin|debug) mode\b"
    r"|\bpour l'assistant\b|\bassistant ?: |<!--|</?(?:message|data|system|prompt|instruction)s?\b"
    r"|\{ ?\"?intent\"?|\bprompt\b|\bsysteme? prompt\b"
    r"|\b(?:repete|recopie|repeat|print|affiche)\w*\b[^.\n]{0,40}\b(?:texte au-dessus|mot pour mot|"
    r"instructions?|verbatim|text above|word for word)"
    r"|\b(?:liste|list) (?:des|of|of all|de tous les) (?:clients|customers|commandes|orders)\b"
    r"|\b(?:reponds?|repondez|dis|dites|answer|reply|say) (?:seulement|uniquement|juste|only|"
    r"just)\b"
    r"|\bmets? ce lien dans\b|\b(?:code|mot) de validation\b|\bvalid\w+ automatiquement\b"
    r"|\bretiens (?:bien |pour toujours|que)|\bremember (?:forever|that this)"
    r"|\btradui\w+ en \w+ ?:|\btranslate\b[^.\n]{0,20}:"
    r"|\bje suis (?:la |le )?(?:proprietaire|patronne?|gerante?|admin\w*|developpeu\w+|"
    r"responsable du site)\b"
    r"|\bne (?:passe|transfere|transmets|dis|previens)\w* (?:pas|rien)[^.\n]{0,30}\b(?:humain|"
    r"personne|equipe|patronne?)"
    r"|\bne l'ecris pas\b|\bconfirme que [^.\n]{0,40}\b(?:sans risque|gratuit|rembourse)"
    r"|ignore_previous|\bjailbreak\b|\btu es (?:maintenant|desormais|en mode)\b|\byou are now\b"
    r"|\bcommuniquez l'adresse\b|\baccepte tous les\b|\bcelle de ma voisine\b"
    r"|\b(?:drop table|union select|set_config|or '1'='1)|<script|<img|<svg|onerror=|hx-(?:get|"
    r"post|on)"
)
_SPACED_OUT = re.compile(r"\b(?:[a-z] {1,4}){5,}[a-z]\b")
_BASE64 = re.compile(r"\b[A-Za-z0-9+/]{24,200}={0,2}(?![\w=])")
_TAGS = (0xE0020, 0xE007F)  # invisible letters that only machines read


def is_injection(text: Text) -> bool:
    """True when a part of the text is addressed to the assistant's machinery."""
    if any(_TAGS[0] <= ord(c) <= _TAGS[1] for c in text.original):
        return True
    if _ORDERS.search(text.folded) or _SPACED_OUT.search(text.folded):
        return True
    return any(_looks_encoded(m[0]) for m in _BASE64.finditer(text.original))


def gives_orders(folded: str) -> bool:
    """True for a clause that commands the machinery: it asks the shop nothing."""
    return _ORDERS.search(folded) is not None


def _looks_encoded(word: str) -> bool:
    """Base64 mixes cases and digits; a long word or a web address does not."""
    return all(any(test(c) for c in word) for test in (str.islower, str.isupper, str.isdigit))
